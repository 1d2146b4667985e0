// Writing a note in a long chart: how long after a key its letter stands on the page, with the lint live.
import { many, row, say } from './words.mjs';

/** The goal, in milliseconds, for the 95th percentile. */
const MOST = 16;

const TEXT = 'She came on time and chose to begin with last week; we went through the two hours before it, step by step. ';
const KEYS = 400;

/** Begins a note in the large chart and types; autosave and its findings run meanwhile. Leaves the draft discarded. */
export async function writing(page, program) {
  say(`writing in a chart of ${many(program.chart_documents)} documents`);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await page.getByRole('searchbox').fill(program.chart_name);
  await page.locator(`main a[href="/clients/${program.chart}"]`).click();
  await page.getByRole('link', { name: 'New note' }).first().click();
  const sheet = page.getByRole('article').getByRole('textbox').first();
  await sheet.click();
  await sheet.pressSequentially('The first words wait for what is read once. ', { delay: 30 });
  await page.getByText(/^Draft saved/).waitFor();
  await page.evaluate(listen);
  await sheet.pressSequentially(TEXT.repeat(4).slice(0, KEYS), { delay: 35 });
  const [took, framed] = await page.evaluate(() => [globalThis.typed, globalThis.framed]);
  if (took.length < KEYS * 0.95) throw new Error(`only ${took.length} of ${KEYS} keys were seen`);
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  const p95 = (figures) => figures.toSorted((one, other) => one - other)[Math.floor(figures.length * 0.95)];
  return [
    row('typing in a note, key to laid-out text, 95th percentile', p95(took), 'ms', { most: MOST }),
    row('typing in a note, key to painted frame, 95th percentile', p95(framed), 'ms'),
  ];
}

/**
 * Runs in the page: from the key's own time to the end of what it set off, layout included. The listener of the window comes
 * after those of the page, and what they put off to the end of their task is done before it. A frame comes with the display's
 * next beat, which is the machine's to wait for: the second figure has that wait in it.
 */
function listen() {
  globalThis.typed = [];
  globalThis.framed = [];
  const channel = new MessageChannel();
  let pressed = null;
  addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp; }, { capture: true });
  addEventListener('input', () => {
    if (pressed === null) return;
    const key = pressed;
    pressed = null;
    queueMicrotask(() => {
      void document.body.offsetHeight; // what is pending is laid out now
      globalThis.typed.push(performance.now() - key);
    });
    requestAnimationFrame(() => {
      channel.port1.onmessage = () => globalThis.framed.push(performance.now() - key);
      channel.port2.postMessage(null);
    });
  });
}

// Writing a note in a long chart: how long after a key its letter stands on the page, with the lint live.
import { many, row, say } from './words.mjs';

/** The goal, in milliseconds, for the 95th percentile. */
const MOST = 16;

const TEXT = 'She came on time and chose to begin with last week; we went through the two hours before it, step by step. ';
const KEYS = 400;

/** Begins a note in the large chart and types; autosave and its findings run meanwhile. Leaves the draft discarded. */
export async function writing(page, programme) {
  say(`writing in a chart of ${many(programme.chart_documents)} documents`);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await page.getByRole('searchbox').fill(programme.chart_name);
  await page.locator(`main a[href="/clients/${programme.chart}"]`).click();
  await page.getByRole('link', { name: 'New note' }).first().click();
  const sheet = page.getByRole('article').getByRole('textbox').first();
  await sheet.click();
  await sheet.pressSequentially('The first words wait for what is read once. ', { delay: 30 });
  await page.getByText(/^Draft, saved/).waitFor();
  await page.evaluate(listen);
  await sheet.pressSequentially(TEXT.repeat(4).slice(0, KEYS), { delay: 35 });
  const took = await page.evaluate(() => globalThis.typed);
  if (took.length < KEYS * 0.95) throw new Error(`only ${took.length} of ${KEYS} keys were seen`);
  await page.getByText(/^Draft, saved/).waitFor();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  took.sort((one, other) => one - other);
  const p95 = took[Math.floor(took.length * 0.95)];
  return [row('typing in a note, key to laid-out text, 95th percentile', p95, 'ms', { most: MOST })];
}

/** Runs in the page: from the key's own time to the end of what it set off, layout included. */
function listen() {
  globalThis.typed = [];
  const channel = new MessageChannel();
  let pressed = null;
  addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp; }, { capture: true });
  addEventListener('input', () => channel.port2.postMessage(null), { capture: true });
  channel.port1.onmessage = () => {
    if (pressed === null) return;
    void document.body.offsetHeight; // what is pending is laid out now
    globalThis.typed.push(performance.now() - pressed);
    pressed = null;
  };
}

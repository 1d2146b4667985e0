// Searching everything on the device: the first search makes the index, each later key is answered from it.
import { many, row, say } from './words.mjs';

/** What the goals are about, and the goals: for the index in seconds, for a key in milliseconds. */
const GOAL = { documents: 10_000, index: 0.3, key: 50 };

/** Beginnings, whole words, several at once, a code, a month, and what stands nowhere. */
const SOUGHT = ['session', 'the client said', 'plan', 'F11', 'Nov 2026', 'kind:note week', 'zzyzx'];

/** Opens the search and types. Ends at the search, with nothing in it. */
export async function searching(page, program) {
  say(`searching ${many(program.documents)} documents`);
  await page.evaluate(listen);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click();
  const box = page.getByRole('searchbox');
  // Opening the page makes the index.
  await page.waitForFunction(() => globalThis.sought.length > 0, null, { timeout: 120_000 });
  const [first] = await page.evaluate(() => globalThis.sought.splice(0));
  const keys = [];
  let drawn = 0;
  for (const words of SOUGHT) {
    await box.fill('');
    await page.evaluate(() => { globalThis.sought.length = 0; });
    // Slower than somebody who types, so that every key is searched for.
    await box.pressSequentially(words, { delay: 350 });
    await page.waitForFunction(() => globalThis.sought.length > 0);
    await page.waitForTimeout(350);
    keys.push(...(await page.evaluate(() => globalThis.sought.splice(0))));
    drawn += await page.locator('.hits li').count();
  }
  await box.fill('');
  const typed = SOUGHT.join('').length;
  if (keys.length < typed * 0.9 || drawn === 0) throw new Error(`of ${typed} keys ${keys.length} were searched for, ${drawn} hits drawn`);
  keys.sort((one, other) => one - other);
  const of = `${many(program.documents)} documents`;
  const goal = (most) => (program.documents === GOAL.documents ? { most } : {});
  return [
    row(`the first search: index of ${of}, in the worker`, first / 1000, 's', goal(GOAL.index)),
    row(`search of ${of}, key to its answer laid out, 95th percentile`, keys[Math.floor(keys.length * 0.95)], 'ms', goal(GOAL.key)),
    row(`search of ${of}, median key`, keys[Math.floor(keys.length / 2)], 'ms'),
  ];
}

/** Runs in the page: how long from asking the worker to the layout of what it found. */
function listen() {
  globalThis.sought = [];
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function ask(message, ...others) {
    if (message?.body?.startsWith('Search ')) {
      const began = performance.now();
      const hear = ({ data }) => {
        if (data?.id !== message.id) return;
        this.removeEventListener('message', hear);
        setTimeout(() => {
          void document.body.offsetHeight; // what is pending is laid out now
          globalThis.sought.push(performance.now() - began);
        });
      };
      this.addEventListener('message', hear);
    }
    return postMessage.call(this, message, ...others);
  };
}

// A chart opened from the caseload, and unlocking on a device with everything on it.
import { allSaved } from '../support/work.mjs';
import { synced } from './sync.mjs';
import { timed } from './watch.mjs';
import { DESK, many, median, row, say } from './words.mjs';

const ROUNDS = 5;

/** Rounds with nothing opened before; the server counts how often one signs in. */
const COLD = 3;

/** The goal for a chart of so many documents, in seconds. */
const CHART = { documents: 1000, most: 1 };

/** After so many milliseconds a sync has come by, and what was opened is kept for the next unlock. */
const KEPT = 25_000;

/** The goals for Today after Unlock, in seconds, by how many documents are on the device. */
const TODAY = { 10_000: 1.2, 50_000: 3 };

const main = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

/** A screenful of a chart's notes. */
function notesOf({ chart, chart_documents }) {
  return { selector: `main a[href^="/clients/${chart}/notes/"]:not([href$="/new"])`, count: Math.min(10, chart_documents - 1) };
}

/** Opens the large chart from the caseload, as somebody at work would. Ends at the chart. */
export async function chart(page, program) {
  const drawn = notesOf(program);
  const took = [];
  for (let number = 1; number <= ROUNDS; number += 1) {
    say(`chart, ${number} of ${ROUNDS}`);
    await main(page, /^Caseload/).click();
    await page.getByRole('searchbox').fill(program.chart_name);
    const link = page.locator(`main a[href="/clients/${program.chart}"]`);
    const [list] = await timed(page, () => link.click(), [drawn]);
    took.push(list / 1000);
  }
  say(`  ${await page.locator(drawn.selector).count()} notes are on the page`);
  const documents = program.chart_documents;
  const goal = documents === CHART.documents ? { most: CHART.most } : {};
  return [row(`chart of ${many(documents)} documents, from click to list`, median(took), 's', goal)];
}

/** Locks and unlocks at the large chart, where nothing is open yet after it, and at Today. Begins at the chart. */
export async function unlocking(house, page, program) {
  const [cold] = await rounds(house, page, program, COLD, 'at the chart', [notesOf(program)]);
  const { desk, today } = await atToday(house, page, program, ROUNDS);
  return [
    row(`chart of ${many(program.chart_documents)} documents, from Unlock to list`, cold / 1000, 's'),
    row('Unlock to the desk', desk, 'ms', { compared_with: 'Argon2id unlock, WASM' }),
    today,
  ];
}

/** The same at Today alone, on a browser that is filled for it. */
export async function largeCaseload(house, program) {
  say(`a device with ${many(program.documents)} documents`);
  const { device, page } = await synced(house, program, 'large', 600_000);
  const { today } = await atToday(house, page, program, COLD);
  await device.close();
  return [today];
}

/** Locks and unlocks at Today; resolves with the milliseconds to the desk, and with the row of Today. */
async function atToday(house, page, program, times) {
  await main(page, 'Today').click();
  const lines = { selector: 'main a[href^="/clients/"]' };
  await page.locator(lines.selector).first().waitFor();
  const [desk, today] = await rounds(house, page, program, times, 'at Today', [{ selector: DESK }, lines]);
  const words = `Unlock to Today, with ${many(program.documents)} documents on the device`;
  return { desk, today: row(words, today / 1000, 's', { most: TODAY[program.documents] }) };
}

/** The median milliseconds to each of `things`, from so many times. */
async function rounds(house, page, program, times, words, things) {
  const all = [];
  await page.waitForTimeout(KEPT);
  for (let number = 1; number <= times; number += 1) {
    await allSaved(page);
    say(`unlock ${words}, ${number} of ${times}`);
    all.push(await unlocked(house, page, program, things));
  }
  return things.map((_, thing) => median(all.map((took) => took[thing])));
}

async function unlocked(house, page, { passphrase }, things) {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await house.maySignIn();
  return timed(page, () => page.getByRole('button', { name: 'Unlock' }).click(), things);
}

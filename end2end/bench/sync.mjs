// The first sync: somebody with very many documents signs in on a browser that has none of them.
import { allSaved } from '../support/work.mjs';
import { timed } from './watch.mjs';
import { DESK, many, median, row, say } from './words.mjs';

/** Browsers that are filled, each from nothing. */
const ROUNDS = 3;

/** What the goal is about, and the goal in seconds. */
const GOAL = { documents: 10_000, most: 8 };
// The harness `bench/pouchdb`, 22 November 2026: median of 10 with the adapter `indexeddb`.
const PEER = { compared_with: 'PouchDB 9 with pouchdb-server 4.2, verifying nothing, same machine, bench/pouchdb', compared_value: 8.75 };

/** Resolves with rows, and with the device that was filled last, at its desk. */
export async function firstSync(house, program) {
  const took = [];
  let last;
  for (let number = 1; number <= ROUNDS; number += 1) {
    await last?.device.close();
    say(`first sync, ${number} of ${ROUNDS}`);
    last = await synced(house, program, `sync-${number}`);
    took.push(last.took / 1000);
  }
  const measure = `first sync of ${many(program.documents)} documents, signatures verified`;
  const beside = program.documents === GOAL.documents ? { most: GOAL.most, ...PEER } : {};
  return { device: last.device, page: last.page, rows: [row(measure, median(took), 's', beside)] };
}

/** Signs in on a browser that has nothing; resolves with it at its desk, and with the milliseconds until everything was there. */
export async function synced(house, program, who, patience) {
  const device = await house.device(who);
  const page = await device.visit('/');
  await device.kept();
  await kit(page, program);
  await house.maySignIn();
  const press = () => page.getByRole('button', { name: 'Sign in' }).click();
  const [took] = await timed(page, press, [{ selector: DESK, words: ['Online', 'All saved'] }], patience);
  await allSaved(page);
  await everythingIsHere(page, program);
  return { device, page, took };
}

/** Fills in the form of a new device, all but the last button. */
async function kit(page, { login, passphrase, secret_key }) {
  await page.getByRole('button', { name: 'This device is new' }).click();
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Secret Key').fill(secret_key);
}

/** What the caseload counts must be what was prepared: a sync that says too early that it is done is no sync. */
async function everythingIsHere(page, { documents, records }) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  const rows = page.getByRole('table').locator('tbody tr');
  const table = page.getByRole('region', { name: 'Caseload' });
  await rows.first().waitFor();
  // More are drawn as the end comes near.
  for (let before = -1, drawn = 0; drawn > before; before = drawn, drawn = await rows.count()) {
    await table.evaluate((frame) => {
      frame.scrollTop = frame.scrollHeight;
      return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
  }
  const notes = await rows.locator('td.num').allInnerTexts();
  const sum = notes.reduce((sum, text) => sum + Number(text), 0);
  // Every record has a profile beside its notes.
  if (notes.length !== records || sum !== documents - records) {
    throw new Error(`"All saved" was shown, but of ${records} clients with ${documents - records} notes there were ${notes.length} with ${sum}`);
  }
}

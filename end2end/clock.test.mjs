// A device whose clock is days behind: the cause is named, the reason has its field, the note is signed and marked.
import assert from 'node:assert/strict';
import { aria, axe, fits, journey } from './support.mjs';
import { PASS, fillNote, sessionDetails, sign } from './support/notes.mjs';
import { signIn } from './support/people.mjs';
import { prepare } from './support/prepared.mjs';
import { day } from './support/through.mjs';
import { INES, RUTH, allSaved, openChart, wren } from './support/work.mjs';

const DAY = 86_400_000;

/** Runs in pages and in the worker, before anything else there. */
const turned = (millis) => `{
  const Right = Date;
  const now = () => Right.now() + ${millis};
  globalThis.Date = class extends Right {
    constructor(...given) {
      if (given.length) super(...given);
      else super(now());
    }
    static now() { return now(); }
  };
}`;

/** Turns the clock of a browser that was not used yet. Its service worker, which would bring the worker as it is, is left out. */
async function turn(device, millis) {
  await device.context.addInitScript(`${turned(millis)}; delete Navigator.prototype.serviceWorker;`);
  await device.context.route('**/worker.js', async (route) => {
    const response = await route.fetch();
    const { 'content-encoding': _, 'content-length': __, ...headers } = response.headers();
    await route.fulfill({ headers, body: `${await response.text()}\n${turned(millis)}` });
  });
}

journey('a clock that is days behind is named where a note counts as late, and the note is signed and marked', { timeout: 240_000 }, async ({ server, device }) => {
  const people = { ines: { ...INES, trainee: false }, ruth: RUTH };
  const { ines: access, ruth } = await prepare(server, people, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  const ines = await device('ines');
  await turn(ines, -6 * DAY);
  const page = await signIn(ines, access);
  await openChart(page);

  // By this device the session was yesterday.
  const on = (days) => day(days - 6);
  await page.getByRole('link', { name: 'New note' }).first().click();
  await sessionDetails(page);
  const shown = await page.evaluate(() => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' }).format(new Date()));
  assert.equal(shown, on(0), 'the page has the wrong day');
  const when = { day: on(-1), start: '14:00', end: '14:50' };
  await fillNote(page, { sections: { Data: 'She slept.', Assessment: 'Steadier.', Plan: 'Same hour.' }, when, format: 'DAP' });
  await page.getByText(/^Late entry/).first().waitFor();
  await page.getByText('This device’s clock differs from the server’s. That may be why this counts as late.', { exact: false }).waitFor();
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.waitForFunction(() => document.activeElement?.labels?.[0]?.textContent.startsWith('Reason for late entry'));
  await axe(page);
  await aria(page, 'note-clock-behind', 'main');
  await fits(page);
  await page.getByLabel('Reason for late entry').fill('The tablet showed last week’s date.');
  await page.getByText(/^Draft saved/).waitFor();
  await sign(page);
  await page.getByText(/\(clock uncertain\)/).first().waitFor();
  await allSaved(page);
  await axe(page);

  // Whoever reads it elsewhere sees the mark, the real time of signing, and the reason.
  const other = await signIn(await device('ruth'), ruth);
  await openChart(other);
  await other.getByRole('main').getByRole('link', { name: /^Individual session/ }).click();
  const signed = other.getByText(/\(clock uncertain\)/).first();
  await signed.waitFor();
  const today = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'short', day: 'numeric' }).format(new Date());
  assert.ok((await signed.innerText()).includes(today), 'signed on the day it was signed');
  await other.getByText('The tablet showed last week’s date.').waitFor();
});

// The server goes back to a backup. Each page says so, what is missing is listed with names and reasons, nothing that the server
// lacks is called saved, and each device sends again what it wrote.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { aria, axe, fits, journey } from './support.mjs';
import { PASS, sign, writeNote } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { shot } from './support/shot.mjs';
import { day } from './support/through.mjs';
import { INES, RUTH, allSaved, openChart, staff, state, tab, wren } from './support/work.mjs';

const KEPT = { Data: 'Wren came on time.', Assessment: 'Calm.', Plan: 'As before.' };
const LATER = { Data: 'A quiet week.', Assessment: 'Less tension at home.', Plan: 'Same hour.' };
const HERS = { Data: 'Seen once in place of Ines.', Assessment: 'Steady.', Plan: 'Back to Ines.' };
const REASON = 'Written in the wrong chart.';
const on = (days) => ({ day: day(days), start: '14:00', end: '14:50' });

const section = (page, name) => page.getByRole('main').getByRole('listitem').filter({ hasText: name });
const main = (page) => page.getByRole('main');
const messages = (page) => page.getByRole('region', { name: 'Messages' });

/** The pages of the restored server, one after the other, without a reload. */
const outbox = async (page) => {
  await state(page).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
};

journey('a restored server: said, acknowledged, what it lost listed and sent again', { timeout: 500_000 }, async ({ server, device, folder }) => {
  const people = { ines: { ...INES, trainee: false }, ruth: RUTH };
  const { admin, ines, ruth } = await staff(device, people, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  for (const each of [admin, ines, ruth]) each.device.allow(/status of 4\d\d/);

  // In the backup: one note.
  await openChart(ines.page);
  await tab(ines.page, 'Notes');
  await writeNote(ines.page, { sections: KEPT, when: on(-2) });
  await sign(ines.page);
  await allSaved(ines.page);
  const kept = new URL(ines.page.url()).pathname;
  const backup = join(folder, 'program.surql');
  await server.export(backup);

  // After it: the note is entered in error, and each writes another one.
  const desk = ruth.page;
  await ines.page.getByRole('button', { name: 'entered in error' }).click();
  const dialog = ines.page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(REASON);
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'entered in error' }).click();
  await ines.page.getByText('Entered in error. It stays in the chart and does not count.').waitFor();
  await tab(ines.page, 'Notes');
  await writeNote(ines.page, { sections: LATER, when: on(-1) });
  await sign(ines.page);
  await allSaved(ines.page);
  const later = new URL(ines.page.url()).pathname;
  await ines.device.kept();
  await ines.device.close();
  await openChart(desk, /Wren Maplethorn/);
  await tab(desk, 'Notes');
  await main(desk).locator(`a[href="${later}"]`).waitFor({ timeout: 60_000 });
  await writeNote(desk, { sections: HERS, when: { ...on(-1), start: '16:00', end: '16:50' } });
  await sign(desk);
  await allSaved(desk);
  const hers = new URL(desk.url()).pathname;

  await server.restore(backup, join(folder, 'restored'));

  // Ruth's device sends her own note again, and withdraws nothing of what it had.
  const claim = 'The server was restored from a backup and may lack recent work.';
  await messages(desk).getByText(claim, { exact: false }).waitFor({ timeout: 60_000 });
  await allSaved(desk);
  await axe(desk);
  await fits(desk);
  await shot(desk, 'restored-supervisor');
  await tab(desk, 'Notes');
  await main(desk).locator(`a[href="${kept}"]`).click();
  await desk.getByText('Entered in error. It stays in the chart and does not count.').waitFor();
  await tab(desk, 'Notes');
  await main(desk).locator(`a[href="${later}"]`).waitFor();

  // The administrator acknowledges it.
  const office = admin.page;
  const known = messages(office).getByText('The server says that it was restored from a backup. If you know of it, acknowledge it', { exact: false });
  await known.waitFor({ timeout: 60_000 });
  await axe(office);
  await aria(office, 'restore-to-acknowledge', 'main');
  await fits(office);
  await shot(office, 'restored-administrator');
  await messages(office).getByRole('button', { name: 'Acknowledge restore' }).click();
  await known.waitFor({ state: 'hidden' });

  // What was taken back, by whom and what brings it back; the note of before is in doubt, and says so in lists and on its page.
  await messages(desk).getByText('lacks entries that this device has', { exact: false }).waitFor({ timeout: 60_000 });
  await state(desk).getByText(/^2 in doubt/).waitFor();
  await messages(desk).getByRole('link', { name: 'See what is missing' }).click();
  await desk.getByRole('heading', { name: /^Lost when the server was restored/ }).waitFor();
  for (const what of ['Note signed by Ines Quill', 'Marked as entered in error by Ines Quill']) {
    const row = section(desk, what);
    await row.getByText('the server lost it when it was restored from a backup. It comes back when the device of Ines Quill', { exact: false }).waitFor();
    await row.getByRole('link', { name: 'Wren Maplethorn' }).waitFor();
  }
  await axe(desk);
  await aria(desk, 'restore-outbox', 'main');
  await fits(desk);
  await shot(desk, 'restored-outbox');
  await openChart(desk, /Wren Maplethorn/);
  await tab(desk, 'Notes');
  assert.equal(await main(desk).locator(`a[href="${later}"]`).count(), 0, 'what the server lacks is not in the chart');
  await main(desk).locator(`a[href="${hers}"]`).waitFor();
  await main(desk).locator(`a[href="${kept}"]`).filter({ hasText: /doubt/i }).click();
  const lost = desk.getByRole('region', { name: 'Lost when the server was restored' });
  await lost.getByText('Ines Quill, CADC marked this as entered in error.', { exact: false }).waitFor();
  await lost.getByText(`Reason: ${REASON}`).waitFor();
  await lost.getByRole('button', { name: 'It no longer applies' }).waitFor();
  await axe(desk);
  await aria(desk, 'restore-note-in-doubt', 'main');
  await fits(desk);
  await shot(desk, 'restored-note');

  // Ines comes back, and at first nothing of hers gets through: none of it is called saved.
  await ines.device.reopen();
  ines.device.allow(/ERR_FAILED/);
  await ines.device.context.route('**/api/v1/push', (route) => route.abort());
  const page = await ines.device.visit(later);
  await unlock(page);
  await state(page).getByText(/^Offline since/).waitFor({ timeout: 60_000 });
  await page.getByText(LATER.Data).waitFor();
  assert.equal(await state(page).getByText('All saved').count(), 0, 'the restored server does not have it');
  await axe(page);
  await outbox(page);
  assert.equal(await page.getByText('Everything you wrote has reached the server', { exact: false }).count(), 0);
  await shot(page, 'restored-author');
  await ines.device.context.unroute('**/api/v1/push');
  await page.getByRole('button', { name: 'Send now' }).click();
  await allSaved(page);
  await page.getByText('Everything you wrote has reached the server', { exact: false }).waitFor();

  // And with that everything counts again, for everybody.
  await desk.getByText('Entered in error. It stays in the chart and does not count.').waitFor({ timeout: 60_000 });
  await lost.waitFor({ state: 'hidden' });
  await state(desk).getByText(/in doubt/).waitFor({ state: 'hidden' });
  await tab(desk, 'Notes');
  await main(desk).locator(`a[href="${later}"]`).waitFor();
  await outbox(desk);
  await desk.getByText('Everything you wrote has reached the server', { exact: false }).waitFor();
});

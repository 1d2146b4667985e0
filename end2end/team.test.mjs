// Who may read a chart changes while somebody is away: what they signed is refused, kept, and decided about by its author.
import assert from 'node:assert/strict';
import { aria, axe, fits, journey } from './support.mjs';
import { admit, fillNote, sign, writeNote } from './support/notes.mjs';
import { PASSPHRASE, unlock } from './support/people.mjs';
import { day } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, offline, openChart, staff, state, tab, wren } from './support/work.mjs';

const QUILL = { ...INES, trainee: false };
const OLD = { Data: 'Wren told of the week at the boatyard.', Assessment: 'Steadier since Monday.', Plan: 'The call card before Friday.' };
const AWAY = { Data: 'Wren came in from the rain and stayed.', Assessment: 'Sleeps again.', Plan: 'Two sessions a week.' };
const LATE = /^Late entry for .+ late$/;

/** Takes somebody out of the team of the open chart. */
async function takeOut(page, name) {
  await tab(page, 'Team');
  await page.getByRole('button', { name: `Remove from care team ${name}` }).click();
  await page.getByRole('dialog').getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Removed from the care team.').waitFor();
  await allSaved(page);
}

/** Two people open the code of the same chart, and see that it is the same. */
async function compared(one, other) {
  const codes = [];
  for (const page of [one, other]) {
    await page.getByRole('link', { name: 'Compare codes with a colleague' }).click();
    await page.getByRole('heading', { name: 'Compare codes', exact: true }).waitFor();
    await page.locator('[data-code=chart]').waitFor();
    codes.push(await page.locator('[data-entries], [data-code]').allTextContents());
    assert.equal(await page.locator('svg.qr path').count(), 2, 'a square beside each code');
    await axe(page);
  }
  assert.match(codes[0][1], /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  assert.deepEqual(codes[0], codes[1], 'the chart and the directory');
  for (const page of [one, other]) {
    await page.getByRole('link', { name: 'Back to the chart' }).click();
    await tab(page, 'Team');
  }
}

journey('a late entry is named; a note refused after a removal is read, taken back and signed again', { timeout: 400_000 }, async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: QUILL, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  let { page } = ines;
  const chart = await openChart(page);

  // Nine days after the session: it has to say why, and says what it is wherever it is read.
  await tab(page, 'Notes');
  await writeNote(page, { sections: OLD, when: { day: day(-9), start: '10:00', end: '10:50' } });
  await page.getByText(LATE).waitFor();
  await page.getByLabel('Passphrase to sign').fill('violet harbor lantern stone');
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByText('This is a late entry. Enter the reason.', { exact: true }).waitFor();
  await axe(page);
  await page.getByLabel('Reason for late entry').fill('The boatyard had no network.');
  await page.getByText(/^Draft saved/).waitFor();
  await sign(page);
  await page.getByText(LATE).first().waitFor();
  await page.getByText('The boatyard had no network.').waitFor();
  await allSaved(page);
  await ines.device.kept();
  await openChart(ruth.page, /Wren Maplethorn/);
  await ruth.page.getByRole('main').getByRole('link', { name: /^Individual session/ }).click();
  await ruth.page.getByText(LATE).first().waitFor();

  // She signs without the server, and is taken out before it arrives.
  await server.stop();
  await page.goto(new URL(`${chart}/notes/new`, page.url()).href);
  await unlock(page);
  await fillNote(page, { sections: AWAY, when: { day: day(-1), start: '14:00', end: '14:50' }, format: 'DAP' });
  await sign(page);
  await offline(page, 1);
  const note = new URL(page.url()).pathname;
  await ines.device.close();
  await server.restart();
  await allSaved(ruth.page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await takeOut(ruth.page, 'Ines Quill');

  await ines.device.reopen();
  page = await ines.device.visit(note);
  await unlock(page);
  await state(page).getByText('1 could not be sent').waitFor({ timeout: 60_000 });
  await page.getByText(AWAY.Data).waitFor();
  await page.getByText(/^Signed .+, could not be sent$/).waitFor();
  await state(page).getByRole('link', { name: '1 could not be sent' }).click();
  await page.getByRole('heading', { name: /^Could not be sent/ }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Wren Maplethorn' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Move to drafts/ }).count(), 0, 'outside the team nothing could be signed');
  await axe(page);
  await aria(page, 'outbox-refused', 'main');

  // Taken in again, she makes it a draft and signs it anew.
  await admit(ruth.page, 'Ines Quill');
  await allSaved(ruth.page);
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.getByRole('button', { name: /^Move to drafts/ }).click({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Move to drafts' }).click();
  await page.getByText('Moved to your drafts. Read it and sign it again.').waitFor();
  await state(page).getByText('1 could not be sent').waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('main').getByRole('link', { name: /^Sign note/ }).first().waitFor();
  await page.getByRole('main').locator(`a[href="${note}"]`).click();
  await page.waitForFunction((text) => [...document.querySelectorAll('article textarea')].some((area) => area.value === text), AWAY.Data);
  await sign(page);
  await page.getByText(/^Signed .+, synced /).waitFor();
  await allSaved(page);
  await openChart(ruth.page, /Wren Maplethorn/);
  const sessions = ruth.page.getByRole('main').getByRole('link', { name: /^Individual session/ });
  await sessions.nth(1).waitFor({ timeout: 60_000 });
  assert.equal(await sessions.count(), 2, 'both sessions, each once');
});

journey('whose access was ended is taken out of each team by the next device, and the key changes', { timeout: 400_000 }, async ({ device }) => {
  const { admin, ines, ruth } = await staff(device, { ines: QUILL, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Team');
  await page.getByRole('list', { name: /^Care team/ }).waitFor();
  assert.equal(await page.getByText('The chart’s key was replaced').count(), 0);
  await allSaved(page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await tab(ruth.page, 'Team');
  await ruth.page.getByRole('list', { name: /^Care team/ }).getByText('Ines Quill, CADC').waitFor();
  await compared(page, ruth.page);

  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'End access of Ines Quill' }).click();
  await axe(admin.page);
  await admin.page.getByRole('dialog').getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await admin.page.getByRole('dialog').getByRole('button', { name: 'End access' }).click();
  await admin.page.getByText('Access ended. They can no longer sign in or join a care team.').waitFor();

  await ruth.page.getByText('The chart’s key was replaced when someone left the care team.').waitFor({ timeout: 60_000 });
  await ruth.page.getByRole('list', { name: /^Care team/ }).getByText('Ines Quill, CADC').waitFor({ state: 'hidden' });
  await allSaved(ruth.page);
  await axe(ruth.page);
});

journey('what was signed before access ended is delivered late, and a colleague takes it into the chart', { timeout: 400_000 }, async ({ server, device }) => {
  const { admin, ines, ruth } = await staff(device, { ines: QUILL, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  let { page } = ines;
  const chart = await openChart(page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await allSaved(ruth.page);
  await allSaved(page);

  // She signs without the server; her access ends before the note arrives.
  await server.stop();
  await page.goto(new URL(`${chart}/notes/new`, page.url()).href);
  await unlock(page);
  await fillNote(page, { sections: AWAY, when: { day: day(-1), start: '14:00', end: '14:50' }, format: 'DAP' });
  await sign(page);
  await offline(page, 1);
  await ines.device.close();
  await server.restart();
  await allSaved(admin.page);
  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'End access of Ines Quill' }).click();
  await admin.page.getByRole('dialog').getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await admin.page.getByRole('dialog').getByRole('button', { name: 'End access' }).click();
  await admin.page.getByText('Access ended. They can no longer sign in or join a care team.').waitFor();

  await ines.device.reopen();
  page = await ines.device.visit('/outbox');
  await unlock(page);
  await page.getByText(/^Your access to this program has ended/).waitFor({ timeout: 60_000 });
  await page.getByText(/^1 entry that you had signed was delivered for review/).waitFor({ timeout: 60_000 });
  await page.getByRole('heading', { name: /^Delivered for review/ }).waitFor();
  await axe(page);

  await openChart(ruth.page, /Wren Maplethorn/);
  await tab(ruth.page, 'Team');
  await ruth.page.getByText('The chart’s key was replaced when someone left the care team.').waitFor({ timeout: 60_000 });
  await allSaved(ruth.page);
  await ruth.page.getByRole('link', { name: /^Review/ }).first().click();
  await ruth.page.getByText('Signed before access ended, delivered late: 1').waitFor({ timeout: 60_000 });
  await ruth.page.getByRole('main').getByRole('link', { name: 'Review', exact: true }).click();
  await ruth.page.getByRole('heading', { name: 'Delivered late', exact: true }).waitFor();
  await ruth.page.getByText(AWAY.Data).first().waitFor();
  await ruth.page.getByText(/cannot be proved$/).waitFor();
  await axe(ruth.page);
  await aria(ruth.page, 'late-deciding', 'main');
  await fits(ruth.page);
  await ruth.page.getByRole('button', { name: 'Add to chart' }).click();
  await ruth.page.getByRole('dialog').getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await ruth.page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
  await ruth.page.getByText('Added to the chart.').waitFor();
  await ruth.page.getByText('Nothing to decide').waitFor();
  await allSaved(ruth.page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await ruth.page.getByRole('main').getByRole('link', { name: /^Delivered late: Individual session/ }).first().click();
  await ruth.page.getByText('Added to the chart by Ruth', { exact: false }).waitFor();
  await ruth.page.getByText(AWAY.Plan).first().waitFor();
  await axe(ruth.page);
  await aria(ruth.page, 'late-delivery', 'main');
  await fits(ruth.page);
});

// Work goes on while the server is away: it is written, signed, kept, and sent when the server is back.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { aria, axe, journey } from './support.mjs';
import { fillNote, justNow, sign } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { INES, RUTH, allSaved, colleagues, offline, openChart, state, tab, wren } from './support/work.mjs';

const SECTIONS = {
  Data: 'Wren came on time and chose to begin with last Tuesday.',
  Assessment: 'Craving follows conflict at home.',
  Plan: 'Two sessions a week.',
};

journey('a note written and signed while the server is away arrives when it is back', async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const chart = await openChart(ines.page);
  await allSaved(ines.page);
  await ines.device.kept();
  await ruth.device.close();

  await server.stop();
  await offline(ines.page, 0);
  await ines.device.close();

  // The device starts without the server, at a deep link.
  await ines.device.reopen();
  let page = await ines.device.visit(`${chart}/notes/new`);
  await page.getByText('The server cannot be reached. You can unlock and work').waitFor();
  await axe(page);
  await aria(page, 'offline-gate');
  await unlock(page);
  await fillNote(page, { sections: SECTIONS, when: justNow(), format: 'DAP' });
  await offline(page, 0);
  await sign(page);
  await offline(page, 1);
  const note = new URL(page.url()).pathname;
  await page.getByText('Signed on this device, waiting to send.').waitFor();
  const before = await signature(page);
  assert.match(before, /^Signed (.+), waiting to send$/);
  const written = /^Signed (.+), waiting to send$/.exec(before)[1];
  await axe(page);
  await aria(page, 'offline-note-signed', 'main');

  // The state stands on every page.
  await tab(page, 'Timeline');
  await page.getByRole('main').getByText('Awaiting co-signature, waiting to send').waitFor();
  await offline(page, 1);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await offline(page, 1);
  await state(page).getByRole('link', { name: '1 waiting to send' }).click();
  await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
  await page.getByRole('main').getByText('Wren Maplethorn').waitFor();
  await offline(page, 1);
  await axe(page);
  await aria(page, 'offline-outbox', 'main');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByText('1 entry').waitFor();
  await ines.device.close();

  await nextMinute(written);
  await server.restart();
  await ines.device.reopen();
  page = await ines.device.visit(note);
  await unlock(page);
  await allSaved(page);
  await page.getByRole('main').getByText('Awaiting co-signature', { exact: true }).waitFor();
  await page.getByText(/^Signed .+, synced /).waitFor();
  const after = await signature(page);
  const times = /^Signed (.+), synced (.+)$/.exec(after);
  assert.equal(times[1], written, 'the time of writing is kept');
  assert.notEqual(times[2], clockOf(written), 'the time of receiving is a later one');
  await axe(page);
  await aria(page, 'offline-note-arrived', 'main');

  // The supervisor's own device sees the same two times.
  await ruth.device.reopen();
  const desk = await ruth.device.visit('/');
  await unlock(desk);
  await openChart(desk, /Wren Maplethorn/);
  await desk.getByRole('main').getByRole('link', { name: /^Individual session/ }).click();
  await desk.getByText(SECTIONS.Data).waitFor();
  await desk.getByText(/^Signed .+, synced /).waitFor();
  assert.equal(await signature(desk), after);
  await axe(desk);
  await aria(desk, 'offline-note-at-supervisor', 'main');
});

/** What stands under the author's name. */
const signature = (page) => page.getByRole('region', { name: /^Signatures/ }).getByText(/^Signed/).innerText();

/** The time of day at the end of a moment: `11:32 AM`. */
const clockOf = (written) => /\d{1,2}:\d{2}\s[AP]M$/.exec(written)[0];

/** Resolves when the minute in which something was written is over, so that two times can be told apart. */
async function nextMinute(written) {
  const now = () => new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeStyle: 'short' }).format(new Date());
  while (now() === clockOf(written)) await pause(500);
}

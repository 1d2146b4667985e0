// A flat battery, a power cut: what was shown as saved is there afterwards, and nothing is there twice.
import assert from 'node:assert/strict';
import { aria, axe, journey } from './support.mjs';
import { fillNote, justNow } from './support/notes.mjs';
import { PASSPHRASE, unlock } from './support/people.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, state, tab, wren } from './support/work.mjs';

const SECTIONS = { Data: 'Wren came on time.', Assessment: 'Craving follows conflict.', Plan: 'Two sessions a week.' };

const editor = (page, label = 'Data') => page.getByRole('article').getByRole('textbox', { name: label, exact: true });

/** Presses the button; what follows is awaited by whoever needs it. */
async function pressSign(page) {
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
}

/** How many notes of the open chart stand as each of these words. */
async function notes(page) {
  await tab(page, 'Notes');
  await page.getByRole('main').getByRole('link', { name: 'New note' }).first().waitFor();
  return page.getByRole('main').getByRole('listitem').filter({ hasText: 'Individual session' }).count();
}

/** A browser that was killed, open again and unlocked where it was. */
async function again(device, path) {
  await device.reopen();
  const page = await device.visit(path);
  await unlock(page);
  return page;
}

journey('a browser killed in the middle of typing or right after signing loses nothing it had shown as saved', { timeout: 300_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  await ruth.device.close();
  let { page } = ines;
  const chart = await openChart(page);
  await allSaved(page);

  // In the middle of typing: all that was shown as saved, and the rest as far as it got.
  await page.goto(new URL(`${chart}/notes/new`, page.url()).href);
  await unlock(page);
  await fillNote(page, { sections: SECTIONS, when: justNow(), format: 'DAP' });
  const note = new URL(page.url()).pathname;
  const rest = ' She chose to begin with last Tuesday and stayed with it until the end.';
  await editor(page).press('End');
  const typing = editor(page).pressSequentially(rest, { delay: 30 }).catch(() => {}); // it is cut off
  await page.waitForFunction((length) => document.querySelector('article textarea').value.length > length, SECTIONS.Data.length + 20);
  await ines.device.kill();
  await typing;
  page = await again(ines.device, note);
  await page.waitForFunction(() => document.querySelector('article textarea')?.value);
  const kept = await editor(page).inputValue();
  assert.ok(kept.startsWith(SECTIONS.Data), kept);
  assert.ok((SECTIONS.Data + rest).startsWith(kept), kept);
  assert.equal(await editor(page, 'Plan').inputValue(), SECTIONS.Plan);
  assert.equal(await notes(page), 1);
  await page.getByRole('main').getByRole('link', { name: /^Individual session/ }).click();

  // At the very moment at which it is shown as signed.
  await fillNote(page, { sections: SECTIONS });
  await pressSign(page);
  await page.getByRole('button', { name: 'Add addendum' }).waitFor();
  await ines.device.kill();
  page = await again(ines.device, note);
  await page.getByRole('button', { name: 'Add addendum' }).waitFor();
  await allSaved(page);
  await page.getByRole('main').getByText('Awaiting co-signature', { exact: true }).waitFor();
  assert.equal(await page.getByText(/^Signed .+, synced/).count(), 1);
  assert.equal(await notes(page), 1);

  // While it is being signed: either a draft with every word, or a signed note, never both.
  await page.getByRole('link', { name: 'New note' }).first().click();
  await fillNote(page, { sections: SECTIONS, when: justNow(), format: 'DAP' });
  const second = new URL(page.url()).pathname;
  await pressSign(page);
  await ines.device.kill();
  page = await again(ines.device, second);
  await page.getByRole('article').getByText(SECTIONS.Assessment).or(editor(page, 'Assessment')).first().waitFor();
  if (await editor(page, 'Assessment').count()) {
    assert.equal(await editor(page, 'Assessment').inputValue(), SECTIONS.Assessment);
    await pressSign(page);
  }
  await page.getByRole('button', { name: 'Add addendum' }).waitFor();
  await allSaved(page);
  assert.equal(await page.getByText(/^Signed .+, synced/).count(), 1);
  assert.equal(await notes(page), 2);
  await axe(page);
  await aria(page, 'crash-browser-notes', 'main');

  // The supervisor has each once.
  const desk = await again(ruth.device, '/');
  await openChart(desk, /Wren Maplethorn/);
  await desk.getByRole('main').getByRole('article').nth(1).waitFor();
  assert.equal(await notes(desk), 2);
  await axe(desk);
});

journey('a server killed during a push has everything once after it starts again', { timeout: 300_000 }, async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  await openChart(page);
  await allSaved(page);

  const rounds = 3;
  for (let round = 1; round <= rounds; round += 1) {
    await tab(page, 'Notes');
    await page.getByRole('link', { name: 'New note' }).first().click();
    await fillNote(page, { sections: { ...SECTIONS, Data: `Round ${round}.` }, when: justNow(), format: 'DAP' });
    const pushed = ines.device.context.waitForEvent('request', (request) => request.url().endsWith('/api/v1/push'));
    await pressSign(page);
    await pushed;
    await server.kill();
    await page.getByRole('button', { name: 'Add addendum' }).waitFor();
    await server.restart();
    await state(page).getByRole('link', { name: /waiting|All saved/ }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await allSaved(page);
    await openChart(page, /Wren Maplethorn/);
    assert.equal(await notes(page), round);
    await page.getByText(/waiting to send/).first().waitFor({ state: 'hidden' });
  }
  await axe(page);
  await aria(page, 'crash-server-notes', 'main');

  const desk = ruth.page;
  await openChart(desk, /Wren Maplethorn/);
  await desk.getByText('Round 3.').waitFor({ timeout: 60_000 });
  assert.equal(await notes(desk), rounds);
  await axe(desk);
});

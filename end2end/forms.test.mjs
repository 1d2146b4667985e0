// What is typed is never lost at a lock, numbers are kept as typed or refused, and an undo goes with its page.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { sign, writeNote } from './support/notes.mjs';
import { PASSPHRASE, unlock } from './support/people.mjs';
import { act } from './support/plan.mjs';
import { assess, clientSigns, diagnose, HAND_OVER, plan, signBar } from './support/through.mjs';
import { BIRTH, INES, colleagues, openChart, staff, tab, wren } from './support/work.mjs';

/** Locks at once, as somebody does who is called away, and comes back to the same page. */
async function lockAndReturn(page) {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
}

journey('what is typed on a page that is no document yet is there after a lock', { timeout: 300_000 }, async ({ device }) => {
  const { admin, ines } = await staff(device, { ines: { ...INES, trainee: false } });
  // An invitation, in a dialog.
  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'Invite someone' }).click();
  await admin.page.getByLabel('Name, as colleagues').fill('Tobias Lantern');
  await admin.page.getByRole('radio', { name: 'Supervisor' }).check();
  await admin.page.keyboard.press('Escape');
  await lockAndReturn(admin.page);
  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'Invite someone' }).click();
  await admin.page.waitForFunction(() => document.querySelector('dialog[open] input[name=name]')?.value === 'Tobias Lantern');
  assert.ok(await admin.page.getByRole('radio', { name: 'Supervisor' }).isChecked());
  await admin.page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await admin.page.getByRole('button', { name: 'Create invitation' }).click();
  await admin.page.getByText(/TLI-[0-9A-Z-]+/).first().waitFor();
  await admin.page.getByRole('button', { name: 'I have given it to them' }).click();
  await admin.page.getByRole('button', { name: 'Invite someone' }).click();
  assert.equal(await admin.page.getByLabel('Name, as colleagues').inputValue(), '', 'used up');
  await admin.page.keyboard.press('Escape');

  // Settings, and what the browser may do with what is typed.
  await admin.page.getByRole('link', { name: 'Settings' }).click();
  await admin.page.getByRole('button', { name: 'Change settings' }).click();
  await admin.page.getByLabel('Reason for change').fill('Agreed on Monday.');
  await admin.page.getByLabel('Days without a note').fill('70000');
  await admin.page.getByText('This number is too large. Not saved until you fix this.').waitFor();
  await admin.page.getByRole('button', { name: 'Sign settings' }).click();
  await admin.page.waitForFunction(() => document.activeElement?.value === '70000');
  await admin.page.getByLabel('Days without a note').fill('30');
  await admin.page.getByText(/^Draft saved/).waitFor();
  await lockAndReturn(admin.page);
  await admin.page.getByRole('link', { name: 'Settings' }).click();
  await admin.page.getByRole('button', { name: 'Change settings' }).click();
  await admin.page.getByLabel('Days without a note').waitFor();
  assert.equal(await admin.page.getByLabel('Reason for change').inputValue(), 'Agreed on Monday.');
  assert.equal(await admin.page.getByLabel('Days without a note').inputValue(), '30');
  assert.equal(await admin.page.getByLabel('Reason for change').getAttribute('spellcheck'), 'false');
  await admin.page.getByLabel('Let the browser check spelling').check();
  await axe(admin.page);
  await admin.page.getByRole('button', { name: 'Sign settings' }).click();
  await admin.page.getByText('The browser’s spell checking: on; was: off.').waitFor();
  await admin.page.getByRole('button', { name: 'Change settings' }).click();
  await admin.page.getByLabel('Reason for change').waitFor();
  assert.equal(await admin.page.getByLabel('Reason for change').inputValue(), '', 'used up');
  assert.equal(await admin.page.getByLabel('Reason for change').getAttribute('spellcheck'), 'true');
  await admin.device.close();

  // A client who is not opened yet has no record whose key could seal what is typed.
  const { page } = ines;
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('link', { name: 'New client' }).first().click();
  await page.getByLabel('Given name').fill('\u200b');
  await page.getByRole('button', { name: 'Create client' }).click();
  for (const missing of ['Given name', 'Family name', 'Birth date']) await page.getByText(`${missing} is required.`).waitFor();
  await page.getByLabel('Given name').and(page.locator(':focus')).waitFor();
  await page.getByLabel('Given name').fill('Wren');
  await page.getByLabel('Birth date').fill(BIRTH);
  await page.getByLabel('Words to use').fill('Calls as the library.');
  await lockAndReturn(page);
  await page.waitForFunction(() => document.activeElement?.value === 'Calls as the library.'); // on in the same field
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Wren');
  assert.equal(await page.getByLabel('Birth date').inputValue(), BIRTH);
  assert.equal(await page.getByLabel('Words to use').inputValue(), 'Calls as the library.');
  await page.getByLabel('Family name').fill('Maplethorn');
  await axe(page);
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByRole('heading', { name: 'Wren Maplethorn', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('link', { name: 'New client' }).first().click();
  await page.getByLabel('Given name').waitFor();
  assert.equal(await page.getByLabel('Given name').inputValue(), '', 'used up');
});

journey('numbers are kept as typed or refused, and an undo goes with its page', { timeout: 300_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  const chart = await openChart(page);

  // Carried forward, then left: the offer to undo is gone, and nothing breaks.
  await writeNote(page, { sections: { Data: 'She slept.', Assessment: 'Steadier.', Plan: 'Same hour.' } });
  await sign(page);
  await page.getByRole('navigation', { name: /^Chart of/ }).getByRole('link', { name: 'Notes' }).click();
  await page.getByRole('link', { name: 'New note' }).first().click();
  await page.getByRole('button', { name: 'Carry forward' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: 'Carry forward', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('heading', { name: 'Caseload', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });

  // The assessment: what does not fit is refused beside its field, stays there, and is not signed over.
  await page.goto(new URL(chart, page.url()).href);
  await unlock(page);
  await assess(page, { reason: 'Wants to stop.', finding: 'Cravings follow arguments at home.' });
  await page.getByRole('button', { name: 'Add substance' }).click();
  const days = page.getByLabel('Days of the last 30');
  for (const [typed, said] of [['-5', /too small/], ['3.5', /whole number/], ['300', /too large/]]) {
    await days.fill(typed);
    await page.getByText(said).waitFor();
    assert.equal(await days.inputValue(), typed);
  }
  await signBar(page);
  await page.getByText(/^Not signed/).waitFor();
  await page.waitForFunction(() => document.activeElement?.value === '300');
  await days.fill('12');
  await page.getByText(/too large/).waitFor({ state: 'hidden' });
  // Half a date stays, is told, and gives way to a whole one from a button.
  await page.getByRole('button', { name: 'Remove substance 1' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await days.inputValue(), '12', 'back as it was');
  await page.getByRole('button', { name: 'Remove substance 1' }).click();
  await signBar(page);
  await page.getByText(/^The .* was signed\./).waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });
});

journey('a client’s own words are there after a lock, and gone once recorded', { timeout: 300_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  await assess(page, { reason: 'Wants to stop.', finding: 'Cravings follow arguments at home.' });
  await signBar(page);
  await page.getByText(/^The .* was signed\./).waitFor();
  await diagnose(page);
  await plan(page, { words: 'Sleep through the night.', step: 'Names three ways to leave an argument', done: 'Practice in session' });
  await signBar(page);
  await page.getByText(/^The .* was signed\./).first().waitFor();
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByRole('radio', { name: 'I agree with this plan' }).check();
  await dialog.getByLabel('In your own words (optional)').fill('I want my evenings back.');
  await page.keyboard.press('Escape');
  await lockAndReturn(page);
  await act(page, HAND_OVER);
  assert.equal(await dialog.getByLabel('In your own words (optional)').inputValue(), 'I want my evenings back.');
  assert.ok(await dialog.getByRole('radio', { name: 'I agree with this plan' }).isChecked());
  await page.keyboard.press('Escape');
  await clientSigns(page);
  await page.getByText('Signature recorded.').waitFor();
  await page.getByText('I want my evenings back.').first().waitFor();
  await tab(page, 'Plan');
});

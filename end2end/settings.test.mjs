// What the program sets for itself: read as it is, refused where it cannot be, signed, taken by everybody's device.
import assert from 'node:assert/strict';
import { aria, axe, journey } from './support.mjs';
import { PASS, sign, writeNote } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { day } from './support/through.mjs';
import { INES, allSaved, openChart, staff, wren } from './support/work.mjs';

/** Resolves when a field has the focus. */
const typing = (page) => page.waitForFunction(() => document.activeElement?.matches('input, textarea, select'));

journey('a program tunes its rules and every device follows', { timeout: 240_000 }, async ({ device }) => {
  const all = await staff(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = all.admin;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Your program uses the default settings.').waitFor();
  await page.getByText('No version yet').waitFor();
  await axe(page);
  await aria(page, 'settings-standard', 'main');

  await page.getByRole('button', { name: 'Change settings' }).click();
  await page.getByText('No changes yet.').waitFor();
  await axe(page);
  // An undo goes with the form that it was about; what was typed and cancelled does not come back.
  await page.getByRole('button', { name: 'Once a year (AHCCCS)' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Change settings' }).click();
  await page.getByText('No changes yet.').waitFor();
  // Refused beside the field, what was typed kept.
  await page.getByLabel('Section left blank').selectOption('Stops signing');
  assert.equal(await page.getByLabel('Overlapping sessions').getByRole('option', { name: 'Stops signing' }).count(), 0, 'what happened stops nothing');
  await page.getByLabel('Days without a note').fill('0');
  await page.getByLabel('In effect from').fill(day(-1));
  await page.getByRole('button', { name: 'Sign settings' }).click();
  await page.getByText('Check the marked fields. Nothing you typed is lost.').waitFor();
  await page.getByText('Enter a number from 1 to 366').waitFor();
  await page.getByText('This day has passed').waitFor();
  await typing(page);
  await axe(page);
  await page.getByLabel('Days without a note').fill('30');
  await page.getByLabel('In effect from').fill(day(0));
  await page.getByRole('button', { name: 'Once a year (AHCCCS)' }).click();
  await page.getByText('Inpatient: every 365 days; was: every 7 days.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Inpatient: every 365 days; was: every 7 days.').waitFor({ state: 'hidden' });
  await page.getByLabel('Reason for change').fill('Agreed in the team meeting.');
  await page.getByRole('button', { name: 'Sign settings' }).click();
  await page.getByText(/^Version 1, in effect since/).waitFor();
  await page.getByText('Agreed in the team meeting.').waitFor();
  await page.getByText('Section left blank: stops the signature; was: warns.').waitFor();
  await page.getByText('Objective not addressed in notes: warns, 30 days; was: warns, 21 days.').waitFor();
  await axe(page);
  await aria(page, 'settings-versions', '[aria-labelledby=versions-of-settings]');

  // The counselor's device takes it at its next sync: a note with an empty section is held, and signed when it is filled in.
  const own = all.ines.page;
  const chart = await openChart(own);
  await allSaved(own);
  await own.goto(new URL('/settings', own.url()).href);
  await unlock(own);
  await own.getByText(/^Version 1, in effect since/).waitFor();
  assert.equal(await own.getByRole('button', { name: 'Change settings' }).count(), 0);
  await axe(own);
  await own.goto(new URL(chart, own.url()).href);
  await unlock(own);
  await writeNote(own, { sections: { Data: 'She slept.', Assessment: 'Steadier.' } });
  await own.getByLabel('Passphrase to sign').fill(PASS);
  await own.getByRole('button', { name: /^Sign as author/ }).click();
  await own.getByText(/^Not signed/).waitFor();
  await typing(own);
  assert.equal(await own.evaluate(() => document.activeElement.labels[0].textContent), 'Plan');
  await axe(own);
  await own.keyboard.type('Same hour next week.');
  await own.getByText(/^Draft saved/).waitFor();
  await sign(own);
  await allSaved(own);
});

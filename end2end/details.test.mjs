// Small things that were wrong once: a date before the client's birth, a first choice that nobody made, a word said twice, and
// fields that did not show where one types.
import assert from 'node:assert/strict';
import { axe, fits, focused, journey } from './support.mjs';
import { PASS, fillNote, justNow, sign, writeNote } from './support/notes.mjs';
import { day } from './support/through.mjs';
import { BIRTH, INES, colleagues, openChart, tab, wren } from './support/work.mjs';

/** Whether the element with the focus shows it: a ring, or another border than its neighbors without it. */
const shows = (page) => page.evaluate(() => {
  const field = document.activeElement;
  const look = () => ['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor', 'backgroundColor'].map((name) => getComputedStyle(field)[name]).join();
  const around = () => getComputedStyle(field.closest('.field, .part')).outlineStyle;
  const [own, outer] = [look(), around()];
  field.blur();
  const changed = own !== look() || outer !== around();
  field.focus();
  return changed;
});

journey('a note before the client’s birth, a substance nobody chose, a word said once, and where one types', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  assert.equal(await page.getByText('in training').count(), 1);

  const year = Number(BIRTH.slice(0, 4)) - 1;
  await page.getByRole('link', { name: 'New note' }).first().click();
  await focused(page, 'data');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await focused(page, 'data');
  assert.ok(await shows(page), 'the text of a note shows that it is typed in');
  const when = { day: `${year}-06-02`, start: '10:00', end: '10:50' };
  await fillNote(page, { sections: { Data: 'She rehearsed the call.', Assessment: 'Steady.', Plan: 'A call card.' }, when, format: 'DAP' });
  await page.getByText(/the client was born on/).first().waitFor();
  await axe(page);

  await tab(page, 'Assessment');
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await page.getByRole('button', { name: 'Add substance' }).click();
  await page.locator('#substance-1-substance').waitFor();
  assert.equal(await page.locator('#substance-1-substance').inputValue(), '', 'nobody has chosen yet');
  await page.getByRole('textbox', { name: 'Presenting concern' }).focus();
  assert.ok(await shows(page), 'so does that of an assessment');
});

journey('a word of 190 letters is no wider than a phone; a second session at the same time is named', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  const when = justNow();
  await writeNote(page, { sections: { Data: 'a'.repeat(190), Assessment: 'Steady.', Plan: 'A call card.' }, when });
  await sign(page);
  await page.getByRole('article').getByText('a'.repeat(190)).waitFor();
  await fits(page);
  await tab(page, 'Timeline');
  await page.getByRole('main').getByRole('link', { name: /Individual/ }).first().waitFor();
  await fits(page);

  // The same client, the same hour.
  await tab(page, 'Notes');
  await writeNote(page, { sections: { Data: 'She came back for her coat, and stayed.', Assessment: 'Steady.', Plan: 'The same.' }, when });
  await page.getByText('The client has another session at the same time.').first().waitFor();
  await axe(page);
});

journey('an error about a diagnosis goes when the field is corrected', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Diagnoses');
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Other condition/ }).check();
  const box = page.getByRole('combobox', { name: 'Diagnosis' });
  await box.fill('zzz');
  await box.press('Tab');
  const wrong = page.getByText('This code is not in the list.');
  await wrong.first().waitFor();
  await box.fill('generalized anx');
  await box.press('ArrowDown');
  await box.press('Enter');
  await wrong.first().waitFor({ state: 'hidden' });
  await page.getByLabel('Onset').fill('2999-01-01');
  await page.getByLabel('Basis').fill('Worry on most days since the spring.');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByText('This date has not come yet').first().waitFor();
  await page.getByLabel('Onset').fill(day(-200));
  await page.getByText('This date has not come yet').first().waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('Basis').inputValue(), 'Worry on most days since the spring.');
});

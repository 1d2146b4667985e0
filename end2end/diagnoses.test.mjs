// Diagnoses: codes as typed, criteria with their days, two clocks, history; and the search that finds them on the device.
import assert from 'node:assert/strict';
import { aria, axe, focused, journey } from './support.mjs';
import { PASS, justNow, writeNote } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { day } from './support/through.mjs';
import { INES, colleagues, openChart, tab, wren } from './support/work.mjs';

journey('diagnoses by criteria and by code, and everything found again', { timeout: 400_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);

  await tab(page, 'Diagnoses');
  await page.getByRole('heading', { name: 'No diagnoses yet' }).waitFor();
  await axe(page);
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Other condition/ }).check();

  // a coded one, by keyboard
  const box = page.getByRole('combobox', { name: 'Diagnosis' });
  await box.fill('F41');
  await page.getByRole('option').first().waitFor();
  await axe(page);
  await box.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await box.press('ArrowDown'); // opens, passes the heading
  const reached = await box.getAttribute('aria-activedescendant');
  assert.notEqual(await page.locator(`#${reached}`).getAttribute('aria-disabled'), 'true');
  await box.press('Escape');
  await box.press('Tab'); // leaves with a heading typed
  await page.getByText('This is a heading, not a code.').first().waitFor();
  await box.fill('zzz');
  await box.press('Tab');
  await page.getByText('This code is not in the list.').first().waitFor();
  await box.fill('generalized anx');
  await box.press('ArrowDown');
  await box.press('Enter');
  assert.match(await box.inputValue(), /^F41\.1 /);
  await page.getByLabel('Diagnosed by').fill('');
  await page.getByLabel('Onset').fill('2999-01-01');
  await page.getByLabel('Basis').fill('Worry on most days since the spring.');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByText('This date has not come yet').waitFor();
  await focused(page, 'condition-onset');
  assert.equal(await page.getByLabel('Basis').inputValue(), 'Worry on most days since the spring.');
  await axe(page);
  await page.getByLabel('Diagnosed by').fill('Ines Quill');
  await page.getByLabel('Onset').fill(day(-200));
  await page.getByLabel('Status').selectOption('confirmed');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Generalized anxiety/ }).waitFor();

  // substance use
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Substance use/ }).check();
  await page.getByLabel('Substance', { exact: true }).selectOption('opioid');
  await page.getByLabel('Specific substance').fill('fentanyl');
  await page.getByLabel('Date met').fill(day(-20));
  for (const each of ['Craving', 'Time spent', 'More or longer than intended', 'Tolerance', 'Withdrawal', 'Failure to fulfill obligations']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${each}`) }).check();
  }
  const live = page.getByRole('region', { name: 'From the criteria' });
  await live.getByText(/F11\.20 Opioid use disorder, severe/).waitFor();
  await page.getByRole('checkbox', { name: /Only from medication taken as prescribed/ }).first().check();
  await live.getByText(/5 of 11/).waitFor();
  await page.getByText(/does not count/).last().waitFor();
  await page.getByRole('button', { name: /^Remove .*Craving/ }).click();
  await live.getByText(/4 of 11/).waitFor();
  await page.getByLabel('Date met').fill(day(-5));
  await page.getByRole('checkbox', { name: /^Craving/ }).check();
  await live.getByText(/5 of 11/).waitFor();
  await page.getByLabel('Last use').fill(day(-8));
  await page.getByLabel('On maintenance therapy').selectOption('buprenorphine');
  await page.getByRole('checkbox', { name: 'In withdrawal', exact: true }).check();
  await live.getByText(/F11\.23/).waitFor();
  await axe(page);
  await page.getByRole('checkbox', { name: 'In withdrawal', exact: true }).uncheck();
  await page.getByLabel('Substance', { exact: true }).selectOption('hallucinogen');
  await page.getByText('Not a criterion for this substance.').first().waitFor();
  await page.getByLabel('Substance', { exact: true }).selectOption('opioid');
  await page.getByLabel('Status').selectOption('in-remission');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByText('The criteria do not support this').waitFor();
  await focused(page, 'condition-status');
  await page.getByLabel('Status').selectOption('confirmed');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Opioid use disorder/ }).waitFor();

  // changed, with a reason
  await page.getByRole('link', { name: /^Change.*Generalized/ }).click();
  await page.getByLabel('Status').selectOption('resolved');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByText('Reason for change is required.').waitFor();
  await focused(page, 'condition-reason');
  await page.getByLabel('Reason for change').fill('Four quiet months.');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Resolved or refuted/ }).waitFor();
  await page.getByText('History: 2 versions').click();
  await page.getByText('Status: Confirmed → Resolved').waitFor();
  await page.getByText('Four quiet months.').waitFor();
  await page.getByText('Program sobriety date').first().waitFor();
  await page.getByText('No active plan addresses these diagnoses yet').waitFor();

  // in remission, and tobacco
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Substance use/ }).check();
  await page.getByLabel('Substance', { exact: true }).selectOption('caffeine');
  await page.getByText('There is no use disorder for this substance.').waitFor();
  await page.getByLabel('Substance', { exact: true }).selectOption('tobacco');
  await page.getByLabel('Date met').fill(day(-150));
  for (const each of ['Time spent', 'Unsuccessful efforts to cut down']) await page.getByRole('checkbox', { name: new RegExp(`^${each}`) }).check();
  await page.getByLabel('Tobacco product').selectOption('cigarettes');
  await live.getByText(/F17\.211/).waitFor();
  await page.getByLabel('Status').selectOption('in-remission');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Tobacco use disorder, mild, in early remission/ }).waitFor();
  await page.getByText(/^early, since/).waitFor();

  // what is there already is refused beside its field
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Substance use/ }).check();
  await page.getByLabel('Substance', { exact: true }).selectOption('tobacco');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByText('There is another diagnosis for the same substance.').waitFor();
  await focused(page, 'condition-substance');
  // what is typed outlives the lock, and is gone on with or discarded
  await page.getByLabel('Basis').fill('Cans on the desk.');
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
  await page.getByLabel('Basis').waitFor();
  assert.equal(await page.getByLabel('Basis').inputValue(), 'Cans on the desk.');
  await page.getByRole('link', { name: 'Back to diagnoses' }).click();
  await page.getByRole('link', { name: /^Continue the diagnosis you started/ }).click();
  assert.equal(await page.getByLabel('Basis').inputValue(), 'Cans on the desk.');
  await axe(page);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('heading', { name: /Tobacco use disorder/ }).waitFor();
  await page.getByRole('link', { name: 'Add a diagnosis' }).waitFor();
  await page.getByText('History: 2 versions').click();
  await axe(page);
  await aria(page, 'diagnoses-history', 'main');

  // search
  await tab(page, 'Notes');
  await writeNote(page, { sections: { Data: 'She spoke of the lighthouse and of her sister.', Assessment: 'Steady.', Plan: 'A call card.' }, when: justNow() });
  await page.locator('h1').click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('/');
  await page.waitForURL('**/search');
  await focused(page, 'search');
  const seek = page.getByRole('searchbox');
  await axe(page);
  await seek.fill('lighth');
  await page.getByText('1 found').waitFor();
  assert.equal(await page.locator('.hits mark').innerText(), 'lighthouse');
  assert.equal(new URL(page.url()).search, '');
  await seek.fill('F11');
  await page.locator('.hits a', { hasText: 'Opioid' }).waitFor();
  await seek.fill('wren');
  await page.getByText('5 found').waitFor();
  await axe(page);
  await aria(page, 'search', 'main');
  await page.getByRole('checkbox', { name: 'Diagnoses' }).check();
  await page.getByText('3 found').waitFor();
  await page.getByRole('checkbox', { name: 'Diagnoses' }).uncheck();
  await page.getByRole('checkbox', { name: /^Only / }).check();
  await seek.fill('"call card"');
  await page.getByText('1 found').waitFor();
  await seek.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/notes/**');
  await page.getByRole('article').getByRole('textbox', { name: 'Data', exact: true }).fill('She spoke of the harbour.');
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('link', { name: 'Search' }).click();
  await seek.waitFor();
  assert.equal(await seek.inputValue(), '"call card"');
  await seek.fill('lighthouse');
  await page.getByText('Nothing found.').waitFor();
  await seek.fill('harbour');
  await page.getByText('1 found').waitFor();

  // forgotten on lock
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
  await seek.waitFor();
  assert.equal(await seek.inputValue(), '');
  await seek.fill('harbour');
  await page.getByText('1 found').waitFor();
});

// Measures as the program sets them up and as the plan and a supervisor read them: wording that the program is licensed for, an
// objective that shows its progress by a measure, and the counts by program and level.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { act, edit, explain, fillLines } from './support/plan.mjs';
import { day, signBar } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, staff, tab, wren } from './support/work.mjs';

const COUNSELOR = { ...INES, trainee: false };
/** Stands for a text that only a license permits: none of the instrument's own words. */
const WORDING = 'Wording of item four, as the license of this program has it.';
const LICENSE = 'Used by Harbor Row under its own license, number 12.';

const main = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

/** Begins a measure in the chart that is open. */
const start = async (page, id) => {
  await tab(page, 'Measures');
  await page.getByLabel('Measure', { exact: true }).selectOption(id);
  await page.getByRole('button', { name: 'Start measure' }).click();
  await page.getByRole('button', { name: 'Discard draft' }).waitFor();
};

/** Answers every question of the whole form with the answer at this place, and signs. */
const fillAndSign = async (page, items, at, on) => {
  if (on) await page.getByLabel('Date', { exact: true }).fill(on);
  for (const item of items) await page.locator(`#item-${item}-${at}`).check();
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Print' }).waitFor();
};

journey('wording that a program is licensed for is signed by the administrator and asked by the counselor', { timeout: 240_000 }, async ({ device }) => {
  const { admin, ines } = await staff(device, { ines: COUNSELOR }, { clients: [wren('ines')] });
  const { page: office } = admin;
  const { page } = ines;

  // Before: the item is asked by its number and short label.
  await openChart(page);
  await start(page, 'ssi-sa');
  await page.getByText('4. Asked for help').first().waitFor();

  await main(office, 'Settings').click();
  await office.getByRole('button', { name: 'Change settings' }).click();
  const own = office.locator('details', { has: office.locator('#licensed-ssi-sa-license') });
  await own.locator('summary').click();
  await own.getByText('10 items by short label').waitFor();
  await own.getByLabel('4. Asked for help').fill(WORDING);
  await office.getByLabel('Reason for change').fill('License bought in November.');
  // A wording without the line on which terms is refused beside the line, and what was typed stays.
  await office.getByRole('button', { name: 'Sign settings' }).click();
  await own.getByText('Enter the license line: who permits this wording, and on which terms.').waitFor();
  assert.equal(await own.getByLabel('4. Asked for help').inputValue(), WORDING);
  await own.getByLabel('License line').fill(LICENSE);
  await own.getByText('1 of 10 items with your wording').waitFor();
  await axe(office);
  await office.getByRole('button', { name: 'Sign settings' }).click();
  await office.getByText(/^Version 1, in effect since/).waitFor();
  await office.getByText(new RegExp(`SSI-SA, wording of item 4: .*${WORDING}`)).first().waitFor();
  await allSaved(office);

  // The counselor's open form takes it with the next sync; the result keeps it.
  await page.getByText(WORDING).first().waitFor({ timeout: 60_000 });
  assert.equal(await page.getByText('4. Asked for help').count(), 0);
  await page.getByText(`Wording entered by the program: ${LICENSE}`).waitFor();
  await axe(page);
  for (const name of await page.locator('main input[type=radio][id^="item-"][id$="-0"]').evaluateAll((all) => all.map((one) => one.id))) {
    await page.locator(`#${name}`).check();
  }
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('row', { name: new RegExp(`Asked for help.*${WORDING}`) }).waitFor();
  await page.getByText(`Wording entered by the program: ${LICENSE}`).waitFor();
  await axe(page);
  await allSaved(page);
});

journey('an objective shows its progress by a measure; a supervisor counts by program and level', { timeout: 240_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: COUNSELOR, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Plan');
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await edit(page, 'objective 1.1');
  const picker = page.getByRole('region', { name: 'Objective 1.1' }).getByLabel('Measure', { exact: true });
  await picker.selectOption('GAD-7');
  await page.getByText('Points from 0 to 21. Lower is better. Each signed result shows here as progress.').waitFor();

  // A colleague's work arrives and draws the page anew: the choice and the open line stay.
  await openChart(ruth.page);
  await tab(ruth.page, 'Profile');
  await ruth.page.getByLabel('Allergies assessed').check();
  await ruth.page.getByLabel('Allergies', { exact: true }).fill('Penicillin');
  await ruth.page.getByRole('button', { name: 'Save profile' }).click();
  await ruth.page.getByText('Profile saved.').waitFor();
  await page.getByText('Penicillin').first().waitFor({ timeout: 60_000 });
  assert.equal(await picker.inputValue(), 'GAD-7');
  const objective = page.getByRole('region', { name: 'Objective 1.1' });
  assert.equal(await objective.getByLabel('Unit').inputValue(), 'points');
  await objective.getByLabel('Baseline').fill('21');
  await objective.getByLabel('Target', { exact: true }).fill('5');
  await page.getByText(/^Draft saved/).first().waitFor();
  await axe(page);
  await fillLines(page, { 'about this plan': { 'Reason for revision': 'Worry is measured from now on.' } });
  await explain(page, 'Counted by the measure from now on.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();

  // Two results: the objective shows the last as its progress.
  const items = [1, 2, 3, 4, 5, 6, 7];
  await start(page, 'gad-7');
  await fillAndSign(page, items, 2, day(-1));
  await allSaved(page);
  await start(page, 'gad-7');
  await fillAndSign(page, items, 1);
  await allSaved(page);
  await tab(page, 'Plan');
  await page.getByRole('listitem').filter({ hasText: /GAD-7/ }).getByText('7 points', { exact: true }).first().waitFor();
  await axe(page);

  // The supervisor's counts, by program and level, by either, and by episode.
  await tab(page, 'Profile');
  await page.getByLabel('Program', { exact: true }).fill('Evening');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByText('Profile saved.').waitFor();
  await allSaved(page);
  await allSaved(ruth.page);
  await ruth.page.getByText('Evening', { exact: true }).first().waitFor({ timeout: 60_000 }); // the header of her page has it
  await main(ruth.page, 'Outcomes').click();
  const group = (name) => ruth.page.getByRole('table', { name, exact: true });
  const by = (word) => ruth.page.getByRole('group', { name: 'Count by' }).getByRole('radio', { name: word, exact: true });
  const counts = 'GAD-7 1 of 1 1 1 0';
  await group('Evening, 2.1 Intensive outpatient').getByRole('row', { name: counts }).waitFor();
  assert.ok(await by('Program and level').isChecked());
  await by('Program').check();
  await group('Evening').getByRole('row', { name: counts }).waitFor();
  await by('Level of care').check();
  await group('2.1 Intensive outpatient').getByRole('row', { name: counts }).waitFor();
  await by('Episode').check();
  await group('Episode 1').getByRole('row', { name: counts }).waitFor();
  await axe(ruth.page);
  await allSaved(page);
});

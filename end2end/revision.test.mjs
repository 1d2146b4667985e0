// Two people revise the same version. Whoever comes second keeps what was typed, is told that two versions are active, and is led
// to one plan.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { unlock } from './support/people.mjs';
import { act, edit, fillLines } from './support/plan.mjs';
import { signBar } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

journey('a version that was revised meanwhile: what was typed is kept, and the two are told apart', { timeout: 240_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Plan');
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(page, { 'level of care': { 'Hours per week': '12' } });
  await page.getByText(/^Draft saved/).first().waitFor();

  // Ruth began later and is done first.
  await openChart(ruth.page);
  await tab(ruth.page, 'Plan');
  await act(ruth.page, 'Revise');
  await ruth.page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(ruth.page, { 'level of care': { 'Hours per week': '15' } });
  await ruth.page.getByText(/^Draft saved/).first().waitFor();
  await signBar(ruth.page);
  await ruth.page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(ruth.page);

  // It reaches Ines while she writes. Her line stays as she typed it, and she can go on.
  await page.goto(page.url());
  await unlock(page);
  await allSaved(page);
  await edit(page, 'level of care');
  assert.equal(await page.getByLabel('Hours per week').inputValue(), '12');
  await axe(page);
  await signBar(page);
  await page.getByRole('link', { name: 'Merge them' }).waitFor({ timeout: 60_000 });
  await page.getByText('Two versions are active: both were signed as revisions of the same one. Merge them so that one plan is active.').waitFor();
  await axe(page);
  await allSaved(page);
});

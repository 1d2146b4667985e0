// Two people revise the same version. Whoever hears of the other's version before signing keeps what was typed, is told who signed
// which version when, and goes on from it; two who signed before either heard of the other are told to merge.
import assert from 'node:assert/strict';
import { aria, axe, journey } from './support.mjs';
import { act, edit, fillLines } from './support/plan.mjs';
import { PASSPHRASE } from './support/people.mjs';
import { signApart, signBar } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

/** Begins a revision with so many hours a week; ends at the draft, kept. */
async function revise(page, hours) {
  await openChart(page);
  await tab(page, 'Plan');
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(page, { 'level of care': { 'Hours per week': String(hours) } });
  await page.getByText(/^Draft saved/).first().waitFor();
}

/** Writes an aftercare into the draft that is open, and signs it; ends when it was sent. */
async function signWithAftercare(page) {
  await edit(page, 'review, discharge, and aftercare');
  await page.getByRole('textbox', { name: 'Aftercare' }).fill('The choir on Thursdays.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);
}

const ruthAndInes = (device) =>
  colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'], plan: true })] });

journey('a draft whose base was superseded is not signed, keeps its text, and goes on from the newer version', { timeout: 300_000 }, async ({ device }) => {
  const { ines, ruth } = await ruthAndInes(device);
  const { page } = ines;
  await revise(page, 14);
  await edit(page, 'safety and coping skills');
  await page.getByLabel('Risk and safety').fill('Asked today, denied.');
  await page.getByText(/^Draft saved/).first().waitFor();

  // Ruth began later and is done first.
  await revise(ruth.page, 20);
  await signWithAftercare(ruth.page);

  // It reaches Ines while she writes: who signed which version when, beside the text that she typed.
  const told = page.getByRole('alert').filter({ hasText: /^Ruth Alder, LCSW, signed version 2 on .+\. This draft was started from version 1/ });
  await told.waitFor({ timeout: 60_000 });
  await axe(page);
  assert.equal(await page.getByLabel('Risk and safety').inputValue(), 'Asked today, denied.');
  await signBar(page);
  await page.getByText('Not signed. Fix:').waitFor();
  await page.getByRole('button', { name: 'Newer version signed' }).last().click();
  await page.waitForFunction(() => document.activeElement?.id === 'plan-bases');
  await allSaved(page);

  // What the other version changed.
  await told.getByRole('link', { name: 'What changed in version 2' }).click();
  await page.getByRole('heading', { name: /^What changed, version 1 to 2 by Ruth Alder/ }).waitFor();
  await page.getByText('The choir on Thursdays.').first().waitFor();
  await page.goBack();

  // Carrying on: what one of them changed is taken, what both changed is chosen.
  await told.getByRole('link', { name: 'Bring this draft to version 2' }).click();
  await page.getByRole('heading', { name: 'Bring your draft to version 2' }).waitFor();
  await page.getByRole('button', { name: 'Continue from version 2' }).click();
  await page.getByText('Some lines are not chosen yet.').waitFor();
  await axe(page);
  await aria(page, 'plan-bring-over', 'main');
  await page.getByRole('radio', { name: /^Your draft/ }).check();
  await page.getByRole('button', { name: 'Continue from version 2' }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();
  await told.waitFor({ state: 'hidden' });
  await edit(page, 'level of care');
  assert.equal(await page.getByLabel('Hours per week').inputValue(), '14', 'as chosen');
  await edit(page, 'safety and coping skills');
  assert.equal(await page.getByLabel('Risk and safety').inputValue(), 'Asked today, denied.', 'as typed');
  await edit(page, 'review, discharge, and aftercare');
  assert.equal(await page.getByRole('textbox', { name: 'Aftercare' }).inputValue(), 'The choir on Thursdays.', 'as Ruth wrote it');
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await page.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Merge them' }).count(), 0, 'one version is active');
  await allSaved(page);
});

journey('two revisions signed before either device heard of the other both count until they are merged', { timeout: 240_000 }, async ({ device, server }) => {
  const { ines, ruth } = await ruthAndInes(device);
  await revise(ines.page, 14);
  await revise(ruth.page, 20);
  await signApart(server, [ruth.page, ines.page]);
  const { page } = ines;
  await page.getByRole('link', { name: 'Merge them' }).waitFor({ timeout: 60_000 });
  await page.getByText('Two versions are active: both were signed as revisions of the same one. Merge them so that one plan is active.').waitFor();
  await axe(page);
  await allSaved(page);
});

journey('what was returned goes on in a new draft where a newer version was signed meanwhile', { timeout: 300_000 }, async ({ device }) => {
  const { ines, ruth } = await ruthAndInes(device);
  const { page } = ines;
  await revise(page, 14);
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);

  // Ruth returns it, and signs a revision of the version that is active again.
  await openChart(ruth.page);
  await tab(ruth.page, 'Plan');
  await ruth.page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor({ timeout: 60_000 });
  await act(ruth.page, 'Return to author');
  const giving = ruth.page.getByRole('dialog');
  await giving.getByLabel('What should change').fill('Fourteen hours are a lot: what does she say?');
  await giving.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await giving.getByRole('button', { name: 'Return it' }).click();
  await ruth.page.getByRole('heading', { name: 'Treatment plan, version 1' }).waitFor();
  await act(ruth.page, 'Revise');
  await ruth.page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await signWithAftercare(ruth.page);

  // Ines goes on from what was returned: it cannot be signed as it is, and her changes move to a draft of their own.
  await openChart(page);
  await tab(page, 'Plan');
  await page.getByText('Ruth Alder, LCSW').first().waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Version 2 by Ines Quill, CADC', exact: true }).first().click();
  await page.getByText('Fourteen hours are a lot').waitFor();
  await edit(page, 'level of care');
  await page.getByLabel('Reason for this level', { exact: true }).fill('Fourteen hours suit her shifts.');
  await page.getByText(/^Draft saved/).first().waitFor();
  const told = page.getByRole('alert').filter({ hasText: /^Ruth Alder, LCSW, signed version 2 on .+\. This draft was started from version 1/ });
  await told.getByRole('link', { name: 'Bring this draft to version 2' }).click();
  await page.getByRole('heading', { name: 'Bring your draft to version 2' }).waitFor();
  await page.getByText('your text goes on in a new draft').waitFor();
  await axe(page);
  await page.getByRole('button', { name: 'Continue from version 2' }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();
  await edit(page, 'level of care');
  assert.equal(await page.getByLabel('Hours per week').inputValue(), '14', 'as she signed it');
  assert.equal(await page.getByLabel('Reason for this level', { exact: true }).inputValue(), 'Fourteen hours suit her shifts.', 'as typed after the return');
  await edit(page, 'review, discharge, and aftercare');
  assert.equal(await page.getByRole('textbox', { name: 'Aftercare' }).inputValue(), 'The choir on Thursdays.', 'as Ruth wrote it');
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await page.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();

  // The version that was returned stays as it was signed, with the comment.
  await page.getByRole('link', { name: 'Version 2 by Ines Quill, CADC', exact: true }).first().click();
  await page.getByText('Fourteen hours are a lot').first().waitFor();
  await allSaved(page);
});

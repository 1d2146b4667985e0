// The through-line: assessment → diagnosis → plan → the client signs → notes follow it → revised → compared and printed.
import assert from 'node:assert/strict';
import { aria, axe, fits, journey, printed } from './support.mjs';
import { fillNote, justNow, progressIs, sign } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { act, edit, fillLines } from './support/plan.mjs';
import { assess, clientSigns, day, diagnose, plan, signBar, tiedNote } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, offline, openChart, tab, wren } from './support/work.mjs';

const QUILL = { ...INES, trainee: false };
const FINDING = 'Cravings follow arguments at home.';
const STEP = 'After a hard call, phones one of three people before leaving the place';
const PLAN = { words: 'Mornings that do not feel like wading.', step: STEP, done: 'Rehearse the call, in her own words' };
const SECTIONS = { Data: 'Wren rehearsed the call twice.', Assessment: 'Finds the words sooner.', Plan: 'The call card before Friday.' };
const LATER = { Data: 'Two calls made, one missed.', Assessment: 'The missed one came after no sleep.', Plan: 'Sleep next time.' };

/** Fills in a note about the first or the second part of the hour that is over. */
const fill = (half) => (page, sections) => {
  const { day: on, start } = justNow();
  const hour = start.slice(0, 2);
  const [from, to] = half === 1 ? ['00', '20'] : ['25', '50'];
  return fillNote(page, { sections, when: { day: on, start: `${hour}:${from}`, end: `${hour}:${to}` }, format: 'DAP' });
};

journey('from an assessment to a revised plan, and a supervisor reads along', { timeout: 400_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: QUILL, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  await openChart(page);

  await assess(page, { reason: 'I want to be someone Posy can count on.', finding: FINDING });
  await axe(page);
  await aria(page, 'assessment-form', 'main');
  await signBar(page);
  await page.getByRole('button', { name: 'entered in error' }).waitFor();
  await axe(page);
  await aria(page, 'assessment-signed', 'main');
  await fits(page);
  assert.ok((await printed(page, 'paper-assessment')) >= 1);

  await diagnose(page);
  await axe(page);
  await aria(page, 'diagnoses', 'main');

  await plan(page, PLAN);
  await axe(page);
  await aria(page, 'plan-form', 'main');
  await fits(page);
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await clientSigns(page, { words: 'Mornings first, please.' });
  await page.getByText(/^Client: agrees/).waitFor();
  await allSaved(page);
  await axe(page);
  await aria(page, 'plan-signed', 'main');
  await fits(page);
  const sheets = await printed(page, 'paper-plan');
  assert.ok(sheets >= 1 && sheets <= 3, `${sheets} sheets`);

  await tab(page, 'Notes');
  await tiedNote(page, { step: STEP, progress: 'In progress', sections: SECTIONS, fill: fill(1), sign });
  await page.getByText(/1\.1 in progress/).waitFor();
  await axe(page);
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await page.getByRole('button', { name: 'Carry forward' }).click();
  const carrying = page.getByRole('dialog', { name: /^Carry forward/ });
  await carrying.getByRole('checkbox', { name: 'Plan' }).check();
  await carrying.getByRole('button', { name: 'Carry forward' }).click();
  await page.waitForFunction((text) => [...document.querySelectorAll('article textarea')].some((area) => area.value === text), SECTIONS.Plan);
  await page.getByRole('complementary').getByRole('button', { name: new RegExp(STEP) }).click();
  await progressIs(page, 'Improving');
  await fill(2)(page, LATER);
  await axe(page);
  await aria(page, 'note-tied', 'main');
  await sign(page);
  await page.getByText(/1\.1 improving/).waitFor();
  assert.ok((await printed(page, 'paper-note')) >= 1);

  // Progress is seen in the plan.
  await tab(page, 'Plan');
  await page.getByText(/Improving/).first().waitFor();
  await axe(page);

  // Revised: a changed line has its reason, and the two versions are compared in words.
  await act(page, 'Revise');
  const changed = 'After a hard call, phones one of two people before leaving the place';
  // What the notes said of the objective is what its status begins with.
  await page.getByRole('complementary', { name: 'Findings' }).waitFor();
  await page.locator('.line-row', { hasText: STEP }).getByText('Improving').waitFor();
  await edit(page, 'objective 1.1');
  assert.equal(await page.getByLabel('Status', { exact: true }).inputValue(), 'improving');
  await page.getByText('From notes: improving').waitFor();
  await page.getByLabel('Objective', { exact: true }).fill(changed);
  await page.getByLabel(/^Reason for change/).fill('Two people are enough, she says.');
  await fillLines(page, { 'review, discharge, and aftercare': { 'Next review': day(30) } });
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await page.getByRole('link', { name: /^What changed since 1/ }).first().click();
  await page.getByText('Two people are enough, she says.').first().waitFor();
  await page.getByText(changed).first().waitFor();
  // The words that changed are marked, the others are read once.
  assert.deepEqual(await page.locator('.diff-line del').allInnerTexts().then((all) => all.filter((text) => text.includes('three')).length), 1);
  await page.getByText('Objective 1.1, status').waitFor();
  await axe(page);
  await aria(page, 'plan-diff', 'main');
  await fits(page);
  assert.ok((await printed(page, 'paper-changes')) >= 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('navigation', { name: 'Main' }).isVisible(), false, 'only the comparison is printed');
  assert.ok(await page.getByText(changed).first().isVisible());
  await page.emulateMedia({ media: null });
  await allSaved(page);

  // The supervisor reads the same, on her own device.
  await openChart(ruth.page, /Wren Maplethorn/);
  await tab(ruth.page, 'Plan');
  await ruth.page.getByText(changed).first().waitFor();
  await axe(ruth.page);
});

journey('the through-line with the server stopped', { timeout: 400_000 }, async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: QUILL, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  await openChart(page);
  await allSaved(page);
  await ines.device.kept();
  await server.stop();
  await offline(page, 0);

  await assess(page, { reason: 'I want to be someone Posy can count on.', finding: FINDING });
  await signBar(page);
  await page.getByRole('button', { name: 'entered in error' }).waitFor();
  await diagnose(page);
  await plan(page, PLAN);
  // A draft of a plan is kept over a lock.
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
  await page.locator('.line-row', { hasText: STEP }).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await clientSigns(page);
  await tab(page, 'Notes');
  await tiedNote(page, { step: STEP, progress: 'In progress', sections: SECTIONS, fill: fill(1), sign });
  await offline(page, 5);
  await axe(page);

  await server.restart();
  await allSaved(page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await tab(ruth.page, 'Plan');
  await ruth.page.getByText(/^Client: agrees/).waitFor({ timeout: 60_000 });
  await ruth.page.getByRole('button', { name: 'Sign as supervisor' }).waitFor({ state: 'hidden' });
  await tab(ruth.page, 'Diagnoses');
  await ruth.page.getByRole('heading', { name: /Opioid use disorder, moderate/ }).waitFor();
  await axe(ruth.page);
});

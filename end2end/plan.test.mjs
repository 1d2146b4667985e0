// A plan in all its turns: begun from a starting point, refused and mended, signed, reviewed, revised, disagreed with,
// returned and co-signed, written twice and merged. Each turn but the first begins with a plan that is signed.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { act, edit, explain, fillLines } from './support/plan.mjs';
import { day, signApart } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

/** Looks at what the client is shown to sign: of all days of the next review, this one alone. */
async function clientReads(page, on) {
  await act(page, 'Client signs');
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  const next = dialog.locator('.plantext h3', { hasText: /^Next review$/ }).locator('+ ul');
  const [year, month, date] = on.split('-').map(Number);
  const long = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' });
  assert.equal(await next.innerText(), long.format(Date.UTC(year, month - 1, date)));
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens the plan that is in force. */
async function openPlan(page) {
  await openChart(page);
  await tab(page, 'Plan');
  await page.getByRole('heading', { name: 'Treatment plan, version 1' }).waitFor({ timeout: 60_000 });
}

/** Resolves when the focus is inside an element of this class. */
const focusedIn = (page, name) => page.waitForFunction((of) => document.activeElement?.closest(`.${of}`), name);

/** Resolves when a field has the focus. */
const typing = (page) => page.waitForFunction(() => document.activeElement?.matches('input, textarea, select'));

journey('a plan from a starting point is refused, mended, and signed with the client', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Plan');
  await page.getByText('No plan yet').waitFor();
  await axe(page);
  await page.getByRole('button', { name: /^Use this template\s+Alcohol/ }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 1' }).waitFor();
  await axe(page);
  // refused
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByText(/^Not signed/).waitFor();
  await typing(page);
  assert.match(await page.evaluate(() => document.activeElement.id), /^goal-.+-words$/);
  await axe(page);
  // What was refused first is open.
  const goal = page.getByRole('region', { name: 'Goal of problem 1' });
  await goal.getByLabel('Goal (client’s words)').fill('I want to be someone Posy can count on, on an ordinary Tuesday.');
  await goal.getByLabel('Target date').fill(day(60));
  await fillLines(page, {
    'problem 1': { 'As evidenced by': 'Drinking on 19 of 30 days before entry.' },
  });
  await page.getByLabel('ASAM dimension').selectOption({ label: '4 Substance use-related risks' });
  for (const number of ['1.1', '1.2', '1.3']) {
    await edit(page, `objective ${number}`);
    await page.getByLabel('Target date', { exact: true }).fill(day(60));
    for (const field of await page.getByLabel('Provider').all()) await field.fill('Ines Quill');
  }
  // Keys move between the lines: one is open at a time, and the others are read.
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('region', { name: 'Objective 1.2' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Objective', exact: true }).count(), 1);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith('Edit'));
  assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) < 4_000, 'a plan is read in a few screens');
  await fillLines(page, { 'level of care': { 'Hours per week': '9', 'Reason for this level': 'Keeps her shifts, lives with her sister.' } });
  await edit(page, 'strengths and supports');
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await typing(page);
  await page.keyboard.type('Tells the truth early.');
  await edit(page, 'safety and coping skills');
  await page.getByRole('button', { name: 'Add a trigger' }).click();
  await typing(page);
  await page.keyboard.type('A hard call');
  await page.getByLabel('Coping skill 1').fill('Phone one of three people before leaving the place');
  await page.getByRole('button', { name: 'Add harm reduction' }).click();
  await typing(page);
  await page.keyboard.type('Naloxone at home');
  await edit(page, 'review, discharge, and aftercare');
  await page.getByRole('button', { name: 'Add a discharge criterion' }).click();
  await typing(page);
  await page.keyboard.type('Thirty days without drinking');
  await page.getByLabel('Next review').fill(day(25));
  // take out and undo
  const outline = page.getByRole('navigation', { name: 'Plan outline' });
  await edit(page, 'objective 1.3');
  await page.getByRole('button', { name: 'Remove objective 1.3' }).click();
  await outline.getByRole('button', { name: /^1\.3/ }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await outline.getByRole('button', { name: /^1\.3/ }).waitFor();
  await outline.getByRole('button', { name: /^1\.2/ }).click();
  await page.getByRole('button', { name: 'Move up objective 1.2' }).click();
  const order = async () => (await outline.getByRole('button', { name: /^1\.\d/ }).allInnerTexts()).map((text) => text.slice(0, 3));
  assert.deepEqual(await order(), ['1.2', '1.1', '1.3']);
  await page.getByRole('button', { name: 'Move down objective 1.2' }).click();
  await page.getByText(/^Draft saved/).first().waitFor();
  await page.reload();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASS); await page.getByRole('button', { name: 'Unlock' }).click();
  await edit(page, 'safety and coping skills');
  await page.getByLabel('Coping skill 1').waitFor();
  await edit(page, 'strengths and supports');
  assert.equal(await page.locator('#strength-1-words').inputValue(), 'Tells the truth early.');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);
  await axe(page);
  // client signs drawn
  await act(page, 'Client signs');
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByText('Plan of Wren').waitFor();
  // The client begins to read at the top of the plan.
  await focusedIn(page, 'plantext');
  assert.ok((await dialog.evaluate((node) => node.scrollTop)) < 100, 'the plan is in view');
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByText('Choose an answer').waitFor();
  await dialog.getByLabel('I agree with this plan').check();
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByText('There is no signature yet').waitFor();
  await axe(page);
  await dialog.getByLabel('In your own words').fill('The calls are the part I want to practice.');
  const pad = dialog.getByRole('img', { name: /^Draw/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await page.mouse.move(box.x + 60, box.y + box.height * .6); await page.mouse.down();
  for (let i = 0; i < 60; i++) await page.mouse.move(box.x + 60 + i * 7, box.y + box.height * (.5 + .25 * Math.sin(i / 4)));
  await page.mouse.up();
  await dialog.getByText('Drawn.').waitFor();
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByLabel('Passphrase to sign').waitFor();
  await axe(page);
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'Record signature' }).click();
  await page.getByText(/Client: agrees/).waitFor();
  await page.getByText('Client to sign').waitFor({ state: 'hidden' });
  await allSaved(page);
});

journey('an event asks for a review, a revision says what changed, and the client may disagree', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines', { plan: true })] });
  const { page } = ines;
  await openPlan(page);
  // something happened: it asks for a review, and the review answers it
  await act(page, 'Report an event');
  const happened = page.getByRole('dialog', { name: 'Report an event' });
  await happened.getByLabel('When').fill(day(-2));
  await happened.getByLabel('Passphrase to sign').fill(PASS);
  await happened.getByRole('button', { name: 'Record event' }).click();
  await happened.getByText('Choose what happened.').waitFor();
  await axe(page);
  await happened.getByLabel('What happened').selectOption({ label: 'Job loss' });
  await happened.getByLabel('When').fill(day(2));
  await happened.getByRole('button', { name: 'Record event' }).click();
  await happened.getByText('This date has not come yet').waitFor();
  await happened.getByLabel('When').fill(day(-2));
  await happened.getByLabel('Details').fill('Laid off; the last day was Friday.');
  await happened.getByRole('button', { name: 'Record event' }).click();
  await happened.waitFor({ state: 'hidden' });
  await page.getByText(/in 14 days \(job loss, known since/).waitFor();
  await page.getByText('Not reviewed since.').waitFor();
  // reviewed no change
  await act(page, 'Reviewed, no change');
  const review = page.getByRole('dialog', { name: 'Reviewed, no change' });
  await review.getByLabel('Passphrase to sign').fill(PASS);
  await review.getByLabel('Next review').fill(day(28));
  await review.getByRole('button', { name: 'Sign review' }).click();
  await review.getByText('Reason for no change is required.').waitFor();
  await review.getByLabel('Reason for no change').fill('It helps as it is.');
  await review.getByLabel('The client took part').check();
  await review.getByLabel('Passphrase to sign').fill(PASS);
  await review.getByRole('button', { name: 'Sign review' }).click();
  await page.getByText(/It helps as it is/).waitFor();
  await page.getByText('Not reviewed since.').waitFor({ state: 'hidden' });
  // The client reads the day that holds now, and a revision begins with it: the plan's own day was replaced by the review.
  await clientReads(page, day(28));
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await edit(page, 'review, discharge, and aftercare');
  assert.equal(await page.getByLabel('Next review', { exact: true }).inputValue(), day(28));
  await page.getByLabel('Next review', { exact: true }).fill(day(21));
  await fillLines(page, { 'about this plan': { 'Reason for revision': 'after a return to use' }, 'objective 1.1': { 'Measurable by': 'Entries on every day of the week' } });
  await page.getByRole('button', { name: 'Add an objective to problem 1' }).click();
  await typing(page);
  await page.keyboard.type('After a hard call, phone one of three people');
  const made = page.getByRole('region', { name: 'Objective 1.4' });
  await made.getByLabel('Measurable by').fill('Told in the session, five times of five');
  await made.getByLabel('Target date').fill(day(30));
  await made.getByLabel('Baseline').fill('0');
  await made.getByLabel('Target', { exact: true }).fill('5');
  await made.getByLabel('Unit').fill('times');
  await made.getByRole('button', { name: /^Add an intervention/ }).click();
  await typing(page);
  await page.keyboard.type('Coping rehearsal with a call card');
  await made.getByLabel('Frequency (times)').fill('2');
  await made.getByLabel('Per').selectOption({ label: 'a week' });
  await edit(page, 'objective 1.3');
  await page.getByRole('button', { name: 'Remove objective 1.3' }).click();
  await fillLines(page, { 'level of care': { 'Hours per week': '12' } });
  // Each changed line is explained where it is; what was removed, beside the tree.
  await explain(page, 'Closer contact while the new skill is young.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await axe(page);
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);
  await axe(page);
  await page.getByRole('link', { name: /^What changed since 1/ }).first().click();
  await page.getByRole('heading', { name: 'What changed, version 1 to 2' }).waitFor();
  await axe(page);
  await page.getByRole('button', { name: 'Show unchanged lines' }).click();
  await page.getByRole('link', { name: 'Read version 2' }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  // client disagrees with a code
  await clientReads(page, day(21));
  await act(page, 'Client signs');
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByLabel('I do not agree').check();
  await dialog.getByLabel('What you disagree with, or why').fill('Twelve hours are too many.');
  await dialog.getByLabel('Use a code').check();
  await dialog.getByLabel('Your code').fill('abc');
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByText('Use at least four characters for the code').waitFor();
  await dialog.getByText(/Explain how to appeal first/).waitFor();
  await dialog.getByLabel('How to appeal was explained').check();
  await dialog.getByLabel('Your code').fill('abcd7');
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'Record signature' }).click();
  await page.getByText(/Client: disagrees, with a code/).waitFor();

});

journey('a plan that was returned is signed again and co-signed', { timeout: 240_000 }, async ({ device }) => {
  const { ines, ruth: supervisor } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  const { page } = ines;
  const ruth = supervisor.page;
  await openPlan(page);
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(page, { 'level of care': { 'Hours per week': '12' } });
  await page.getByText(/^Draft saved/).first().waitFor();
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);
  await openChart(ruth, /Wren Maplethorn/);
  await tab(ruth, 'Plan');
  await ruth.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor({ timeout: 60_000 });
  await act(ruth, 'Return to author');
  const giving = ruth.getByRole('dialog');
  await giving.getByLabel('What should change').fill('Twelve hours are a lot: what does she say?');
  await giving.getByLabel('Passphrase to sign').fill(PASS);
  await giving.getByRole('button', { name: 'Return it' }).click();
  await ruth.getByRole('heading', { name: 'Treatment plan, version 1' }).waitFor();
  await ruth.getByRole('link', { name: 'Version 2' }).first().click();
  await ruth.getByText('Twelve hours are a lot').first().waitFor();
  await allSaved(ruth);
  await axe(ruth);
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: /^Revise returned/ }).waitFor({ timeout: 60_000 });
  await openChart(page, /Wren Maplethorn/);
  await tab(page, 'Plan');
  await page.getByRole('link', { name: 'Version 2' }).first().click();
  await page.getByText('Twelve hours are a lot').waitFor();
  await edit(page, 'level of care');
  await page.getByLabel('Reason for this level', { exact: true }).fill('She wants the evenings; twelve hours for four weeks.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);
  // Her supervisor reads what changed since it was returned, and what changed since the version before.
  await ruth.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review/ }).click();
  const queue = ruth.getByRole('region', { name: 'Review queue' });
  await queue.getByRole('heading', { name: 'Awaiting revision' }).waitFor({ state: 'detached', timeout: 60_000 });
  // Both versions owe her signature, and are told apart by their numbers.
  await queue.getByRole('link', { name: /Treatment plan, version 1/ }).waitFor();
  await queue.getByRole('link', { name: /Treatment plan, version 2/ }).click();
  await ruth.getByRole('heading', { name: 'Changes since it was returned' }).waitFor();
  const changes = ruth.getByRole('region', { name: /^Changes since/ });
  await changes.getByText('She wants the evenings').waitFor();
  assert.equal(await changes.getByText('Hours per week').count(), 0, 'that was in the version she returned');
  await axe(ruth);
  await ruth.getByRole('button', { name: 'Since the last version' }).click();
  await changes.getByText('Hours per week').first().waitFor();
  await ruth.getByLabel('Passphrase to sign').fill(PASS);
  await ruth.getByRole('button', { name: /^Co-sign/ }).click();
  await ruth.getByText('Co-signed.').waitFor();
  await openChart(ruth, /Wren Maplethorn/);
  await tab(ruth, 'Plan');
  await ruth.getByText(/^Co-signed, text 2/).waitFor();
  await allSaved(ruth);
});

journey('two versions written apart are merged, and a merge can be entered in error', { timeout: 240_000 }, async ({ device, server }) => {
  const { ines, ruth: supervisor } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'], plan: true })] });
  const { page } = ines;
  const ruth = supervisor.page;
  await openPlan(ruth);
  await openPlan(page);
  await act(ruth, 'Revise');
  await ruth.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(ruth, { 'level of care': { 'Hours per week': '15' } });
  await ruth.getByText(/^Draft saved/).first().waitFor();
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await fillLines(page, { 'level of care': { 'Hours per week': '10' } });
  await edit(page, 'strengths and supports');
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await typing(page);
  await page.keyboard.type('Sings when she cooks.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await signApart(server, [page, ruth]);
  await ruth.getByRole('link', { name: 'Today', exact: true }).click();
  await openChart(ruth, /Wren Maplethorn/);
  await tab(ruth, 'Plan');
  await ruth.getByRole('link', { name: 'Merge them' }).click({ timeout: 60_000 });
  await ruth.getByRole('heading', { name: 'Merge two versions' }).waitFor();
  await axe(ruth);
  await ruth.getByRole('button', { name: 'Start the merged version' }).click();
  await ruth.getByText('Some lines are not chosen yet.').waitFor();
  await ruth.getByRole('radio', { name: /Ines Quill/ }).first().check();
  await ruth.getByRole('button', { name: 'Start the merged version' }).click();
  await ruth.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();
  await edit(ruth, 'level of care');
  assert.equal(await ruth.getByLabel('Hours per week').inputValue(), '10');
  await ruth.getByLabel('Passphrase to sign').fill(PASS);
  await ruth.getByRole('button', { name: /^Sign as author/ }).click();
  await ruth.getByText('Active').first().waitFor();
  await allSaved(ruth);
  await act(ruth, 'Mark as entered in error');
  const taking = ruth.getByRole('dialog');
  await taking.getByLabel('Reason').fill('Joined too early.');
  await taking.getByLabel('Passphrase to sign').fill(PASS);
  await taking.getByRole('button', { name: 'Mark as entered in error' }).click();
  await ruth.getByText('Entered in error. It stays in the record').waitFor();
  await axe(ruth);
});

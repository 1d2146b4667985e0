// A return to use, also while the server is away: what happened, what it teaches, the decision, the revised plan with its
// signatures, and what changed in it beside the event. Nobody failed.
import assert from 'node:assert/strict';
import { aria, axe, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { act, explain } from './support/plan.mjs';
import { assess, clientSigns, day, diagnose, plan, signBar } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, offline, openChart, tab, wren } from './support/work.mjs';
import { shot } from './support/shot.mjs';

const PLAN = {
  words: 'Mornings that do not feel like wading.',
  step: 'After a hard call, phones one of three people before leaving the place',
  done: 'Rehearse the call, in her own words',
};

/** A field of the event, by its id. */
const field = (page, name) => page.locator(`#${name}`);

journey('a return to use leads to a revised plan', { timeout: 500_000 }, async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  await openChart(page);
  await assess(page, { reason: 'I want to be someone Posy can count on.', finding: 'Cravings follow arguments at home.' });
  await signBar(page);
  await page.getByRole('button', { name: 'Entered in error' }).waitFor();
  await diagnose(page);
  await plan(page, PLAN);
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await allSaved(page);

  // The old way of reporting it leads here.
  await act(page, 'Report an event');
  const report = page.getByRole('dialog', { name: 'Report an event' });
  await report.getByLabel('What happened').selectOption({ label: 'Return to use' });
  await server.stop();
  await offline(page, 0);
  await report.getByRole('button', { name: 'Record a return to use' }).click();
  await page.getByRole('heading', { name: 'What happened, and what we can learn from it' }).waitFor();
  await axe(page);
  await shot(page, 'return-to-use-begun');

  // The story first. Contradictions are told beside their field while they are typed.
  await field(page, 'return-account').fill('My mother called. I had five cans, alone, and then I stopped. I told Ada before work.');
  await field(page, 'return-found-on').fill(day(1));
  await page.getByText(/This date has not come yet/).first().waitFor();
  await field(page, 'return-found-on').fill(day(0));
  await page.getByText(/This date has not come yet/).first().waitFor({ state: 'hidden' });
  await field(page, 'return-start').fill(day(1));
  await page.getByText('It became known before this day. Check both dates.').first().waitFor();
  await field(page, 'return-start').fill(day(-400));
  await page.getByText(/Care began after this day/).waitFor();
  await field(page, 'return-period').selectOption({ label: 'Before care began here' });
  await page.getByText(/Care began after this day/).waitFor({ state: 'hidden' });
  await field(page, 'return-period').selectOption({ label: 'While in care here' });
  await field(page, 'return-start').fill(day(0));
  await field(page, 'return-end').fill(day(0));
  await page.getByText(/A last day is entered, but not that the client stopped/).waitFor();
  await page.getByRole('checkbox', { name: 'The client has stopped' }).check();
  await field(page, 'return-use-days').fill('2');
  await page.getByText(/There were fewer days/).waitFor();
  await field(page, 'return-use-days').fill('1');
  await page.getByRole('button', { name: 'Add a substance' }).click();
  await field(page, 'used-1-substance').selectOption({ label: 'Alcohol' });
  await field(page, 'used-1-name').fill('beer');
  await field(page, 'used-1-amount').fill('5 cans');
  await page.getByRole('checkbox', { name: 'Kept feelings inside' }).check();
  await page.getByRole('checkbox', { name: 'Lack of support' }).check();
  await page.getByRole('button', { name: 'Add a trigger' }).click();
  await field(page, 'trigger-1-words').fill('A call from her mother');
  await field(page, 'trigger-1-coping').fill('Call Ada first');
  await page.getByRole('checkbox', { name: 'New: not known before' }).check();
  await field(page, 'return-helped-stop').fill('Ada’s light was on.');
  await field(page, 'return-did-not-help').fill('The evening walk.');

  // The class and the rules are live; an overdose shows the emergency steps first.
  await page.getByRole('region', { name: /^How serious/ }).getByText('Slip', { exact: true }).waitFor();
  await page.getByRole('list', { name: 'Rules that fired' }).getByText('Fewer than 90 days in care').waitFor();
  await page.getByRole('group', { name: 'Overdose' }).getByRole('radio', { name: 'Reported' }).check();
  await page.getByRole('heading', { name: 'If there is danger now' }).waitFor();
  await page.getByRole('region', { name: /^How serious/ }).getByText('Overdose or danger', { exact: true }).waitFor();
  await axe(page);
  await shot(page, 'return-to-use-danger');
  await page.getByRole('group', { name: 'Overdose' }).getByRole('radio', { name: 'Denied' }).check();
  await page.getByRole('heading', { name: 'If there is danger now' }).waitFor({ state: 'hidden' });

  // Choosing otherwise asks for a reason, not for permission; a changed event asks to look again.
  await signBar(page);
  await page.getByText(/^Not signed/).waitFor();
  await page.getByRole('form', { name: 'Sign' }).getByRole('button').first().click();
  assert.ok(await page.evaluate(() => document.activeElement?.closest('.event') !== null), 'the bar leads to what it names');
  await page.getByRole('button', { name: 'Stay at 2.1 Intensive outpatient' }).click();
  await signBar(page);
  await page.getByText('This is not the suggested level. Enter the reason.').waitFor();
  await field(page, 'decision-reason').fill('She told us the same day and keeps her shifts; a fourth evening gives the contact.');
  await page.getByRole('checkbox', { name: 'Home is not safe' }).check();
  await page.getByRole('button', { name: 'The decision still applies' }).click();
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'return-to-use-form', 'main');
  await shot(page, 'return-to-use-form');
  await signBar(page);
  await page.getByRole('button', { name: 'Revise plan for this event' }).waitFor();
  await offline(page, 1);
  await axe(page);
  await aria(page, 'return-to-use-signed', 'main');

  // It is due until a revision answers it.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Today/ }).click();
  await page.getByRole('link', { name: /Plan revision after a return to use due/ }).click();
  await page.getByRole('button', { name: 'Revise plan for this event' }).click();
  await page.getByRole('region', { name: 'After the return to use' }).waitFor();
  assert.equal(await field(page, 'revision-helped').inputValue(), 'Ada’s light was on.');
  assert.equal(await field(page, 'coping-1-trigger').inputValue(), 'A call from her mother');
  assert.equal(await field(page, 'coping-1-coping').inputValue(), 'Call Ada first');
  await signBar(page);
  await page.getByText(/^Not signed/).waitFor();
  await field(page, 'revision-medication-considered').fill('Nothing changes; asked and declined for now.');
  await field(page, 'revision-harm-reduction').fill('Naloxone at home, Ada knows where.');
  await field(page, 'revision-groups').fill('SMART on Tuesdays; Dov gives a ride.');
  await field(page, 'revision-family').fill('Ada comes on Monday.');
  await field(page, 'revision-measures').fill('BAM every two weeks.');
  await field(page, 'revision-review-date').fill(day(30));
  await page.getByText(/review the plan within 14 days/).first().waitFor();
  await field(page, 'revision-review-date').fill(day(12));
  await page.getByLabel(/^Why 1\.1 stays/).fill('It worked each time but one.');
  await explain(page, 'After the return to use.');
  await page.getByText(/^Draft saved/).first().waitFor();
  await axe(page);
  await shot(page, 'return-to-use-revision');
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await clientSigns(page);
  await page.getByText(/^Client: agrees/).waitFor();
  await server.restart();
  await allSaved(page);

  // The supervisor signs; what changed stands beside the event.
  const supervisor = ruth.page;
  await openChart(supervisor, /Wren Maplethorn/);
  await tab(supervisor, 'Plan');
  await supervisor.getByRole('button', { name: 'Co-sign', exact: true }).click({ timeout: 60_000 });
  await supervisor.getByRole('dialog').getByLabel('Passphrase to sign').fill(PASS);
  await supervisor.getByRole('dialog').getByRole('button', { name: 'Co-sign' }).click();
  await supervisor.getByText(/^Co-signed/).first().waitFor();
  await allSaved(supervisor);
  await tab(supervisor, 'Return to use');
  await supervisor.getByRole('link', { name: /Plan revised/ }).click();
  await supervisor.getByRole('heading', { name: 'What changed in the plan, version 2' }).waitFor();
  await supervisor.getByText('After the return to use.').first().waitFor();
  await axe(supervisor);
  await shot(supervisor, 'return-to-use-read');

  // Told again with more detail: a statement under the event, which stays as it was signed.
  await tab(page, 'Return to use');
  await page.getByRole('link', { name: /Plan revised/ }).click();
  await page.getByRole('button', { name: 'Add what was learned later' }).click();
  const later = page.getByRole('dialog', { name: 'Add what was learned later' });
  await later.getByLabel('Passphrase to sign').fill(PASS);
  await later.getByRole('button', { name: 'Sign it' }).click();
  await later.getByText('What is known now is required.').waitFor();
  await later.getByLabel('What is known now').fill('It was six cans, and it began at noon.');
  await axe(page);
  await later.getByLabel('Passphrase to sign').fill(PASS);
  await later.getByRole('button', { name: 'Sign it' }).click();
  await later.waitFor({ state: 'hidden' });
  await page.getByText('It was six cans, and it began at noon.').waitFor();
  await page.getByText('More detail than before').first().waitFor();
  await page.getByText('5 cans').waitFor();

  // The recovery line, as a picture and as a table.
  await tab(page, 'Return to use');
  await page.getByRole('link', { name: 'Recovery line' }).click();
  await page.getByRole('img', { name: /^Level of care, days of use/ }).waitFor();
  await page.getByRole('row', { name: /Return to use, 1 day\. Known the same day\. Answered by plan version 2/ }).waitFor();
  await axe(page);
  await aria(page, 'recovery-line', 'main');
  await shot(page, 'recovery-line');
  await allSaved(page);
});

// Who signs under a plan besides its author: a minor and her guardian on the tablet, a supervisor and a prescriber on their own
// devices. What is owed stands on every device until it is given.
import assert from 'node:assert/strict';
import { aria, axe, focused, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { act, edit, fillLines } from './support/plan.mjs';
import { HAND_OVER, clientSigns, day, signApart, signBar } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

const PIET = { name: 'Piet Sorrel', role: 'Prescriber', credential: 'PMHNP' };
const QUILL = { ...INES, trainee: false };

/** A birth date that makes a client 15 years old on every day on which this runs. */
const YOUNG = `${new Date().getFullYear() - 15}-01-01`;

/** What is handed to the client or the guardian. */
const TABLET = 'the tablet';

/** Nobody knows it but who signs with it. */
const CODE = 'harbor-7';

/** Who has not signed yet, in the order in which the page says it: under the plan and beside it alike. */
async function owed(page, ...roles) {
  const beside = page.getByRole('complementary', { name: 'About this plan' }).getByRole('listitem').filter({ hasText: / to sign$/ });
  const under = page.getByRole('region', { name: 'Agreement and signatures' }).getByRole('listitem').filter({ hasText: 'not yet' });
  const said = roles.map((role) => `${role} to sign`);
  await (said.length ? under.nth(said.length - 1) : page.getByRole('region', { name: 'Agreement and signatures' })).waitFor();
  await under.nth(said.length).waitFor({ state: 'detached' });
  const plain = (texts) => texts.map((text) => text.trim());
  assert.deepEqual(plain(await beside.allInnerTexts()), said);
  assert.deepEqual((await under.allInnerTexts()).map((text) => text.replace(/\s+not yet$/, '')), said);
}

/** The lines of those who signed, in their order: who, and in which role they said what. */
const signed = async (page) => {
  const lines = page.getByRole('region', { name: 'Agreement and signatures' }).getByRole('listitem').filter({ hasNotText: 'not yet' });
  return (await lines.allInnerTexts()).map((text) => {
    const [who, what] = text.trim().split('\n').filter(Boolean);
    const [said, when = ''] = what.split(' · ');
    return [who, said, ...(/recorded by .*/.exec(when) ?? [])].join(' | ');
  });
};

/** Resolves when a line of this kind stands under the plan. */
const arrives = (page, text) => page.getByRole('region', { name: 'Agreement and signatures' }).getByText(text).waitFor({ timeout: 60_000 });

/** Which ways to sign or decide are offered above the plan. */
const offered = async (page) => {
  const menu = page.locator('details.menu');
  if (!(await menu.evaluate((node) => node.open))) await menu.locator('summary').click();
  const names = await page.getByRole('button', { name: /sign|Return to/i }).allInnerTexts();
  await page.keyboard.press('Escape');
  return names.map((name) => (HAND_OVER.test(name.trim()) ? TABLET : name.trim()));
};

/** A short plan with medication in it, signed by its author. */
async function shortPlan(page) {
  await tab(page, 'Plan');
  await page.getByRole('button', { name: 'Start a blank plan' }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 1' }).waitFor();
  await page.getByRole('button', { name: 'Add a problem' }).click();
  await page.getByLabel('Problem', { exact: true }).fill('Low mornings keep her from school.');
  await page.getByRole('button', { name: /^Add a goal/ }).click();
  await page.getByLabel('Goal (client’s words)').fill('I want to be on the morning bus.');
  await page.getByRole('button', { name: /^Add an objective/ }).click();
  await page.getByLabel('Objective', { exact: true }).fill('Is at school before nine');
  await page.getByLabel('Measurable by').fill('Four days of five, by the school’s list');
  await page.getByRole('region', { name: /^Objective/ }).getByLabel('Target date').fill(day(60));
  await page.getByRole('button', { name: /^Add an intervention/ }).click();
  await page.getByLabel('Type').selectOption({ label: 'Medication (MAT)' });
  await page.getByLabel('Intervention', { exact: true }).fill('Medication visits with the prescriber');
  await page.getByLabel('Frequency (times)').fill('1');
  await page.getByLabel('Per').selectOption({ label: 'a month' });
  await fillLines(page, { 'review, discharge, and aftercare': { 'Next review': day(25) } });
  await page.getByText(/^Draft saved/).first().waitFor();
  await signBar(page);
  await page.getByRole('button', { name: HAND_OVER }).waitFor();
  await allSaved(page);
}

/** The guardian agrees on the counselor's tablet with a code; the counselor takes it down. */
async function guardianSigns(page, { name, is }) {
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByRole('radio', { name: 'Guardian' }).check();
  await dialog.getByRole('radio', { name: 'I agree with this plan' }).check();
  await dialog.getByLabel('Use a code').check();
  await dialog.getByLabel('Your code').fill(CODE);
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  // Without a name it is nobody's signature.
  await focused(page, 'signature-name');
  await axe(page);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Relationship to client').fill(is);
  await aria(page, 'signatures-guardian', 'dialog[open]');
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByText(`${name}, guardian: agrees`).waitFor();
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'Record signature' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signs the version that is open as what one is: `supervisor`, `prescriber`. */
async function signsAs(page, role) {
  await page.getByRole('button', { name: `Sign as ${role}` }).click();
  const dialog = page.getByRole('dialog', { name: `Sign as ${role}` });
  await dialog.getByLabel('Passphrase to sign').fill('not the passphrase');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByText(/passphrase/i).nth(1).waitFor();
  await axe(page);
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: `Sign as ${role}` }).waitFor({ state: 'hidden' });
  await allSaved(page);
}

/** Opens the plan of the client on somebody's own device. */
async function openPlan(page, version = 1) {
  await openChart(page, /Wren Maplethorn/);
  await tab(page, 'Plan');
  await page.getByRole('heading', { name: `Treatment plan, version ${version}` }).waitFor({ timeout: 60_000 });
}

journey('a minor’s plan: she draws, her guardian has a code, supervisor and prescriber have keys', { timeout: 400_000 }, async ({ device }) => {
  const { ines, ruth, piet } = await colleagues(device, { ines: INES, ruth: RUTH, piet: PIET }, { clients: [wren('ines', { team: ['ruth', 'piet'], birth: YOUNG })] });
  const { page } = ines;
  await openChart(page);
  await shortPlan(page);
  await owed(page, 'Client', 'Guardian', 'Prescriber');
  assert.deepEqual(await signed(page), ['Ines Quill, CADC | Author']);
  // A counselor takes down what client and guardian say, and signs for nobody else.
  assert.deepEqual(await offered(page), [TABLET]);
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  assert.deepEqual(await dialog.getByRole('group', { name: 'Who signs' }).getByRole('radio').evaluateAll((all) => all.map((one) => one.value)), ['client', 'guardian']);
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await clientSigns(page, { words: 'Mornings first, please.' });
  await arrives(page, /^Client: agrees/);
  await owed(page, 'Guardian', 'Prescriber');
  await guardianSigns(page, { name: 'Ada Maplethorn', is: 'Mother' });
  await arrives(page, /^Guardian: agrees, with a code/);
  await owed(page, 'Prescriber');
  await allSaved(page);
  await axe(page);

  // The supervisor stands by the text of a counselor in training; she is no prescriber.
  const { page: reader } = ruth;
  await openPlan(reader);
  await arrives(reader, /^Guardian: agrees/);
  await owed(reader, 'Prescriber');
  assert.deepEqual(await offered(reader), ['Co-sign', TABLET, 'Return to author']);
  await act(reader, 'Co-sign');
  const standing = reader.getByRole('dialog', { name: 'Co-sign this plan' });
  await axe(reader);
  await standing.getByLabel('Passphrase to sign').fill(PASS);
  await standing.getByRole('button', { name: 'Co-sign' }).click();
  await arrives(reader, /^Co-signed/);
  assert.deepEqual(await offered(reader), [TABLET]);
  await allSaved(reader);

  // The prescriber signs in his own role on his own device.
  const { page: clinic } = piet;
  await clinic.getByRole('link', { name: 'Today', exact: true }).click();
  await clinic.getByRole('main').getByRole('link', { name: /^Sign plan/ }).waitFor({ timeout: 60_000 });
  await clinic.getByText('Version 1 waits for your signature as prescriber.').waitFor();
  await openPlan(clinic);
  await arrives(clinic, /^Co-signed/);
  await owed(clinic, 'Prescriber');
  assert.deepEqual(await offered(clinic), ['Sign as prescriber', TABLET]);
  await signsAs(clinic, 'prescriber');
  await arrives(clinic, /^Prescriber: signed/);
  await owed(clinic);
  const all = [
    'Ines Quill, CADC | Author',
    'Ruth Alder, LCSW | Co-signed',
    'Wren Maplethorn | Client: agrees | recorded by Ines Quill, CADC',
    'Ada Maplethorn, Mother | Guardian: agrees, with a code | recorded by Ines Quill, CADC',
    'Piet Sorrel, PMHNP | Prescriber: signed',
  ];
  assert.deepEqual(await signed(clinic), all);
  await axe(clinic);

  // The same on every device.
  for (const each of [reader, page]) {
    await arrives(each, /^Prescriber: signed/);
    await arrives(each, /^Co-signed/);
    await owed(each);
    assert.deepEqual(await signed(each), all);
    assert.deepEqual(await offered(each), [TABLET]);
  }
  await page.getByText('Active').first().waitFor();
  await allSaved(page);
  await axe(page);
  await aria(page, 'signatures-all', 'main');
});

/** Begins a version that follows the one in force, with another number of hours; ends at the draft, kept. */
async function revise(page, hours) {
  await act(page, 'Revise');
  await page.getByRole('heading', { name: 'Treatment plan, version 2' }).waitFor();
  await edit(page, 'level of care');
  await page.getByLabel('Hours per week').fill(String(hours));
  await page.getByText(/^Draft saved/).first().waitFor();
}

journey('a joined version: a supervisor and a prescriber sign what nobody owed before, and the client disagrees', { timeout: 400_000 }, async ({ device, server }) => {
  const { ines, ruth, piet } = await colleagues(device, { ines: QUILL, ruth: RUTH, piet: PIET }, { clients: [wren('ines', { team: ['ruth', 'piet'] })] });
  const [{ page }, { page: reader }, { page: clinic }] = [ines, ruth, piet];
  await openChart(page);
  await shortPlan(page);
  await owed(page, 'Client', 'Prescriber');
  await openPlan(reader);
  await owed(reader, 'Client', 'Prescriber');
  assert.deepEqual(await offered(reader), [TABLET]);

  // Two who revise at once: each signs a version after the first.
  await openPlan(clinic);
  await revise(clinic, 9);
  await revise(page, 12);
  await signApart(server, [clinic, page], HAND_OVER);
  // What a prescriber wrote, a prescriber has signed.
  await owed(clinic, 'Client');
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await openChart(page, /Wren Maplethorn/);
  await tab(page, 'Plan');
  await page.getByRole('link', { name: 'Merge them' }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Version 2 by Piet Sorrel/ }).click();
  await page.getByText('9 hours a week').first().waitFor();
  assert.deepEqual(await signed(page), ['Piet Sorrel, PMHNP | Author']);
  await owed(page, 'Client');
  await page.getByRole('link', { name: 'Merge them' }).click();
  await page.getByRole('heading', { name: 'Merge two versions' }).waitFor();
  await page.getByRole('radio', { name: /Ines Quill/ }).first().check();
  await page.getByRole('button', { name: 'Start the merged version' }).click();
  await page.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor();
  await page.getByText(/^Draft saved/).first().waitFor();
  await signBar(page);
  await page.getByRole('button', { name: HAND_OVER }).waitFor();
  await owed(page, 'Client', 'Supervisor', 'Prescriber');
  assert.deepEqual(await offered(page), [TABLET]);
  await allSaved(page);

  for (const [who, role, others] of [[reader, 'supervisor', ['Client', 'Prescriber']], [clinic, 'prescriber', ['Client']]]) {
    await who.getByRole('link', { name: 'Today', exact: true }).click();
    await openChart(who, /Wren Maplethorn/);
    await tab(who, 'Plan');
    // It holds from the supervisor's signature on; until then one of the two that stand side by side is shown first.
    if (role === 'supervisor') await who.getByRole('link', { name: /^(Read v|V)ersion 3$/ }).first().click({ timeout: 60_000 });
    await who.getByRole('heading', { name: 'Treatment plan, version 3' }).waitFor({ timeout: 60_000 });
    assert.deepEqual(await offered(who), [`Sign as ${role}`, TABLET]);
    await signsAs(who, role);
    await owed(who, ...others);
    await axe(who);
  }
  await arrives(page, /^Supervisor: signed/);
  await arrives(page, /^Prescriber: signed/);
  await owed(page, 'Client');

  // The client disagrees: with what, and told how to appeal. It is an answer, and the plan owes none any more.
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByRole('radio', { name: /^I do not agree/ }).check();
  await dialog.getByText('Your care continues, and you can appeal.').waitFor();
  await dialog.getByLabel('Use a code').check();
  await dialog.getByLabel('Your code').fill(CODE);
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await focused(page, 'signature-reason');
  await dialog.getByText(/is required/).waitFor();
  await dialog.getByText('Explain how to appeal first').waitFor();
  await axe(page);
  await dialog.getByLabel('What you disagree with, or why').fill('Twelve hours are too many beside school.');
  await dialog.getByLabel('How to appeal was explained').check();
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByText('Twelve hours are too many beside school.').waitFor();
  await dialog.getByLabel('Passphrase to sign').fill(PASS);
  await dialog.getByRole('button', { name: 'Record signature' }).click();
  await dialog.waitFor({ state: 'hidden' });
  for (const each of [page, reader, clinic]) {
    await arrives(each, /^Client: disagrees, with a code/);
    await arrives(each, 'Twelve hours are too many beside school. How to appeal was explained.');
    await owed(each);
  }
  assert.deepEqual(await signed(page), [
    'Ines Quill, CADC | Author',
    'Ruth Alder, LCSW | Supervisor: signed',
    'Piet Sorrel, PMHNP | Prescriber: signed',
    'Wren Maplethorn | Client: disagrees, with a code | recorded by Ines Quill, CADC',
  ]);
  await allSaved(page);
  await axe(page);
  await aria(page, 'signatures-joined', 'main');
});

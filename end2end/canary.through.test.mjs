// The same for all that runs through a chart: a text of its own in every field of the assessment, the diagnosis, the plan and
// each kind of note; afterwards none of them is where it must not be.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bin, found, journey } from './support.mjs';
import { fillNote, justNow, sessionDetails, sign } from './support/notes.mjs';
import { PASSPHRASE } from './support/people.mjs';
import { act, edit } from './support/plan.mjs';
import { assess, clientSigns, day, diagnose, plan, signBar } from './support/through.mjs';
import { INES, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

const run = promisify(execFile);
const unique = (word) => `${word} ${randomBytes(6).toString('hex')}`;
const PROGRAM = unique('Harbor');

journey('no word of the through-line reaches the server', { record: true, timeout: 400_000 }, async ({ server, device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { program: PROGRAM, clients: [wren('ines')] });
  const { page } = ines;
  const texts = [];
  const text = (word) => texts[texts.push(unique(word)) - 1];
  await openChart(page);

  await assess(page, { reason: text('reason'), finding: text('finding') });
  for (const told of await page.getByRole('radio', { name: 'Reported', exact: true }).all()) await told.check();
  assert.ok((await fillAll(page, text)) >= 15, 'an assessment has many fields');
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'entered in error' }).waitFor();

  await diagnose(page);
  await page.getByRole('link', { name: /^Change/ }).first().click();
  await page.getByRole('button', { name: 'Sign diagnosis' }).waitFor();
  assert.ok((await fillAll(page, text)) >= 2, 'evidence and a reason');
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Opioid use disorder, moderate/ }).waitFor();

  await plan(page, { words: text('words'), step: text('step'), done: text('done') });
  let filled = 0;
  const lists = {
    'problem 1': [], 'goal of problem 1': [], 'objective 1.1': [], 'strengths and supports': ['Add a strength'],
    'safety and coping skills': ['Add a trigger', 'Add harm reduction'], 'review, discharge, and aftercare': ['Add a discharge criterion'],
  };
  for (const [line, buttons] of Object.entries(lists)) {
    await edit(page, line);
    for (const list of buttons) await page.getByRole('button', { name: list }).click();
    filled += await fillAll(page, text);
  }
  assert.ok(filled > 10, 'a plan has many fields');
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await clientSigns(page, { words: text('client') });
  await page.getByText(/^Client: agrees/).waitFor();
  await act(page, 'Report an event');
  const happened = page.getByRole('dialog');
  await happened.getByLabel('What happened').selectOption({ label: 'Job loss' });
  await happened.getByLabel('When').fill(day(-1));
  await happened.getByLabel('Details').fill(text('event'));
  await happened.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await happened.getByRole('button', { name: 'Record event' }).click();
  await happened.waitFor({ state: 'hidden' });
  await act(page, 'Reviewed, no change');
  const review = page.getByRole('dialog');
  await review.getByLabel('Reason for no change').fill(text('review'));
  await review.getByLabel('Next review').fill(day(20));
  await review.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await review.getByRole('button', { name: 'Sign review' }).click();
  await review.waitFor({ state: 'hidden' });

  const kinds = [['Individual session', 'PIRP'], ['Family session', 'GIRP'], ['Crisis'], ['Case management'], ['Collateral contact']];
  for (const [kind, format] of kinds) {
    await tab(page, 'Notes');
    await page.getByRole('link', { name: 'New note' }).first().click();
    await sessionDetails(page);
    await page.getByLabel('Type of service').selectOption({ label: kind });
    await fillNote(page, { sections: {}, when: justNow(), format });
    for (const risk of await page.getByRole('article').getByRole('radio', { name: 'Reported', exact: true }).all()) await risk.check();
    assert.ok((await fillAll(page, text)) > 3, `a note about ${kind} has its fields`);
    await page.getByText(/^Draft saved/).waitFor();
    await sign(page);
  }
  await allSaved(page);

  await ines.device.close();
  await server.stop();
  const dump = join(server.data, '..', 'export.surql');
  await run(bin('throughline'), ['export', '--data', server.data, dump]);
  for (const place of [server.data, dump, server.traffic]) {
    assert.notDeepEqual(await found(place, [PROGRAM]), [], `the search finds what is in ${place}`);
    assert.deepEqual(await found(place, texts), []);
  }
  assert.deepEqual(await found(server.log, texts), []);
  const kept = join(ines.device.folder, 'Default', 'IndexedDB');
  assert.notDeepEqual(await found(kept, [PROGRAM]), [], 'the search finds what is on the device');
  assert.deepEqual(await found(kept, texts), []);
});

/** Writes a text of its own into every empty field for words that is on the page; resolves with how many there were. */
async function fillAll(page, text) {
  let count = 0;
  for (const field of await page.getByRole('main').locator('textarea, input:not([type]), input[type=text]').all()) {
    if (!(await field.isVisible()) || !(await field.isEditable()) || (await field.inputValue()) !== '') continue;
    if ((await field.getAttribute('role')) === 'combobox') continue;
    await field.fill(text('field'));
    count += 1;
  }
  return count;
}

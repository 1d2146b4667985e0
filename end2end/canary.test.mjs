// Nothing that was written about a client, and no key, is ever where it must not be: not at the server, not on the way.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { axe, bin, found, journey } from './support.mjs';
import { fillNote, justNow, sign } from './support/notes.mjs';
import { INES, RUTH, allSaved, enrolled, openChart, tab, takeIn } from './support/work.mjs';

const run = promisify(execFile);
const unique = (word) => `${word} ${randomBytes(6).toString('hex')}`;

/** A text of its own for each of these. */
const each = (...names) => Object.fromEntries(names.map((name) => [name, unique(name)]));

const PROGRAM = unique('Harbor');
const PASS = each('admin', 'ines', 'ruth');
const NAMES = each('Given name', 'Family name', 'Goes by', 'Pronouns');
const FIELDS = each('Program', 'Postal address', 'Words to use', 'Do not contact', 'Allergies');
const EMERGENCY = { 'Name': unique('Uncle'), 'Relationship to client': unique('mother’s brother') };
const REACH = { Telephone: `+1 607 555 ${digits(4)} ${digits(4)}`, Email: `w${randomBytes(6).toString('hex')}@example.org` };
const SECTIONS = each('Data', 'Assessment', 'Plan');
const RISKS = each('suicide', 'homicide', 'overdose', 'withdrawal');
const NOTE = each('Location', 'Toxicology', 'Reason for late entry');
const COMPANY = { name: unique('Aunt'), relation: unique('neighbor') };
const SAID = each('comment', 'revision', 'addendum', 'addendum reason', 'withdrawal reason', 'draft', 'edited');

const clinical = [NAMES, FIELDS, EMERGENCY, REACH, SECTIONS, RISKS, NOTE, COMPANY, SAID].flatMap((all) => Object.values(all));

function digits(count) {
  return String(randomBytes(4).readUInt32BE() % 10 ** count).padStart(count, '0');
}

journey('no word about a client and no key reaches the server', { record: true, timeout: 300_000 }, async ({ server, device, t }) => {
  const people = { ines: { ...INES, passphrase: PASS.ines }, ruth: { ...RUTH, passphrase: PASS.ruth } };
  const { admin, ines, ruth } = await enrolled(device, people, { program: PROGRAM, passphrase: PASS.admin });
  await admin.device.close();
  const client = `${NAMES['Goes by']} ${NAMES['Family name']}`;

  // Everything a counselor can type.
  const { page } = ines;
  await writeProfile(page);
  await takeIn(page, RUTH, PASS.ines);
  await tab(page, 'Profile');
  await page.getByLabel('Words to use').fill(SAID.edited);
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByText('Profile saved.').waitFor();
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await writeWholeNote(page);
  await sign(page, PASS.ines);
  await allSaved(page);

  // Everything a supervisor can type.
  const desk = ruth.page;
  await desk.getByRole('link', { name: /^Review/ }).first().click();
  await desk.getByRole('link', { name: new RegExp(NAMES['Family name']) }).first().click();
  for (const text of [...Object.values(SECTIONS), ...Object.values(RISKS), ...Object.values(COMPANY)]) {
    await desk.getByText(text).first().waitFor();
  }
  await desk.getByLabel('Your comment').fill(SAID.comment);
  await desk.getByLabel('Passphrase to sign').fill(PASS.ruth);
  await desk.getByRole('button', { name: 'Return with 1 comment' }).click();
  await desk.getByText('Returned to the author with your comments.').waitFor();
  await allSaved(desk);

  // A revision, an addendum, a withdrawal; and a draft that nobody signs.
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: /^Revise returned/ }).click({ timeout: 60_000 });
  await page.getByText(SAID.comment).waitFor({ timeout: 60_000 });
  await fillNote(page, { sections: { Plan: `${SECTIONS.Plan}, ${SAID.revision}` } });
  await sign(page, PASS.ines);
  await statement(page, 'Add addendum', 'Sign addendum', { text: SAID.addendum, reason: SAID['addendum reason'] });
  await page.getByText(SAID.addendum).waitFor();
  await statement(page, 'Mark as entered in error', 'Mark as entered in error', { reason: SAID['withdrawal reason'] });
  await page.getByText(SAID['withdrawal reason']).waitFor();
  await axe(page);
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await fillNote(page, { sections: { Data: SAID.draft }, format: 'DAP' });
  await allSaved(page);
  await openChart(desk, client);
  await desk.getByText('Entered in error').first().waitFor({ timeout: 60_000 });
  await axe(desk);

  await ines.device.close();
  await ruth.device.close();
  await server.stop();
  const dump = join(server.data, '..', 'export.surql');
  await run(bin('throughline'), ['export', '--data', server.data, dump]);

  const keys = [admin.custodian, ...[admin, ines, ruth].flatMap(({ secretKey }) => [secretKey, secretKey.replaceAll('-', '')])];
  const forbidden = [...clinical, ...Object.values(PASS), ...keys];
  for (const place of [server.data, dump, server.traffic]) {
    assert.notDeepEqual(await found(place, [PROGRAM]), [], `the search finds what is in ${place}`);
    assert.deepEqual(await found(place, forbidden), []);
  }
  assert.notDeepEqual(await found(server.log, ['/api/v1/push']), [], 'the search finds what is in the log');
  assert.deepEqual(await found(server.log, [...forbidden, PROGRAM]), []);

  // On the devices it is sealed. Of the keys only the Secret Key is there, which opens nothing without the passphrase.
  for (const { device: own } of [ines, ruth]) {
    const kept = join(own.folder, 'Default', 'IndexedDB');
    assert.notDeepEqual(await found(kept, [PROGRAM]), [], 'the search finds what is on the device');
    assert.deepEqual(await found(kept, [...clinical, ...Object.values(PASS)]), []);
    const elsewhere = await found(own.folder, [...clinical, ...Object.values(PASS)]);
    for (const { text, file } of elsewhere) t.diagnostic(`the browser itself wrote “${text}” into ${file.slice(own.folder.length)}`);
    assert.deepEqual(elsewhere, [], 'the browser’s own files: form history, passwords, sessions');
  }
});

async function writeProfile(page) {
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('link', { name: 'New client' }).first().click();
  await page.getByLabel('Allergies assessed').check();
  for (const [label, text] of Object.entries({ ...NAMES, ...FIELDS, ...REACH })) {
    await page.getByLabel(label, { exact: true }).first().fill(text);
  }
  await page.getByLabel('Birth date').fill('1992-03-04');
  await page.locator('#emergency-contact').fill(EMERGENCY.Name);
  await page.locator('#emergency-relation').fill(EMERGENCY['Relationship to client']);
  await page.locator('#emergency-phone').fill(REACH.Telephone);
  await axe(page);
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByRole('navigation', { name: /^Chart of/ }).waitFor();
}

async function writeWholeNote(page) {
  const { start, end } = justNow();
  const day = new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10);
  await fillNote(page, { sections: SECTIONS, when: { day, start, end }, format: 'DAP' });
  await page.getByLabel('Location').fill(NOTE.Location);
  for (const [item, text] of Object.entries(RISKS)) {
    await page.locator(`#ask-${item}-present`).check();
    await page.locator(`#risk-${item}`).fill(text);
  }
  await page.getByRole('button', { name: 'Add person' }).click();
  const company = page.getByRole('group', { name: 'Others present' });
  await company.getByLabel('Name', { exact: true }).fill(COMPANY.name);
  await company.getByLabel('Relationship to the client').fill(COMPANY.relation);
  await page.getByLabel('Toxicology').fill(NOTE.Toxicology);
  await page.getByLabel('Reason for late entry').fill(NOTE['Reason for late entry']);
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
}

/** Adds a signed statement to the note that is open. */
async function statement(page, button, word, { text, reason }) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (text) await dialog.getByLabel('Addendum', { exact: true }).fill(text);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel(/passphrase/i).fill(PASS.ines);
  await dialog.getByRole('button', { name: word }).click();
  await dialog.waitFor({ state: 'hidden' });
}

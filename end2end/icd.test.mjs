// A newer list of diagnosis codes: an administrator loads the order file, sees what changes, signs; every device uses it, offline too.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { axe, journey, root } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { day } from './support/through.mjs';
import { INES, allSaved, offline, openChart, staff, tab, wren } from './support/work.mjs';

/** The first day of this month, as a date field has it. */
const FROM = `${day(0).slice(0, 8)}01`;

/** A made-up order file in the official columns: the list of today without F68.A, with a code that nobody has. */
async function orderFile() {
  const data = await readFile(resolve(root, 'app/clinical/data/icd10cm.txt'), 'utf8');
  const rows = data.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
  const kept = rows.filter(([code]) => code !== 'F68.A').map(([code, flag, title, , , , until]) => [code, until ? '0' : flag, title]);
  kept.push(['F12.24', '1', 'Cannabis dependence with a made-up disorder']);
  kept.sort(([one], [other]) => (one < other ? -1 : 1));
  const line = ([code, flag, title], at) =>
    `${String(at + 1).padStart(5, '0')} ${code.replace('.', '').padEnd(7)} ${flag} ${title.slice(0, 60).trim().padEnd(60)} ${title}`;
  return kept.map(line).join('\r\n') + '\r\n';
}

const upload = (text) => ({ name: 'icd10cm-order-2027.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });

/** A coded diagnosis, begun or taken up again, as far as its code. */
async function coded(page, code) {
  await page.getByRole('link', { name: /^(Add a diagnosis|Continue the diagnosis you started)/ }).click();
  await page.getByRole('radio', { name: /Other condition/ }).check();
  await page.getByRole('combobox', { name: 'Diagnosis' }).fill(code);
  await page.getByRole('combobox', { name: 'Diagnosis' }).press('Tab');
}

/** Says how sure the diagnosis is, and signs it. */
async function signAs(page, status) {
  await page.getByLabel('Status').selectOption(status);
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
}

journey('a newer list of codes reaches every device', { timeout: 240_000 }, async ({ device, server }) => {
  const all = await staff(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const own = all.ines.page;
  await openChart(own);
  await tab(own, 'Diagnoses');
  await coded(own, 'F68.A');
  await signAs(own, 'confirmed');
  await own.getByRole('heading', { name: /Factitious disorder/ }).waitFor();
  await own.getByText(/^Codes: ICD-10-CM FY/).waitFor(); // no banner while a release is in force
  await coded(own, 'F12.24');
  await own.getByText('This code is not in the list.').first().waitFor();
  await allSaved(own);

  const { page } = all.admin;
  await page.getByRole('link', { name: 'Settings' }).click();
  const list = page.getByRole('region', { name: 'Diagnosis codes (ICD-10-CM)' });
  await list.getByText('Current', { exact: true }).waitFor();
  const text = await orderFile();
  const input = page.getByLabel('Choose the order file');
  await input.setInputFiles(upload(text.replace(/^00002 /m, '00003 ')));
  await list.getByText('Line 2: The order number is not the next one.').waitFor();
  await axe(page);
  await input.setInputFiles(upload(text));
  await list.getByText(/^The file fits: \d+ lines, \d+ codes\./).waitFor();
  await list.getByLabel('Valid from').fill(day(0).endsWith('-02') ? `${day(0).slice(0, 8)}03` : `${day(0).slice(0, 8)}02`);
  await list.getByText('A release begins on the first day of a month.').waitFor();
  assert.equal(await list.getByRole('button', { name: 'Sign the code list' }).count(), 0);
  await list.getByLabel('Valid from').fill(FROM);
  await list.getByText(/^New code from .*: F12\.24 Cannabis dependence with a made-up disorder\./).waitFor();
  await list.getByText(/^F68\.A .*: retired on /).waitFor();
  await axe(page);
  await list.getByRole('button', { name: 'Sign the code list' }).click();
  await list.getByText(/^Loaded: ICD-10-CM FY/).waitFor();
  await list.getByText(/^Signed by Ada Demo/).waitFor();
  await axe(page);

  // Her device has it after its next sync, and uses it while the server is away.
  await own.goto(new URL('/settings', own.url()).href);
  await unlock(own);
  await own.getByText(/^Loaded: ICD-10-CM FY/).waitFor({ timeout: 60_000 });
  await openChart(own, /Maplethorn/);
  await tab(own, 'Diagnoses');
  await own.getByRole('heading', { name: /Factitious disorder imposed on another, retired on / }).waitFor();
  await server.stop();
  await offline(own, 0);
  await coded(own, 'F12.24');
  assert.match(await own.getByRole('combobox', { name: 'Diagnosis' }).inputValue(), /^F12\.24 Cannabis/);
  await signAs(own, 'provisional');
  await own.getByRole('heading', { name: /made-up disorder/ }).waitFor();
  await axe(own);
});

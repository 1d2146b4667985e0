// What a page says when something is refused: which field, what happened, what is asked for.
import assert from 'node:assert/strict';
import { axe, focused, journey } from './support.mjs';
import { PASSPHRASE, unlock } from './support/people.mjs';
import { INES, RUTH, allSaved, openChart, staff, tab, wren } from './support/work.mjs';

/** What is said about the field with this label, which is marked. */
async function saidOf(page, field) {
  await page.waitForFunction((one) => one.getAttribute('aria-invalid') === 'true', await field.elementHandle());
  return field.evaluate((one) => one.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
}

journey('a refusal names its field, says what happened, and asks for what is missing', { timeout: 240_000 }, async ({ device }) => {
  const { admin, ines } = await staff(device, { ines: { ...INES, trainee: false }, ruth: RUTH }, { clients: [wren('ines')] });
  await allSaved(admin.page);

  // A name that nobody can have, at sign-in: beside its field, before the server is asked.
  const gate = await (await device('noor')).visit('/');
  await gate.getByRole('button', { name: 'This device is new' }).click();
  const login = gate.getByLabel('Sign-in name');
  await login.fill('ines quill');
  await gate.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await gate.getByLabel('Secret Key').fill(ines.secretKey);
  await gate.getByRole('button', { name: 'Sign in' }).click();
  assert.match(await saidOf(gate, login), /^No account has this sign-in name\. Check your kit\./);
  await focused(gate, 'login');
  await axe(gate);

  // A passphrase that was not typed is asked for: at the gate, and where something is signed.
  const { page } = ines;
  await allSaved(page);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  await passphrase.waitFor();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  assert.match(await saidOf(page, passphrase), /^Enter your passphrase\./);
  await focused(page, 'passphrase');
  await unlock(page);
  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'End access of Ruth Alder' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'End access' }).click();
  assert.match(await saidOf(admin.page, dialog.getByLabel('Passphrase to sign')), /^Enter your passphrase to sign\./);
  await axe(admin.page);

  // A chart that is not here: what that can mean, and what to do.
  const chart = await openChart(page);
  await page.goto(new URL(`${chart.slice(0, -12)}000000000000`, page.url()).href);
  await unlock(page);
  const gone = 'This is not on this device. You may not be on its care team, or this device’s data was cleared: sync, then look again.';
  await page.getByText(gone).first().waitFor();
  await axe(page);

  // What must be there is named; marked fields are mentioned where fields are marked.
  await openChart(page);
  await tab(page, 'Profile');
  const given = page.getByLabel('Given name');
  await given.fill('\u200B'.repeat(30)); // characters that nobody sees are no name
  await page.getByRole('button', { name: 'Save profile' }).click();
  assert.match(await saidOf(page, given), /^Given name is required\./);
  await page.getByText('Check the marked fields. Nothing you typed is lost.').waitFor();
  assert.equal(await page.locator('[aria-invalid=true]').count(), 1);

  // Once it is corrected, nothing is marked, and nothing speaks of marked fields.
  await given.fill('Wren');
  await page.getByText('Check the marked fields.').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
});

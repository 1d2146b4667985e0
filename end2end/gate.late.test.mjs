// Who comes too late at the gate: a first set-up that another device finished, and an invitation that ends while its form is open.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { aria, axe, fits, journey } from './support.mjs';
import { PASSPHRASE, confirm, invite, opened, signIn } from './support/people.mjs';
import { prepare } from './support/prepared.mjs';

const PASSPHRASES = ['Passphrase', 'Passphrase, again'];
const field = (page, label) => page.getByLabel(label, { exact: true });

async function fill(page, typed) {
  for (const [label, text] of Object.entries(typed)) await field(page, label).fill(text);
  for (const label of PASSPHRASES) await field(page, label).fill(PASSPHRASE);
}

async function kept(page, typed) {
  for (const [label, text] of Object.entries(typed)) assert.equal(await field(page, label).inputValue(), text, label);
}

journey('of two who set up a program at once, the second is told and signs in or asks for an invitation', { timeout: 240_000 }, async ({ device }) => {
  const typed = (name, login) => ({ Program: 'Harbor Row', 'Your name': name, 'Sign-in name': login });
  const [ada, noor] = [await device('ada'), await device('noor')];
  noor.allow(/status of 409/);
  const [first, second] = [await ada.visit('/'), await noor.visit('/')];
  await fill(first, typed('Ada Demo', 'ada'));
  await fill(second, typed('Noor Demo', 'noor'));
  const press = (page) => page.getByRole('button', { name: 'Set up' }).click();
  await Promise.all([press(first), press(second)]);

  // Whichever the server heard first has the program.
  const founded = (page) => page.getByRole('heading', { name: 'Custodian kit', level: 1 }).waitFor().then(() => page);
  const winner = await Promise.any([founded(first), founded(second)]);
  const [loser, mine] = winner === first ? [second, typed('Noor Demo', 'noor')] : [first, typed('Ada Demo', 'ada')];
  const said = loser.getByText('This program was just set up on another device', { exact: false });
  await said.waitFor();
  await kept(loser, mine);
  await axe(loser);
  await fits(loser);
  // Pressed again, it says the same: nothing was set up twice.
  for (const label of PASSPHRASES) await field(loser, label).fill(PASSPHRASE);
  await press(loser);
  await said.waitFor();
  await loser.reload();
  await loser.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await loser.getByText('Connected to Harbor Row').waitFor();
  await loser.getByRole('button', { name: 'I have an invitation code' }).waitFor();
  await axe(loser);
});

journey('an invitation that ends while its form is open says so, and what was typed goes with another code', { timeout: 240_000 }, async ({ server, device }) => {
  const { admin, invitations } = await prepare(server, {}, { invitations: [{ name: 'Tobias Lantern', role: 'Counselor', seconds: 30 }] });
  const [{ code, expires }] = invitations;
  const tobias = await device('tobias');
  tobias.allow(/status of 410/);
  const page = await tobias.visit('/');
  const read = async (code) => {
    await page.getByLabel('Invitation code').fill(code);
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await page.getByRole('heading', { name: 'Welcome to Harbor Row', level: 1 }).waitFor();
  };
  await page.getByRole('button', { name: 'I have an invitation code' }).click();
  await read(code);
  const typed = { 'Sign-in name': 'tobias', Passphrase: PASSPHRASE, 'Passphrase, again': PASSPHRASE };
  await fill(page, { 'Sign-in name': 'tobias' });
  await axe(page);
  await pause(expires + 1_000 - Date.now());

  await page.getByRole('button', { name: 'Make my keys' }).click();
  await page.getByRole('alert').getByText('This invitation has ended. Ask your administrator for a new code.').waitFor();
  await kept(page, typed);
  await axe(page);
  await aria(page, 'gate-invitation-ended');
  await fits(page);

  // A code that ended is not read, either; a new one takes what was typed.
  await page.getByRole('button', { name: 'Use another code' }).click();
  await page.getByLabel('Invitation code').fill(code);
  await page.getByRole('button', { name: 'Read the invitation' }).click();
  await page.getByText('This invitation has ended. Ask your administrator for a new code.').waitFor();
  const office = await signIn(await device('ada'), admin);
  await read(await invite(office, { name: 'Tobias Lantern', role: 'Counselor' }));
  await kept(page, typed);
  await page.getByRole('button', { name: 'Make my keys' }).click();
  await page.getByRole('heading', { name: 'Your Secret Key', level: 1 }).waitFor();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await confirm(office, 'Tobias Lantern');
  await opened(page);
});

// What people do, as they would do it: by labels and buttons. Everyone here is made up.
export const PASSPHRASE = 'violet harbor lantern stone';

/** First set-up of a program; resolves at the administrator's desk with what was shown to print. */
export async function setUp(device, { program = 'Harbor Row', name = 'Ada Demo', login = 'ada', passphrase = PASSPHRASE } = {}) {
  const page = await device.visit('/');
  await page.getByLabel('Program', { exact: true }).fill(program);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase, again').fill(passphrase);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { name: 'Custodian kit', level: 1 }).waitFor();
  const custodian = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(await page.locator('main').innerText())[0];
  await page.getByLabel('Printed and put away in a safe').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  const secretKey = await finishKit(page);
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
  return { page, custodian, secretKey, login, passphrase, name };
}

/** Confirms a Secret Key kit as printed. */
async function finishKit(page) {
  await page.getByRole('heading', { name: 'Your Secret Key', level: 1 }).waitFor();
  const secretKey = /TL1-[0-9A-Z-]+/.exec(await page.locator('main').innerText())[0];
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  return secretKey;
}

/** Invites someone from the people page; resolves with the one-time code. */
export async function invite(page, { name, role, credential = '', trainee = false }, passphrase = PASSPHRASE) {
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name, as colleagues').fill(name);
  if (credential) await dialog.getByLabel('Credential').fill(credential);
  await dialog.getByRole('radio', { name: role }).check();
  if (trainee) await dialog.getByLabel(/training/).check();
  await dialog.getByLabel('Passphrase to sign').fill(passphrase);
  await dialog.getByRole('button', { name: 'Create invitation' }).click();
  const code = dialog.getByText(/TLI-[0-9A-Z-]+/).first();
  await code.waitFor();
  const text = /TLI-[0-9A-Z-]+/.exec(await dialog.innerText())[0];
  await dialog.getByRole('button', { name: 'I have given it to them' }).click();
  return text;
}

/** Uses a code in someone's own browser; resolves when only the administrator's confirmation is missing. */
export async function enroll(device, code, { login, passphrase = PASSPHRASE }) {
  const page = await device.visit('/');
  await page.getByRole('button', { name: 'I have an invitation code' }).click();
  await page.getByLabel('Invitation code').fill(code);
  await page.getByRole('button', { name: 'Read the invitation' }).click();
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase, again').fill(passphrase);
  await page.getByRole('button', { name: 'Make my keys' }).click();
  const secretKey = await finishKit(page);
  return { page, secretKey, login, passphrase };
}

/** The administrator signs a waiting enrollment into the directory. */
export async function confirm(page, name, passphrase = PASSPHRASE) {
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: new RegExp(`Confirm.*${name}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(name, { exact: true }).first().waitFor();
  await dialog.getByLabel('Passphrase to sign').fill(passphrase);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('list', { name: /In the program/ }).getByText(name).first().waitFor();
}

/** The desk of someone whose enrollment was confirmed opens by itself. */
export async function opened(page) {
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

/** Unlocks with the passphrase. */
export async function unlock(page, passphrase = PASSPHRASE) {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

/** Signs in on a device that is new, with the printed Secret Key; resolves at the desk. */
export async function signIn(device, { login, secretKey, passphrase = PASSPHRASE }) {
  const page = await device.visit('/');
  await page.getByRole('button', { name: 'This device is new' }).click();
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Secret Key').fill(secretKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await opened(page);
  return page;
}

// The gate: plain words for each way not to get in, locking by hand and by idleness, new devices, a second tab.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { aria, axe, journey } from './support.mjs';
import { fillNote, sessionDetails } from './support/notes.mjs';
import { PASSPHRASE, setUp, unlock } from './support/people.mjs';
import { INES, allSaved, colleagues, offline, openChart, state, wren } from './support/work.mjs';

const OTHER = { program: 'Cedar Court', name: 'Noor Demo', login: 'noor', passphrase: 'copper meadow thimble rain' };

const lock = (page) => page.getByRole('button', { name: 'Lock', exact: true }).click();
const welcome = (page) => page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
const alert = (page) => page.getByRole('alert').innerText();

/** Tries to unlock; resolves with what the gate says. */
async function refusal(page, passphrase) {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('alert').waitFor();
  return alert(page);
}

/** Tries to sign in with a Secret Key; resolves with what the gate says beside it. */
async function keyRefusal(page, secretKey, before) {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Secret Key').fill(secretKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasNotText: before }).waitFor();
  // The focus goes to the field in the next frame; what is typed before that would land there.
  await page.locator('#secret-key:focus').waitFor();
  return alert(page);
}

/** Takes the Secret Key out of what the device keeps, as a browser that clears some of its data might. */
const loseSecretKey = (page) =>
  page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('throughline'));
    const table = database.transaction('account', 'readwrite').objectStore('account');
    const [key] = await done(table.getAllKeys());
    const account = JSON.parse(new TextDecoder().decode(await done(table.get(key))));
    account.secret_key = null;
    await done(table.put(new TextEncoder().encode(JSON.stringify(account)), key));
    database.close();
  });

journey('each way not to get in has its own plain words', { timeout: 240_000 }, async ({ server, device, folder }) => {
  const ada = await device('ada');
  let { page, secretKey } = await setUp(ada);
  await allSaved(page);
  await ada.kept();

  // Another program at the same address, with its own people and keys.
  const home = server.data;
  await server.stop();
  server.data = join(folder, 'elsewhere');
  await server.restart();
  const noor = await device('noor');
  const { secretKey: foreign } = await setUp(noor, OTHER);
  await noor.close();

  await ada.close();
  await ada.reopen();
  page = await ada.visit('/');
  await welcome(page);
  const elsewhere = await refusal(page, PASSPHRASE);
  assert.match(elsewhere, /belongs to another server or program/);
  await welcome(page);
  await axe(page);
  await aria(page, 'gate-other-server');

  await server.stop();
  server.data = home;
  await server.restart();
  page = await ada.visit('/');
  await welcome(page);
  const wrongPassphrase = await refusal(page, 'violet harbor lantern stove');
  assert.match(wrongPassphrase, /passphrase does not open your keys/);
  await axe(page);
  await aria(page, 'gate-wrong-passphrase');

  await loseSecretKey(page);
  const missing = await refusal(page, PASSPHRASE);
  assert.match(missing, /does not have your Secret Key/);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  assert.equal(await page.getByLabel('Sign-in name').inputValue(), 'ada');
  await axe(page);
  await aria(page, 'gate-missing-key');

  const torn = await keyRefusal(page, secretKey.slice(0, -1), missing);
  assert.match(torn, /not a whole Secret Key/);
  const wrongKey = await keyRefusal(page, foreign, torn);
  assert.match(wrongKey, /belongs to another account/);
  await axe(page);
  await aria(page, 'gate-wrong-key');
  assert.equal(new Set([elsewhere, wrongPassphrase, missing, torn, wrongKey]).size, 5);

  // The right key mends it, and is kept.
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Secret Key').fill(secretKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await allSaved(page);
  await lock(page);
  await welcome(page);
  await unlock(page);
});

journey('locking by hand and by idleness brings back to the same place, with or without the server', { timeout: 240_000 }, async ({ server, device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  const { page } = ines;
  const chart = await openChart(page);
  await allSaved(page);
  await ines.device.kept();
  await page.clock.install();
  await ines.device.visit(`${chart}/notes/new`);
  await unlock(page);
  await page.getByRole('textbox', { name: 'Data', exact: true }).waitFor();
  await sessionDetails(page);
  await page.getByRole('radio', { name: 'DAP', exact: true }).check();
  const data = page.getByRole('article').getByRole('textbox', { name: 'Data', exact: true });
  const place = page.url();

  // By hand, in the middle of a word.
  await data.fill('Locked in the middle of');
  await lock(page);
  await welcome(page);
  assert.equal(await page.getByText('Locked in the middle of').count(), 0);
  await unlock(page);
  assert.equal(page.url(), place);
  await page.waitForFunction(() => document.querySelector('article textarea')?.value === 'Locked in the middle of');

  // By idleness, after a question that must be answered.
  await fillNote(page, { sections: { Data: 'Locked in the middle of a thought.' } });
  await page.clock.fastForward('09:30');
  const warning = page.getByRole('dialog', { name: 'Still there?' });
  await warning.getByText(/^Locking in \d+ s$/).waitFor();
  await axe(page);
  await warning.getByRole('button', { name: 'Stay' }).click();
  await warning.waitFor({ state: 'hidden' });
  await page.clock.fastForward('09:30');
  await warning.waitFor();
  await page.clock.fastForward('01:00');
  await welcome(page);
  await page.getByText('locked', { exact: true }).waitFor();
  await axe(page);
  await aria(page, 'gate-locked');
  await unlock(page);
  assert.equal(page.url(), place);
  await page.waitForFunction(() => document.querySelector('article textarea')?.value === 'Locked in the middle of a thought.');

  // Without the server.
  await server.stop();
  await lock(page);
  await page.getByText('The server cannot be reached. You can unlock and work').waitFor();
  await unlock(page);
  await page.waitForFunction(() => document.querySelector('article textarea')?.value === 'Locked in the middle of a thought.');
  await offline(page, 0);
  await server.restart();
  await page.clock.fastForward('00:21');
  await state(page).getByText('Online', { exact: true }).waitFor();
  await axe(page);
});

journey('a reload or a refusal at the first set-up empties the passphrase and nothing else', { timeout: 240_000 }, async ({ server, device }) => {
  const ada = await device('ada');
  const page = await ada.visit('/');
  const typed = { Program: 'Harbor Row', 'Your name': 'Ada Demo', 'Credential, if you have one': 'LCSW', 'Sign-in name': 'ada' };
  const passphrase = async () => {
    for (const label of ['Passphrase', 'Passphrase, again']) await page.getByLabel(label, { exact: true }).fill(PASSPHRASE);
  };
  const kept = async () => {
    await page.getByRole('heading', { name: 'Set up a program', level: 1 }).waitFor();
    for (const [label, text] of Object.entries(typed)) assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), text, label);
    for (const label of ['Passphrase', 'Passphrase, again']) assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), '', label);
  };
  const remembered = () => page.evaluate(() => Object.values(sessionStorage).join('\n'));
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text);
  await passphrase();
  assert.ok(!(await remembered()).includes(PASSPHRASE), 'a secret is not remembered');
  await page.reload();
  await kept();

  await server.stop();
  await passphrase();
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('alert').waitFor();
  await kept();
  await axe(page);

  await server.restart();
  await passphrase();
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { name: 'Custodian kit', level: 1 }).waitFor();
  assert.equal(await remembered(), '', 'answered, and forgotten');
});

journey('a reload at the custodian kit loses no kit', { timeout: 240_000 }, async ({ device }) => {
  const ada = await device('ada');
  const page = await ada.visit('/');
  await page.getByLabel('Program', { exact: true }).fill('Harbor Row');
  await page.getByLabel('Your name').fill('Ada Demo');
  await page.getByLabel('Sign-in name').fill('ada');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase, again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { name: 'Custodian kit', level: 1 }).waitFor();
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(await page.locator('main').innerText())[0];
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('heading', { name: 'Print your kits', level: 1 }).waitFor();
  await page.getByText(identity).waitFor();
  await page.getByText(/TL1-[0-9A-Z-]+/).waitFor();
  await axe(page);
  await page.getByRole('checkbox', { name: /Printed and put away/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.goto(new URL('/outbox', page.url()).href);
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('link', { name: 'Show your Secret Key' }).click();
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Show Secret Key' }).click();
  await page.getByText(/TL1-[0-9A-Z-]+/).waitFor();
  await axe(page);
});

journey('a new device opens with the printed kit', { timeout: 240_000 }, async ({ device }) => {
  const ada = await device('ada');
  const { secretKey } = await setUp(ada);
  await ada.close();

  const laptop = await device('laptop');
  const page = await laptop.visit('/');
  await page.getByText('Connected to Harbor Row').waitFor();
  await axe(page);
  await aria(page, 'gate-new-device');
  await page.getByLabel('Sign-in name').fill('ada');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('This device is new').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill('violet harbor lantern stove');
  await page.getByLabel('Secret Key').fill(secretKey);
  laptop.allow(/status of 401/);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('passphrase does not open your keys').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.getByRole('list', { name: /^In the program/ }).getByText('Ada Demo').waitFor();
  await allSaved(page);
  await axe(page);
});

journey('a second tab is told, and can take over', { timeout: 240_000 }, async ({ device }) => {
  const ada = await device('ada');
  const { page } = await setUp(ada);
  const second = await ada.visit('/', await ada.newTab());
  const told = (tab, timeout = 30_000) => tab.getByRole('heading', { name: 'Throughline is open in another tab', level: 1 }).waitFor({ timeout });
  await told(second);
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
  await axe(second);
  await aria(second, 'gate-another-tab');
  await second.getByRole('button', { name: 'Take over here' }).click();
  await welcome(second);
  await told(page, 8_000); // at once, not with its next look at the server
  await unlock(second);
  await second.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await axe(page);
  await axe(second);
  await page.getByRole('button', { name: 'Take over here' }).click();
  await welcome(page);
  await told(second);
});

journey('a page that the browser puts aside gives up the vault at once, and comes back locked', { timeout: 240_000 }, async ({ device }) => {
  const ada = await device('ada');
  const { page } = await setUp(ada);
  await allSaved(page);
  const told = (tab) => tab.getByRole('heading', { name: 'Throughline is open in another tab', level: 1 }).waitFor();
  const aside = (name) => page.evaluate((name) => { dispatchEvent(new PageTransitionEvent(name, { persisted: true })); }, name);

  // As the back-forward cache does it: no key is left in the page, and the next one has the vault without waiting for an answer.
  await aside('pagehide');
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor({ state: 'detached' });
  const second = await ada.visit('/', await ada.newTab());
  await second.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor({ timeout: 2_500 }); // a page that only sleeps is given 3 s
  await unlock(second);
  await aside('pageshow');
  await told(page);
  await page.close();

  // Another address in the same tab, and back.
  await second.getByRole('link', { name: 'Settings' }).click();
  await second.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await ada.visit('/outbox', second);
  await welcome(second);
  await unlock(second);
  await second.goBack();
  await welcome(second);
  await unlock(second);
  await second.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await second.goForward();
  await welcome(second);
});

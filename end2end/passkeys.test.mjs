// Passkeys, with Chromium's virtual authenticator: what one opens and signs, with and without the server, and what it does not.
import assert from 'node:assert/strict';
import { aria, axe, fits, journey } from './support.mjs';
import { PASS, writeNote } from './support/notes.mjs';
import { setUp, unlock } from './support/people.mjs';
import { INES, allSaved, colleagues, offline, openChart, tab, wren } from './support/work.mjs';

/** Passkeys belong to a name: the same machine, called by it. */
const byName = (server) => { server.url = server.url.replace('127.0.0.1', 'localhost'); };

const KIND = {
  protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'usb', hasResidentKey: true, hasUserVerification: true,
  isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true,
};

/** Plugs authenticators into the page's browser and pulls them out. */
async function authenticators(page) {
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  return {
    plug: async (changes = {}) => {
      const options = { ...KIND, ...changes };
      return (await wire.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
    },
    pull: (authenticatorId) => wire.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    verifies: (authenticatorId, isUserVerified) => wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** How often its passkeys were touched. */
    touches: async (authenticatorId) => {
      const { credentials } = await wire.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.reduce((sum, { signCount }) => sum + signCount, 0);
    },
  };
}

const lock = (page) => page.getByRole('button', { name: 'Lock', exact: true }).click();
const byPasskey = (page) => page.getByRole('button', { name: 'Unlock with passkey' });

async function open(page) {
  await page.getByRole('list', { name: 'State of your work' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Passkeys' }).click();
  await page.getByRole('heading', { name: 'Passkeys', level: 1 }).waitFor();
}

async function add(page, name) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Your passphrase').fill(PASS);
  await page.getByRole('button', { name: 'Add passkey' }).click();
}

const list = (page) => page.getByRole('list', { name: 'Passkeys on this device' });

journey('a passkey opens the device and signs, with and without the server', { timeout: 240_000 }, async ({ server, device }) => {
  byName(server);
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  const { page } = ines;
  await allSaved(page);
  await ines.device.kept();
  const plugged = await authenticators(page);
  const blue = await plugged.plug();

  await open(page);
  await page.getByText('No passkeys on this device').waitFor();
  await axe(page);
  await add(page, 'Blue key');
  await list(page).getByText('Blue key', { exact: true }).first().waitFor();
  await page.getByText('Your passphrase is asked for every 14 days').waitFor();
  await allSaved(page); // its name is sent, sealed, to the other devices
  await axe(page);
  await aria(page, 'passkeys');
  await fits(page);

  await lock(page);
  await byPasskey(page).waitFor();
  await axe(page);
  await aria(page, 'gate-passkey');
  await byPasskey(page).click();
  await allSaved(page);

  // Each signature is one touch, and there is no other.
  await openChart(page);
  await tab(page, 'Notes');
  await writeNote(page, { sections: { Data: 'Wren came on time.', Assessment: 'Calm.', Plan: 'As before.' } });
  const before = await plugged.touches(blue);
  await page.getByRole('button', { name: 'Use passkey' }).click();
  await page.getByRole('button', { name: 'Add addendum' }).waitFor();
  assert.equal(await plugged.touches(blue), before + 1);
  await allSaved(page);
  // In a dialog, too.
  await page.getByRole('button', { name: 'Add addendum' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Addendum').fill('She called her sister.');
  await dialog.getByLabel('Reason').fill('Told later.');
  await axe(page);
  await dialog.getByRole('button', { name: 'Use passkey' }).click();
  await page.getByText('She called her sister.').waitFor();
  assert.equal(await plugged.touches(blue), before + 2);
  await allSaved(page);

  await server.stop();
  await lock(page);
  await byPasskey(page).click();
  await page.getByRole('button', { name: 'Add addendum' }).click();
  await dialog.getByLabel('Addendum').fill('Signed without a network.');
  await dialog.getByLabel('Reason').fill('The server was away.');
  await dialog.getByRole('button', { name: 'Use passkey' }).click();
  await page.getByText('Signed without a network.').waitFor();
  await offline(page, 1);
  await server.restart();
  await lock(page);
  await byPasskey(page).click();
  await allSaved(page); // the login key came with the touch: signed in, and sent
});

journey('another authenticator, an unverified touch and a removed passkey open nothing; the passphrase does', { timeout: 240_000 }, async ({ server, device }) => {
  byName(server);
  const ada = await device('ada');
  const { page } = await setUp(ada);
  await allSaved(page);
  const plugged = await authenticators(page);
  const blue = await plugged.plug({ transport: 'internal' });
  await open(page);

  // The passphrase is asked for before anything opens with it.
  await page.getByLabel('Name', { exact: true }).fill('This tablet');
  await page.getByLabel('Your passphrase').fill('violet harbor lantern stove');
  await page.getByRole('button', { name: 'Add passkey' }).click();
  await page.getByText('This passphrase does not open your keys').waitFor();
  await page.getByText('No passkeys on this device').waitFor();
  await add(page, 'This tablet');
  await list(page).getByText('This tablet', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Rename This tablet' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Desk tablet');
  await dialog.getByRole('button', { name: 'Save name' }).click();
  await list(page).getByText('Desk tablet', { exact: true }).first().waitFor();

  await lock(page);
  const refused = async () => {
    await byPasskey(page).click();
    await page.getByRole('alert').getByText('No passkey answered').waitFor({ timeout: 90_000 });
  };
  await plugged.verifies(blue, false);
  await refused();
  await axe(page);
  await plugged.pull(blue);
  await plugged.plug({ transport: 'internal' });
  await refused();
  await unlock(page);

  await open(page);
  await page.getByRole('button', { name: 'Remove Desk tablet' }).click();
  await axe(page);
  await dialog.getByRole('button', { name: 'Remove passkey' }).click();
  await page.getByText('No passkeys on this device').waitFor();
  await lock(page);
  await page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
  assert.equal(await byPasskey(page).count(), 0);
  await unlock(page);
});

journey('passkeys are not offered where a browser or an address has none that open anything', { timeout: 120_000 }, async ({ server, device }) => {
  const ada = await device('ada');
  const { page } = await setUp(ada);
  await open(page);
  const none = page.getByText('This browser cannot add passkeys here.');
  await none.waitFor(); // an address in numbers
  await axe(page);
  byName(server);
  const noor = await device('noor');
  await noor.context.addInitScript(() => {
    PublicKeyCredential.getClientCapabilities = async () => ({ 'extension:prf': false });
  });
  const other = await noor.visit('/passkeys');
  await other.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  assert.equal(await byPasskey(other).count(), 0);
});

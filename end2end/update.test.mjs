// A new version of the site arrives while somebody types. They start it, unlock, and find what they had typed.
import assert from 'node:assert/strict';
import { axe, fits, journey, ownSite } from './support.mjs';
import { unlock } from './support/people.mjs';
import { act } from './support/plan.mjs';
import { HAND_OVER } from './support/through.mjs';
import { BIRTH, INES, openChart, staff, tab, wren } from './support/work.mjs';

/** The next version of the site is there for this page. */
async function arrives(page, publish, version) {
  await publish((worker) => worker.replace('"version":"', `"version":"${version}-`));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText('A new version is ready. Updating locks Throughline; nothing is lost.').waitFor();
}

/** Starts it at once, with what was typed last perhaps not saved yet; resolves on the same page, unlocked and of the new version. */
async function start(page, version) {
  const place = page.url();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await loaded;
  await page.locator('html[data-live]').waitFor({ state: 'attached' });
  await page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
  await unlock(page);
  assert.equal(page.url(), place);
  const worker = () => page.evaluate(async () => (await caches.keys()).join());
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.match(await worker(), new RegExp(`${version}-`), 'the new version is used');
}

const typed = (field, text) => field.waitFor().then(async () => assert.equal(await field.inputValue(), text));

journey('an update while somebody fills in an invitation, settings, a new client or a client’s signature loses nothing', { timeout: 400_000 }, async ({ server, device, folder }) => {
  const { own, publish } = await ownSite(folder);
  await server.restart({ site: own });
  const { admin, ines } = await staff(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines', { plan: true })] });
  await admin.device.kept();
  await ines.device.kept();

  // An invitation, in a dialog: the offer is behind it until it is closed.
  const office = admin.page;
  await office.getByRole('link', { name: 'People' }).click();
  await office.getByRole('button', { name: 'Invite someone' }).click();
  await office.getByLabel('Credential').fill('LCSW');
  await office.getByRole('radio', { name: 'Supervisor' }).check();
  await arrives(office, publish, 'second');
  await office.getByLabel('Name, as colleagues').fill('Tobias Lantern');
  await office.keyboard.press('Escape');
  await start(office, 'second');
  await office.getByRole('button', { name: 'Invite someone' }).click();
  await typed(office.getByLabel('Name, as colleagues'), 'Tobias Lantern');
  await typed(office.getByLabel('Credential'), 'LCSW');
  assert.ok(await office.getByRole('radio', { name: 'Supervisor' }).isChecked());
  await axe(office);
  await office.keyboard.press('Escape');

  // Settings.
  await office.getByRole('link', { name: 'Settings' }).click();
  await office.getByRole('button', { name: 'Change settings' }).click();
  await office.getByLabel('Days without a note').fill('30');
  await arrives(office, publish, 'third');
  await office.getByLabel('Reason for change').fill('Agreed on Monday.');
  await start(office, 'third');
  await office.getByRole('button', { name: 'Change settings' }).click();
  await typed(office.getByLabel('Days without a note'), '30');
  await typed(office.getByLabel('Reason for change'), 'Agreed on Monday.');
  await admin.device.close();

  // A new client, whose record does not exist yet.
  const { page } = ines;
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('link', { name: 'New client' }).first().click();
  await page.getByLabel('Given name').fill('Tam');
  await page.getByLabel('Birth date').fill(BIRTH);
  await arrives(page, publish, 'fourth');
  await axe(page);
  await fits(page);
  await page.getByLabel('Words to use').fill('Calls as the library.');
  await start(page, 'fourth');
  await typed(page.getByLabel('Given name'), 'Tam');
  await typed(page.getByLabel('Birth date'), BIRTH);
  await typed(page.getByLabel('Words to use'), 'Calls as the library.');

  // A client's signature, with the device in the client's hands.
  await openChart(page);
  await tab(page, 'Plan');
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByRole('radio', { name: 'I agree with this plan' }).check();
  await arrives(page, publish, 'fifth');
  await dialog.getByLabel('In your own words (optional)').fill('I want my evenings back.');
  await page.keyboard.press('Escape');
  await start(page, 'fifth');
  await act(page, HAND_OVER);
  await typed(dialog.getByLabel('In your own words (optional)'), 'I want my evenings back.');
  assert.ok(await dialog.getByRole('radio', { name: 'I agree with this plan' }).isChecked());
});

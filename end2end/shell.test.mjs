// The site itself: it opens without the server, an update waits its turn, and nothing that goes wrong passes unnoticed.
import assert from 'node:assert/strict';
import { axe, journey, ownSite } from './support.mjs';
import { setUp } from './support/people.mjs';

const versions = (page) => page.evaluate(() => caches.keys());

/** Lets the browser look for a new version; resolves when it installed or refused it. */
const lookForUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const fresh = registration.installing;
    if (!fresh) return registration.waiting ? 'installed' : 'none';
    return new Promise((resolve) => fresh.addEventListener('statechange', () => resolve(fresh.state), { once: true }));
  });

journey('the gate opens at a deep link after the server died and the browser was closed', async ({ server, device }) => {
  const ruth = await device('ruth');
  let page = await ruth.visit('/');
  const title = await page.title();
  await ruth.kept();
  await server.kill();
  await ruth.close();
  await ruth.reopen();
  page = await ruth.visit('/clients/7/notes/9');
  assert.equal(await page.title(), title);
  const api = await page.evaluate(() => fetch('/api/v1/changes?since=0').then(() => 'answered', () => 'refused'));
  assert.equal(api, 'refused', 'the service worker must not answer for the API');
});

journey('an update is installed, waits, and is used once the desk agrees', async ({ server, device, folder }) => {
  const { own, publish } = await ownSite(folder);
  await server.restart({ site: own });
  const ruth = await device('ruth');
  const page = await ruth.visit('/');
  await ruth.kept();
  const [before] = await versions(page);

  await publish((worker) => worker.replace('"version":"', '"version":"next'));
  assert.equal(await lookForUpdate(page), 'installed');
  await page.locator('html[data-update=waiting]').waitFor({ state: 'attached' });
  assert.equal((await versions(page)).length, 2, 'the version in use stays until the desk agrees');

  const reloaded = page.waitForEvent('load');
  await page.evaluate(() => {
    window.dispatchEvent(new Event('throughline:activate'));
  });
  await reloaded;
  await page.locator('html[data-live]').waitFor({ state: 'attached' });
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.notDeepEqual(await versions(page), [before]);
});

journey('an update with one wrong byte is not installed', async ({ server, device, folder }) => {
  const { own, publish } = await ownSite(folder);
  await server.restart({ site: own });
  const ruth = await device('ruth');
  ruth.allow(/integrity/);
  const page = await ruth.visit('/');
  await ruth.kept();
  const before = await versions(page);

  await publish((worker) => worker.replace('"version":"', '"version":"next').replace(/"sha256":"../, '"sha256":"zz'));
  assert.equal(await lookForUpdate(page), 'redundant');
  assert.deepEqual(await versions(page), before);
});

journey('a script in the page is refused, and errors in a page are noticed', async ({ device }) => {
  const ruth = await device('ruth');
  const page = await ruth.visit('/');
  assert.deepEqual(ruth.problems(), []);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "changed"';
    document.body.append(script);
  });
  assert.notEqual(await page.title(), 'changed');
  const thrown = ruth.context.waitForEvent('weberror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('noticed');
    });
  });
  await thrown;
  const problems = ruth.problems().join('\n');
  assert.match(problems, /CSP report: script-src/);
  assert.match(problems, /page: noticed/);
  ruth.allow(/Content Security Policy|CSP report: script-src|page: noticed/);
});

journey('a page that is not on the device says so, comes when it can, and holds nobody up', async ({ device }) => {
  const ada = await device('ada');
  // Nothing is kept here: each part comes from the server when a page in it is first opened.
  await ada.context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  ada.allow(/split_office\.wasm|TypeError: Failed to fetch/);
  let refused = 0;
  await ada.context.route('**/pkg/split_office.wasm', (route) => {
    refused += 1;
    return refused < 3 ? route.abort() : route.continue();
  });
  const { page } = await setUp(ada);
  const heading = (name) => page.getByRole('heading', { name, level: 1 });
  const focused = (words) => page.waitForFunction((text) => document.activeElement?.textContent === text, words);
  const again = page.getByRole('button', { name: 'Try again' });
  const missing = 'This page is not on this device yet';
  await focused(missing);
  await axe(page);
  await again.click();
  await focused(missing);
  assert.equal(refused, 2);
  await again.click();
  await focused('People');

  // Whoever goes elsewhere while a page comes is not brought back to it; whoever returns finds it.
  let come;
  const held = new Promise((resolve) => { come = resolve; });
  await ada.context.route('**/pkg/split_chart.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/caseload', textContent: 'elsewhere' });
    document.querySelector('nav').append(link);
    link.click();
  });
  await page.getByRole('main').getByText('Opening…').waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await focused('Settings');
  const came = page.waitForResponse('**/pkg/split_chart.wasm');
  come();
  await (await came).finished();
  await heading('Settings').waitFor();
  await page.goBack();
  await heading('Caseload').waitFor();
  await focused('Caseload');
  await page.goForward();
  await focused('Settings');
});

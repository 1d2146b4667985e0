// A lock ends the worker with its keys: nothing that the server kept hanging goes on after it.
import assert from 'node:assert/strict';
import { journey } from './support.mjs';
import { setUp, unlock } from './support/people.mjs';
import { allSaved, state } from './support/work.mjs';

journey('a request that the server keeps hanging signs and sends nothing after a lock', { timeout: 240_000 }, async ({ device }) => {
  const ada = await device('ada');
  const { page } = await setUp(ada);
  await allSaved(page);

  let release;
  const released = new Promise((resolve) => { release = resolve; });
  let caught;
  const hanging = new Promise((resolve) => { caught = resolve; });
  await ada.context.route('**/api/v1/changes*', async (route) => {
    caught();
    await released;
    await route.continue().catch(() => {}); // whoever asked is gone
  });
  await state(page).getByRole('link', { name: 'All saved' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await hanging;

  const [worker] = page.workers();
  const ended = new Promise((resolve) => { worker.once('close', resolve); });
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await ended;
  const asked = [];
  ada.context.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  release();
  await page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  const api = asked.filter((one) => one.includes('/api/') && one !== 'GET /api/v1/program');
  assert.deepEqual(api, [], 'the server hears nothing more of what was under way');

  await ada.context.unroute('**/api/v1/changes*');
  await unlock(page);
  await allSaved(page);
});

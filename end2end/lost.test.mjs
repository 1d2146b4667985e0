// What a device kept is gone under an open desk: it is said at once, in red, and nothing claims to be saved.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { axe, journey, ownSite } from './support.mjs';
import { fillNote, justNow, sign } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { INES, allSaved, colleagues, offline, openChart, state, wren } from './support/work.mjs';

const SECTIONS = { Data: 'Wren came on time.', Assessment: 'Craving follows conflict.', Plan: 'Two sessions a week.' };

const gone = (page) => page.getByRole('alert').filter({ hasText: 'What this device kept is gone' });

/** Deletes the database under the open page, as an administrator of the machine or a cleaning tool does. */
const deleteDatabase = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('throughline');
  request.onsuccess = () => resolve();
  request.onerror = () => reject(request.error);
}));

journey('a store that is deleted or emptied never passes for an empty one', async ({ server, device, folder }) => {
  const { own } = await ownSite(folder);
  await server.restart({ site: own });
  const page = await (await device('ruth')).visit('/');
  const broken = await page.evaluate(async () => {
    const proof = await import('/proof/keeper.js');
    await proof.default({ module_or_path: '/proof/keeper_bg.wasm' });
    const ended = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const deleted = (name) => () => ended(indexedDB.deleteDatabase(name));
    const emptied = (name) => async () => {
      const database = await ended(indexedDB.open(name));
      const writing = database.transaction([...database.objectStoreNames], 'readwrite');
      for (const table of database.objectStoreNames) writing.objectStore(table).clear();
      await new Promise((resolve) => { writing.oncomplete = resolve; });
      database.close();
    };
    const lose = { deleted, emptied };
    const found = {};
    for (const how of Object.keys(lose)) found[how] = (await proof.lost(how, lose[how](how))) ?? 'none';
    return found;
  });
  assert.deepEqual(broken, { deleted: 'none', emptied: 'none' });
});

journey('a database deleted under an open desk is said at once, and what is on the screen can be saved', { timeout: 240_000 }, async ({ server, device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  let { page } = ines;
  const chart = await openChart(page);
  await allSaved(page);
  await ines.device.kept();

  // A signed note waits, and another text is being written.
  await server.stop();
  await offline(page, 0);
  await page.goto(new URL(`${chart}/notes/new`, page.url()).href);
  await unlock(page);
  await fillNote(page, { sections: SECTIONS, when: justNow(), format: 'DAP' });
  await sign(page);
  await offline(page, 1);
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.getByRole('link', { name: 'New note' }).first().click();
  await fillNote(page, { sections: { ...SECTIONS, Data: 'A second session.' }, when: justNow(), format: 'DAP' });

  await deleteDatabase(page);
  await gone(page).waitFor();
  await state(page).getByText('Not saved: storage lost').waitFor();
  assert.equal(await page.getByText('All saved').count(), 0);
  const data = page.getByRole('article').getByRole('textbox', { name: 'Data', exact: true });
  await data.press('End');
  await data.pressSequentially(' More words.');
  await page.getByText(/^Not saved: /).first().waitFor();
  assert.equal(await data.inputValue(), 'A second session. More words.', 'what is on the screen stays there');
  await axe(page);

  // One sealed file has both.
  const downloading = page.waitForEvent('download');
  await gone(page).getByRole('button', { name: 'Save sealed file' }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^throughline-unsent-.*\.age$/);
  const file = await readFile(await download.path());
  assert.ok(file.subarray(0, 21).equals(Buffer.from('age-encryption.org/v1')), 'sealed, in the form of the stock age program');
  await page.getByText(/contains 1 signed entry and 1 draft\. Only you can open it\./).waitFor();

  // After a reload the device says what it was, and what it no longer has.
  await server.restart();
  page = await ines.device.visit('/');
  const trace = page.getByRole('alert').filter({ hasText: 'This device was set up for Ines Quill' });
  await trace.waitFor();
  assert.match(await trace.innerText(), /1 signed entry had not reached the server, and is gone/);
  await axe(page);
  await trace.getByRole('button', { name: 'Close' }).click();
  await trace.waitFor({ state: 'hidden' });
});

journey('site data cleared under an open desk is a loss, not an empty device', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: INES }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  await allSaved(page);
  const session = await ines.device.context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb,local_storage' });
  await gone(page).waitFor({ timeout: 40_000 });
  assert.equal(await page.getByText('All saved').count(), 0);
  const reloaded = await ines.device.visit('/');
  await reloaded.getByRole('alert').filter({ hasText: 'This device was set up for Ines Quill' }).waitFor();
});

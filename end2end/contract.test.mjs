// The store's contract, the same clauses as in memory, on a real IndexedDB; and keys that work in WASM.
import assert from 'node:assert/strict';
import { journey, ownSite } from './support.mjs';

journey('IndexedDB keeps every clause of the store contract', async ({ server, device, folder }) => {
  const { own } = await ownSite(folder);
  await server.restart({ site: own });
  const page = await (await device('ruth')).visit('/');
  const broken = await page.evaluate(async () => {
    const proof = await import('/proof/keeper.js');
    await proof.default({ module_or_path: '/proof/keeper_bg.wasm' });
    return proof.contract('contract');
  });
  assert.equal(broken ?? 'none', 'none', 'a clause of the contract is broken');
});

journey('keys seal, open and derive in the browser', async ({ server, device, folder }) => {
  const { own } = await ownSite(folder);
  await server.restart({ site: own });
  const page = await (await device('ruth')).visit('/');
  const measured = await page.evaluate(async () => {
    const proof = await import('/proof/keeper.js');
    await proof.default({ module_or_path: '/proof/keeper_bg.wasm' });
    return JSON.parse(proof.measure(20));
  });
  assert.equal(measured.count, 20, 'every sealed document opens');
  assert.equal(measured.derived, true, 'the passphrase derives its keys');
});

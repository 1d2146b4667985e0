// A copy of the site that one journey may change.
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, site } from './server.mjs';

/**
 * Copies the site into `folder`; `server.restart({ site: own })` serves it. The keeper's proofs are in it as
 * `/proof/keeper.js`, when they were built. `publish(change)` replaces the service worker by `change(worker)`.
 */
export async function ownSite(folder) {
  const own = join(folder, 'site');
  await cp(site, own, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const proof = join(root, 'target/proof');
  if (existsSync(proof)) await cp(proof, join(own, 'proof'), { recursive: true });
  const file = join(own, 'sw.js');
  const worker = await readFile(file, 'utf8');
  return { own, publish: (change) => writeFile(file, change(worker)) };
}

// The core journey in every engine that is on a tablet: Chromium, Firefox, and WebKit, which is the engine of every iPad.
import assert from 'node:assert/strict';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { journey } from './support.mjs';
import { Chromium } from './support/engines/chromium.mjs';
import { Firefox } from './support/engines/firefox.mjs';
import { Hand } from './support/engines/hand.mjs';
import { coreJourney, foundIn } from './support/engines/steps.mjs';
import { TlsProxy } from './support/engines/tls.mjs';
import { WebKit } from './support/engines/webkit.mjs';
import { confirm, invite, setUp } from './support/people.mjs';
import { INES, allSaved } from './support/work.mjs';

/** A device must be done with the core journey in this time, in milliseconds; on a machine with more to do than it can, later. */
const bound = () => 90_000 * Math.max(1, loadavg()[0] / availableParallelism());

const ENGINES = [
  { name: 'Chromium', open: (folder, server) => Chromium.open(folder, server) },
  { name: 'Firefox', open: (folder) => Firefox.open(folder) },
  { name: 'WebKit', open: () => WebKit.open(), tls: true },
];

for (const { name, open, tls } of ENGINES) {
  journey(`${name}: enroll, write, sign, another address and back, offline, sync`, { timeout: 240_000 }, async ({ server, device, folder, t }) => {
    const ada = await device('ada');
    const { page } = await setUp(ada);
    const code = await invite(page, INES);
    await allSaved(page);
    const proxy = tls ? await TlsProxy.open(join(folder, 'tls'), server.port) : null;
    const url = proxy?.url ?? server.url;
    let engine;
    try {
      engine = await open(join(folder, name), server);
      const took = await coreJourney(new Hand(engine), { url, code, server, office: () => confirm(page, INES.name) });
      const kept = await engine.evaluate('async () => ({ persisted: await navigator.storage?.persisted?.(), ...await navigator.storage?.estimate?.() })');
      t.diagnostic(`${engine.version}: ${JSON.stringify(took)} ${JSON.stringify(kept)}`);
      assert.ok(took.all < bound(), `${name} took ${took.all} ms`);
    } finally {
      await engine?.close();
      await proxy?.close();
    }
  });
}

journey("WebKit: the README's first command, at an address of this computer without TLS", { timeout: 120_000 }, async ({ server }) => {
  const engine = await WebKit.open();
  try {
    await foundIn(new Hand(engine), server.url);
  } finally {
    await engine.close();
  }
});

// What every journey needs: a server of its own, browsers that belong to people, and an honest end.
//
//   import { journey, aria, axe } from './support.mjs';
//   journey('a counselor signs a note', async ({ server, device }) => {
//     const ruth = await device('ruth');            // a browser profile on disk, kept over close, kill and reopen
//     const page = await ruth.visit('/');
//     …
//     await axe(page); await aria(page, 'signed-note');   // golden file: end2end/snapshots/signed-note.yml
//   });
//
// At the end the journey fails on any console error, page error or CSP report that was not allowed before
// (`ruth.allow(/…/)`). `UPDATE=1` writes the golden files, `KEEP=1` keeps the folder of a journey.
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Device } from './support/device.mjs';
import { Server, root } from './support/server.mjs';

export { aria, axe, fits, focused, printed } from './support/page.mjs';
export { spellings, found } from './support/canary.mjs';
export { ownSite } from './support/site.mjs';
export { Device } from './support/device.mjs';
export { Server, bin, root, site } from './support/server.mjs';

/**
 * A test with a fresh server and any number of devices.
 * `options.record` keeps every HTTP body in `server.traffic` (a file); other options go to node:test.
 */
export function journey(name, options, body = options) {
  const { record = false, env = {}, ...rest } = typeof options === 'function' ? {} : options;
  test(name, rest, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-'));
    const devices = [];
    let server;
    const device = async (who) => {
      const opened = await Device.open({ folder: join(folder, `device-${who}`), who, server });
      devices.push(opened);
      return opened;
    };
    let passed = false;
    try {
      server = await Server.start({ folder: join(folder, 'server'), record, env });
      device.server = server;
      await body({ server, device, folder, t });
      assert.deepEqual(devices.flatMap((each) => each.problems()), [], 'the browsers reported problems');
      passed = true;
    } finally {
      if (!passed) await evidence(name, devices, server);
      await Promise.allSettled(devices.map((each) => each.close()));
      await server?.stop();
      if (!process.env.KEEP) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      else console.log(`${name}: kept in ${folder}`);
    }
  });
}

/** What helps to understand a failure: pictures of all pages, what the browsers said, the end of the server's log. */
async function evidence(name, devices, server) {
  const folder = join(root, 'target/end2end');
  await mkdir(folder, { recursive: true });
  for (const device of devices) {
    for (const [number, page] of device.pages().entries()) {
      const file = `${name} ${device.who} ${number}.png`.replaceAll(/[^a-z0-9.]+/gi, '-');
      await page.screenshot({ path: join(folder, file), fullPage: true, timeout: 5_000 }).catch(() => {});
    }
    for (const problem of device.problems()) console.error(`${device.who}: ${problem}`);
  }
  const log = server ? await readFile(server.log, 'utf8').catch(() => '') : '';
  console.error(log.split('\n').slice(-40).join('\n'));
}

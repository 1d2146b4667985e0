// How fast keys work in a worker of this browser, beside the same work done natively.
import { copyFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownSite, root } from '../support.mjs';
import { median, row, say } from './words.mjs';

const DOCUMENTS = 1000;
const ROUNDS = 5;

export async function keys(house) {
  if (!existsSync(join(root, 'target/proof/keeper.js'))) throw new Error("target/proof is missing: `cargo xtask build --proof` builds it");
  const { own } = await ownSite(join(house.folder, 'keys'));
  await copyFile(join(root, 'end2end/bench/worker.js'), join(own, 'proof/worker.js'));
  const server = await house.serve('keys', { site: own });
  const device = await house.device('keys', server);
  const page = await device.visit('/');
  await device.kept(); // keeping the site takes the other core
  say(`keys: ${ROUNDS} rounds of ${DOCUMENTS} documents`);
  await page.evaluate(() => {
    globalThis.proof = new Worker('/proof/worker.js', { type: 'module' });
  });
  await round(page); // the browser compiles what is used often once more
  const rounds = [];
  for (let number = 0; number < ROUNDS; number += 1) rounds.push(await round(page));
  await device.close();
  await server.stop();

  const rate = (part) => median(rounds.map((each) => (each.count * 1000) / each[part]));
  const slower = { goal: 'within 2.5 × native', ratio_between: [0.4, 1000] };
  return [
    row('seals of 2 kB, WASM', rate('seal_ms'), '1/s', { compared_with: 'seals of 2 kB, native', ...slower }),
    row('opens of 2 kB, WASM', rate('open_ms'), '1/s', { compared_with: 'opens of 2 kB, native', ...slower }),
    row('Argon2id unlock, WASM', median(rounds.map((each) => each.derive_ms)), 'ms', { compared_with: 'Argon2id unlock, native' }),
  ];
}

/** One round, in the worker. */
async function round(page) {
  const answer = await page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const { proof } = globalThis;
        proof.onmessage = ({ data }) => resolve(data);
        proof.onerror = ({ message }) => resolve({ broke: message || 'its script did not start' });
        proof.postMessage(count);
      }),
    DOCUMENTS,
  );
  if (answer.broke) throw new Error(`the worker with the proofs broke: ${answer.broke}`);
  const { count, derived, size } = answer;
  if (count !== DOCUMENTS || !derived) throw new Error(`only ${count} of ${DOCUMENTS} sealed documents opened`);
  if (size < 2048 || size > 2500) throw new Error(`a sealed document has ${size} bytes, which is not 2 kB and its header`);
  return answer;
}

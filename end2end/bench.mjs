// What a person waits for, measured in headless Chromium: `node bench.mjs OUT.json [--documents 10000]`.
//
// Run by `cargo xtask bench`, which says with THROUGHLINE_BIN, THROUGHLINE_SITE and THROUGHLINE_PROOFS what to measure,
// and puts these rows beside the native ones. Progress goes to stderr. Only a shipped site gives figures that count.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chart, unlocking } from './bench/desk.mjs';
import { House } from './bench/house.mjs';
import { keys } from './bench/keys.mjs';
import { searching } from './bench/searching.mjs';
import { firstSync } from './bench/sync.mjs';
import { weights } from './bench/weights.mjs';
import { say } from './bench/words.mjs';
import { writing } from './bench/writing.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { documents: { type: 'string', default: '10000' } },
});
const [out] = positionals;
const documents = Number(values.documents);
if (!out || positionals.length > 1 || !Number.isInteger(documents) || documents < 50) {
  console.error('node bench.mjs OUT.json [--documents N], N at least 50');
  process.exit(2);
}

const house = await House.open();
try {
  const rows = await keys(house);
  const program = await house.fill(documents);
  rows.push(...(await weights(house)));
  const { device, page, rows: synced } = await firstSync(house, program);
  rows.push(...synced);
  rows.push(...(await chart(page, program)));
  rows.push(...(await writing(page, program)));
  rows.push(...(await unlocking(house, page, program)));
  rows.push(...(await searching(page, program)));
  await device.close();
  await writeFile(out, `${JSON.stringify({ rows }, null, 2)}\n`);
  say(`${rows.length} rows are in ${out}`);
} catch (error) {
  console.error(await house.lastWords());
  console.error(`The browser's half of the benchmark could not be done: ${error.message}`);
  process.exitCode = 1;
} finally {
  await house.close();
}

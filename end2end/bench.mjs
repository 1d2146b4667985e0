// What a person waits for, measured in headless Chromium: `node bench.mjs OUT.json [--documents 10000] [--large 50000]`.
// With `--large 0` no second device with very many documents is measured.
//
// Run by `cargo xtask bench`, which says with THROUGHLINE_BIN, THROUGHLINE_SITE and THROUGHLINE_PROOFS what to measure,
// and puts these rows beside the native ones. Progress goes to stderr. Only a shipped site gives figures that count.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chart, largeCaseload, unlocking } from './bench/desk.mjs';
import { House } from './bench/house.mjs';
import { keys } from './bench/keys.mjs';
import { searching } from './bench/searching.mjs';
import { firstSync } from './bench/sync.mjs';
import { weights } from './bench/weights.mjs';
import { say } from './bench/words.mjs';
import { writing } from './bench/writing.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { documents: { type: 'string', default: '10000' }, large: { type: 'string', default: '50000' } },
});
const [out] = positionals;
const [documents, large] = [Number(values.documents), Number(values.large)];
const enough = (number) => Number.isInteger(number) && number >= 50;
if (!out || positionals.length > 1 || !enough(documents) || (large !== 0 && !enough(large))) {
  console.error('node bench.mjs OUT.json [--documents N] [--large N], N at least 50');
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
  if (large) rows.push(...(await largeCaseload(house, await house.fill(large, 'large'))));
  await writeFile(out, `${JSON.stringify({ rows }, null, 2)}\n`);
  say(`${rows.length} rows are in ${out}`);
} catch (error) {
  console.error(await house.lastWords());
  console.error(`The browser's half of the benchmark could not be done: ${error.message}`);
  process.exitCode = 1;
} finally {
  await house.close();
}

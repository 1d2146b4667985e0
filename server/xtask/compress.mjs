// node compress.mjs FOLDER: writes FILE.br and FILE.gz beside every file that shrinks when compressed.
// Node brings both encoders, already optimized; in a development build of xtask they would take minutes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = process.argv[2];
const worthwhile = /\.(js|wasm|css|svg|json|webmanifest)$/;

for (const name of readdirSync(folder, { recursive: true })) {
  if (!worthwhile.test(name)) continue;
  const path = join(folder, name);
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const encoded = { br: brotliCompressSync(bytes, { params }), gz: gzipSync(bytes, { level: 9 }) };
  for (const [ending, smaller] of Object.entries(encoded)) {
    if (smaller.length < bytes.length) writeFileSync(`${path}.${ending}`, smaller);
  }
}

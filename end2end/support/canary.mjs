// Looking for what must not be there: a text in any of the spellings in which it could have slipped through.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The text as bytes (one latin1 character each): raw, in hex, and in base64 at each of the three places where a group of bytes can begin. */
export function spellings(text) {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const found = [bytes.toString('latin1'), hex, hex.toUpperCase(), Buffer.from(text, 'utf16le').toString('latin1')];
  for (const before of [0, 1, 2]) {
    const whole = bytes.length + before;
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    // Only the characters that no neighbouring byte has a part in.
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((whole * 8) / 6);
    for (const alphabet of ['base64', 'base64url']) found.push(padded.toString(alphabet).slice(first, last));
  }
  return [...new Set(found)];
}

/** Which of the texts are in a file, or in any file of a folder, in any spelling: `[{ text, file }]`. */
export async function found(path, texts) {
  if ((await stat(path)).isDirectory()) {
    const inside = await Promise.all((await readdir(path)).map((name) => found(join(path, name), texts)));
    return inside.flat();
  }
  const wanted = texts.map((text) => ({ text, needles: spellings(text).map((each) => Buffer.from(each, 'latin1')) }));
  const longest = Math.max(...wanted.flatMap(({ needles }) => needles.map((needle) => needle.length)));
  const hits = new Set();
  let rest = Buffer.alloc(0);
  for await (const part of createReadStream(path)) {
    const piece = Buffer.concat([rest, part]);
    for (const { text, needles } of wanted) if (needles.some((needle) => piece.includes(needle))) hits.add(text);
    rest = piece.subarray(-longest); // a text may cross two parts
  }
  return [...hits].map((text) => ({ text, file: path }));
}

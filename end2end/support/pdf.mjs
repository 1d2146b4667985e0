// The words on the sheets of a PDF, as Chromium writes it: fonts with their own numbers of glyphs, and a table back to letters.
import { inflateSync } from 'node:zlib';

/** The text of each page, without the spaces between words: those are places on the sheet, not letters. */
export function sheets(pdf) {
  const raw = pdf.toString('latin1');
  const objects = new Map();
  for (const { 1: id, index } of raw.matchAll(/^(\d+) 0 obj\b/gm)) objects.set(id, index);
  const head = (id) => {
    const from = objects.get(id);
    const ends = [raw.indexOf('stream', from), raw.indexOf('endobj', from)].filter((at) => at >= 0);
    return raw.slice(from, Math.min(...ends));
  };
  const stream = (id) => {
    const dictionary = head(id);
    const begin = raw.indexOf('\n', objects.get(id) + dictionary.length) + 1;
    const length = /\/Length (\d+)(?: 0 R)?/.exec(dictionary)[1];
    const size = /\/Length \d+ 0 R/.test(dictionary) ? Number(/obj\s+(\d+)/.exec(head(length))[1]) : Number(length);
    const bytes = pdf.subarray(begin, begin + size);
    return (dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  const letters = new Map();
  for (const [, name, id] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(head(id))?.[1];
    if (table && !letters.has(name)) letters.set(name, alphabet(stream(table)));
  }
  const pages = [...objects.keys()].filter((id) => /\/Type\s*\/Page\b(?!s)/.test(head(id)));
  return pages.map((id) => {
    const contents = /\/Contents (\d+) 0 R/.exec(head(id))[1];
    let font = new Map();
    let text = '';
    for (const [, name, glyphs] of stream(contents).matchAll(/\/(F\d+) [-\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name) font = letters.get(name) ?? new Map();
      else for (const glyph of glyphs.match(font.size ? font.unit : /$^/) ?? []) text += font.get(parseInt(glyph, 16)) ?? '';
    }
    return text.replaceAll(/\s/g, '');
  });
}

/** Which letters a font's glyphs stand for. */
function alphabet(table) {
  const all = new Map();
  all.unit = /begincodespacerange\s*<\w\w>/.test(table) ? /../g : /.{4}/g; // a glyph is one byte where letters are drawn as shapes
  const word = (hex) => String.fromCharCode(...hex.match(/.{4}/g).map((unit) => parseInt(unit, 16)));
  for (const [, block] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, text] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) all.set(parseInt(glyph, 16), word(text));
  }
  for (const [, block] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, text] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [first, last, letter] = [from, to, text].map((hex) => parseInt(hex, 16));
      for (let glyph = first; glyph <= last; glyph += 1) all.set(glyph, String.fromCharCode(letter + glyph - first));
    }
  }
  return all;
}

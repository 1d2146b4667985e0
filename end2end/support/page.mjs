// What a page must be at the end of a journey: free of axe violations, and the same to a screen reader as before.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import assert from 'node:assert/strict';
import { sheets } from './pdf.mjs';
import { root } from './server.mjs';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with the list of violations when axe finds one. */
export async function axe(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  const list = violations.map(({ id, help, nodes }) => {
    return `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(' ')}  ${node.html}`).join('\n')}`;
  });
  assert.equal(list.join('\n'), '', 'axe found violations');
}

/** Compares what a screen reader meets with end2end/snapshots/NAME.yml; `UPDATE=1` writes it. */
export async function aria(page, name, part = 'body') {
  const snapshot = `${settled(await page.locator(part).ariaSnapshot())}\n`;
  const file = join(root, 'end2end/snapshots', `${name}.yml`);
  if (process.env.UPDATE) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, snapshot);
    return;
  }
  const golden = await readFile(file, 'utf8').catch(() => '');
  assert.equal(snapshot, golden, `${name}: a screen reader would meet something else; UPDATE=1 if that is meant`);
}

/** Resolves when the element of this id has the focus. */
export const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const DAY = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?';

/** What differs from run to run, each with the word that replaces it; the order matters. */
const CHANGING = [
  [/\bage1[a-z0-9]{20,}\b/g, '(recipient)'],
  [/\bAGE-SECRET-KEY-[A-Z0-9]+\b/g, '(identity)'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '(id)'],
  [/\b[0-9a-f]{16,}\b/gi, '(digest)'],
  [/\b(?=[A-Z0-9-]*\d)[A-Z0-9]{3,}(?:-[A-Z0-9]{3,}){2,}\b/g, '(code)'],
  [/\b(?:[A-Z0-9]{4,6} ){3,}[A-Z0-9]{2,6}\b/g, '(code)'],
  [/127\.0\.0\.1:\d+/g, '(server)'],
  [/\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b/g, '(date)'],
  [new RegExp(`\\b${DAY}${MONTH} \\d{1,2}(?:,? \\d{4})?\\b`, 'g'), '(date)'],
  [new RegExp(`\\b${DAY}\\d{1,2} ${MONTH}(?:,? \\d{4})?\\b`, 'g'), '(date)'],
  [new RegExp(`\\b${MONTH} \\d{4}\\b`, 'g'), '(month)'],
  [new RegExp(`(The table has the same\\."?: )(?:${MONTH} )+`, 'g'), '$1'],
  [/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g, '(date)'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?=\d{1,2}:\d{2})/g, ''],
  [/\b\d{1,3} · day \d+ in care\b/g, '(age) · day (n) in care'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?/g, '(time)'],
  [/(?<=cell "|outpatient )(?:today|yesterday)\b/g, '(lately)'],
  [/\b(?:just now|(?:an?|\d+) (?:second|minute|hour)s? ago)\b/g, '(lately)'],
];

/** Notices come and go by themselves: the list of them at the end of the desk is left out. */
const NOTICES = /^- status(?::(?:\n {2}.*)+)?$/m;

/** The snapshot without ids, dates, codes and passing notices. */
export function settled(snapshot) {
  return CHANGING.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), snapshot).replace(NOTICES, '- status');
}

/** Fails where a page is wider than a phone of 390 px. */
export async function fits(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => {
    const all = [...document.querySelectorAll('main *')];
    const out = all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.tabs, .table-frame, .rows, .hidden-visually, .diff'));
    return { width: document.documentElement.scrollWidth, first: out[0]?.outerHTML.slice(0, 200) };
  });
  await page.setViewportSize(before);
  assert.ok(wide.width <= 390, `${wide.width} px wide: ${wide.first}`);
}

/** The notice that accompanies each disclosure, 42 CFR 2.32(a)(2), as amended in 2024. */
const NOTICE = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';

/**
 * Prints a page of a chart as PDF into `target/end2end`, and resolves with how many sheets it has. Each sheet carries its number and
 * the notice, the first the program and who printed it, and every one of `words` is on some sheet.
 */
export async function printed(page, name, words = []) {
  await page.emulateMedia({ media: 'print' });
  await page.getByText(/^Printed .+ by /).waitFor();
  const [program, who] = await page.locator('.printhead').evaluate((head) => {
    return [head.querySelector('b').textContent, head.querySelector('span').textContent.replace(/^.* by /, '')];
  });
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: 'Letter', preferCSSPageSize: true, path: join(await evidenceFolder(), `${name}.pdf`) });
  const bare = (text) => text.replaceAll(/\s/g, '');
  const all = sheets(pdf);
  all.forEach((text, at) => {
    assert.ok(text.includes(bare(`Page ${at + 1} of ${all.length}`)), `${name}: the number of sheet ${at + 1}: ${text}`);
    assert.ok(text.includes(bare(NOTICE)), `${name}: the notice on sheet ${at + 1}: ${text}`);
  });
  assert.match(all[0], new RegExp(`${bare(program)}Printed.+by${bare(who)}`), `${name}: the program, and who printed it`);
  for (const each of words) assert.ok(all.join('').includes(bare(each)), `${name}: “${each}” is on paper`);
  return all.length;
}

async function evidenceFolder() {
  const folder = join(root, 'target/end2end');
  await mkdir(folder, { recursive: true });
  return folder;
}

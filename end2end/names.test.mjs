// Names that turn the direction of writing: a right-to-left override forces nothing on the sentence around it, and a name written
// from right to left is set apart from it. By where each letter is drawn, on screen and on paper.
import assert from 'node:assert/strict';
import { axe, journey, printed } from './support.mjs';
import { admit, sign, writeNote } from './support/notes.mjs';
import { shot } from './support/shot.mjs';
import { BIRTH, INES, RUTH, allSaved, colleagues, openChart, tab } from './support/work.mjs';

const OVERRIDE = '\u202E';
const CLIENTS = [
  { given: `Wren${OVERRIDE}`, preferred: `Ro${OVERRIDE}wan`, family: `${OVERRIDE}Maplethorn`, shown: 'Rowan Maplethorn' },
  { given: 'נועה', preferred: '', family: 'Pemberwick', shown: 'נועה Pemberwick' },
];
const TEXT = { Data: 'Came on time.', Assessment: 'Calm.', Plan: 'As before.' };

/**
 * Where the name is on the page: in how many places, and each sentence in which what stands before it is not drawn left of it, or
 * what follows not right of it. Characters that force a direction are listed, too.
 */
const drawn = (page, name) =>
  page.evaluate((name) => {
    const hidden = /[\u2066-\u2069]/;
    const blocks = new Map();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      let block = node.parentElement;
      while (block.parentElement && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest('option, .hidden-visually')) continue;
      const letters = blocks.get(block) ?? [];
      for (let at = 0; at < node.length; at += 1) {
        if (hidden.test(node.data[at])) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        letters.push({ letter: node.data[at], left, right, top, bottom });
      }
      blocks.set(block, letters);
    }
    const wrong = [];
    let places = 0;
    for (const letters of blocks.values()) {
      const text = letters.map(({ letter }) => letter).join('');
      if (/[\u202A-\u202E]/.test(text)) wrong.push(`forced: ${JSON.stringify(text)}`);
      for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + 1)) {
        places += 1;
        const own = letters.slice(from, from + name.length).filter(({ left, right }) => right > left);
        const [left, right] = [Math.min(...own.map((one) => one.left)), Math.max(...own.map((one) => one.right))];
        const beside = (one) => one && one.right > one.left && one.top < own[0].bottom && one.bottom > own[0].top;
        const [before, after] = [letters[from - 1], letters[from + name.length]];
        if (beside(before) && before.right > left + 1) wrong.push(`before: ${text}`);
        if (beside(after) && after.left < right - 1) wrong.push(`after: ${text}`);
      }
    }
    return { places, wrong };
  }, name);

async function inOrder(page, name, where) {
  await page.getByText(name.split(' ')[1]).filter({ visible: true }).first().waitFor();
  const { places, wrong } = await drawn(page, name);
  assert.ok(places > 0, `${where}: the name is there`);
  assert.deepEqual(wrong, [], where);
  const title = await page.title();
  assert.ok(!title.includes(name.split(' ')[1]) && !title.includes(OVERRIDE), `${where}: the tab names nobody: ${title}`);
}

journey('a name with an override, and one written from right to left, turn no sentence around', { timeout: 300_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH });
  const { page } = ines;
  for (const { given, preferred, family, shown } of CLIENTS) {
    await page.getByRole('link', { name: 'Caseload' }).click();
    await page.getByRole('link', { name: 'New client' }).first().click();
    await page.getByLabel('Given name').fill(given);
    await page.getByLabel('Family name').fill(family);
    await page.getByLabel('Goes by').fill(preferred);
    await page.getByLabel('Birth date').fill(BIRTH);
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('navigation', { name: /^Chart of/ }).waitFor();
    await inOrder(page, shown, 'chart');
    await admit(page, RUTH.name);
    await tab(page, 'Notes');
    await writeNote(page, { sections: TEXT });
    await inOrder(page, shown, 'note being written');
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByRole('heading', { name: 'To do' }).waitFor();
    await inOrder(page, shown, 'Today');
    await page.getByRole('main').getByRole('link', { name: /^Sign note/ }).first().click();
    await page.getByLabel('Passphrase to sign').waitFor();
    await sign(page);
    await allSaved(page);
    await inOrder(page, shown, 'note');
    await page.emulateMedia({ media: 'print' });
    await inOrder(page, shown, 'on paper');
    await page.emulateMedia({ media: null });
    await printed(page, `names-${CLIENTS.findIndex((one) => one.shown === shown)}`, shown === 'Rowan Maplethorn' ? [shown] : []);
    await page.getByRole('link', { name: 'Caseload' }).click();
    await inOrder(page, shown, 'caseload');
  }
  await shot(page, 'names-caseload');
  await axe(page);

  const desk = ruth.page;
  await desk.getByRole('link', { name: /^Review/ }).first().click();
  for (const { shown } of CLIENTS) {
    const entry = desk.getByRole('main').getByRole('link', { name: new RegExp(shown.split(' ')[1]) }).first();
    await entry.waitFor({ timeout: 60_000 });
    await inOrder(desk, shown, 'review queue');
    await entry.click();
    await desk.getByText(TEXT.Data).waitFor();
    await inOrder(desk, shown, 'review');
  }
  await shot(desk, 'names-review');
  await axe(desk);
  await openChart(desk, /Pemberwick/);
});

// Every page of the desk with something on it, by each role: its words, axe, nothing wider than a phone, its paper, and its pictures
// where `SHOTS` names a folder for them. A route of `app/src/desk.rs` that is not looked at here fails the journey.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aria, axe, fits, journey, printed, root } from './support.mjs';
import { PASS, fillNote, justNow, openClient, progressIs, sign } from './support/notes.mjs';
import { act, edit, fillLines } from './support/plan.mjs';
import { HAND_OVER, assess, clientSigns, day, diagnose, plan, signBar } from './support/through.mjs';
import { shot } from './support/shot.mjs';
import { BIRTH, INES, RUTH, allSaved, openChart, staff, tab, takeIn } from './support/work.mjs';

const STEP = 'After a hard call, phones one of three people before leaving the place';
const FIRST = { Data: 'Wren rehearsed the call twice.', Assessment: 'Finds the words sooner.', Plan: 'The call card before Friday.' };

/** The addresses that were looked at, as the router names them. */
const seen = new Set();

/** A page as it is when nothing moves on it any more. */
async function look(page, name, part = 'main') {
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(0, 0);
  seen.add(new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id'));
  if (await page.getByRole('button', { name: 'Lock', exact: true }).count()) assert.match(await page.title(), / · Throughline$/, `${name} names the tab`);
  await axe(page);
  await aria(page, `pages/${name}`, part);
  await fits(page);
  await underFingers(page);
  await shot(page, name);
}

/** The page as it is touched: on a phone and on a tablet. */
async function underFingers(page) {
  const [before, session] = [page.viewportSize(), await page.context().newCDPSession(page)];
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
  assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches));
  for (const size of [{ width: 390, height: 844 }, { width: 820, height: 1180 }]) {
    await page.setViewportSize(size);
    await targets(page, 44);
  }
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await session.detach();
  await page.setViewportSize(before);
}

/** Looks at a page at another width. */
async function at(page, width, looking) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 1000 });
  await looking();
  await page.setViewportSize(before);
}

/** Every target is high enough: 24 px, and 44 px under a finger (WCAG 2.2, 2.5.8 and 2.5.5). */
async function targets(page, least) {
  const small = await page.evaluate((least) => {
    const inText = (one) => one.matches('a, .linkbtn, .go-link') && getComputedStyle(one).display === 'inline';
    const shown = [...document.querySelectorAll('main :is(a[href], button, select, input:not([type=radio], [type=checkbox]))')];
    const boxes = shown.filter((one) => one.checkVisibility() && !inText(one) && !one.closest('.hidden-visually')).map((one) => [one, one.getBoundingClientRect()]);
    return boxes.filter(([, box]) => box.width > 0 && box.height < least).map(([one, box]) => `${Math.round(box.height)} px: ${one.outerHTML.slice(0, 120)}`);
  }, least);
  assert.deepEqual(small, [], `targets lower than ${least} px at ${page.viewportSize().width} px`);
}

/** Follows a link to an address that no page of this journey links to. */
const follow = (page, href) =>
  page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href });
    document.querySelector('main').append(link);
    link.click();
    link.remove();
  }, href);

const to = async (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
const heading = (page, name) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** The routes of the desk, with `:id` for each part that names a client or a document. */
async function routes() {
  const text = await readFile(join(root, 'app/src/desk.rs'), 'utf8');
  const all = [...text.matchAll(/path!\("([^"]+)"\)/g)].map(([, path]) => path.replaceAll(/\/:\w+\?/g, '').replaceAll(/:\w+/g, ':id'));
  return all.filter((path) => !ELSEWHERE.includes(path) && !ELSEWHERE_ALL.some((folder) => path.startsWith(folder)));
}

/** Pages that other journeys look at, as each has one of its own: two versions at once, a draft whose base was superseded, the tablet in a client's hands, passkeys,
 *  what was delivered late; and one that only leads on. */
const ELSEWHERE = ['/passkeys', '/clients/:id/plan/merge', '/clients/:id/plan/:id/bring-over', '/clients/:id/measures/:id/client', '/clients/:id/notes/new', '/clients/:id/late', '/clients/:id/late/:id'];

/** Parts of the desk whose own journeys look at each page. */
const ELSEWHERE_ALL = ['/interventions', '/clients/:id/continuing-care', '/clients/:id/discharge', '/clients/:id/episodes', '/clients/:id/check-ins', '/clients/:id/aftercare'];

journey('every page, with its words and its pictures', { timeout: 900_000 }, async ({ device }) => {
  const { admin, ines, ruth } = await staff(device, { ines: INES, ruth: RUTH });
  const { page } = ines;

  // The first day.
  await to(page, /^Today/);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await look(page, 'today-first-day');
  await to(page, /^Caseload/);
  await heading(page, 'Caseload');
  await look(page, 'caseload-empty');
  await page.getByRole('link', { name: 'New client' }).first().click();
  await heading(page, 'New client');
  await look(page, 'new-client');
  await targets(page, 24);
  await page.getByRole('link', { name: 'Back to caseload' }).click();
  const chart = await openClient(page, { birth: BIRTH, opened: day(-7) });
  await tab(page, 'Team');
  await takeIn(page, RUTH);
  await look(page, 'team');
  await tab(page, 'Profile');
  await page.getByLabel('Given name').waitFor();
  await look(page, 'profile');
  for (const [word, name] of [['Assessment', 'assessments-empty'], ['Diagnoses', 'diagnoses-empty'], ['Plan', 'plan-empty'], ['Measures', 'measures-empty'], ['Return to use', 'returns-empty'], ['Notes', 'notes-empty']]) {
    await tab(page, word);
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    await look(page, name);
  }

  // Assessment, diagnosis, plan.
  await assess(page, { reason: 'I want to be someone Posy can count on.', finding: 'Cravings follow arguments at home.' });
  await look(page, 'assessment-form');
  await targets(page, 24);
  await signBar(page);
  await page.getByRole('button', { name: 'entered in error' }).waitFor();
  await allSaved(page);
  await look(page, 'assessment');
  assert.equal(await printed(page, 'pages-assessment'), 2, 'sheets of the assessment');
  await tab(page, 'Assessment');
  await page.getByRole('button', { name: /^Start another assessment/ }).waitFor();
  await look(page, 'assessments');
  await tab(page, 'Diagnoses');
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Substance use/ }).check();
  await look(page, 'diagnosis-new');
  await diagnose(page);
  await allSaved(page);
  await look(page, 'diagnoses');
  await page.getByRole('link', { name: /^Change/ }).click();
  await page.getByRole('button', { name: 'Sign diagnosis' }).waitFor();
  await look(page, 'diagnosis-change');
  await plan(page, { words: 'Mornings that do not feel like wading.', step: STEP, done: 'Rehearse the call, in her own words' });
  await look(page, 'plan-edit-first');
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await act(page, HAND_OVER);
  await page.getByRole('dialog', { name: 'Your plan' }).waitFor();
  await look(page, 'client-signs', 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Your plan' }).waitFor({ state: 'hidden' });
  await clientSigns(page, { words: 'Mornings first, please.' });
  await page.getByText(/^Client: agrees/).waitFor();
  await allSaved(page);
  await look(page, 'plan');
  assert.equal(await printed(page, 'pages-plan'), 2, 'sheets of the plan');

  // A note: written, its link made, signed.
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await page.locator('#session').waitFor();
  await look(page, 'note-new');
  await page.getByRole('complementary').getByRole('button', { name: new RegExp(STEP) }).click();
  await progressIs(page, 'Improving');
  await fillNote(page, { sections: FIRST, when: justNow(), format: 'DAP' });
  await page.getByText('All saved').first().waitFor();
  await look(page, 'note-edit');
  await at(page, 820, async () => {
    const top = async (part) => (await page.locator(`.noteboard > ${part}`).boundingBox()).y;
    assert.ok((await top('.beside')) < (await top('.paper')), 'on a tablet the objectives come before the sheet');
  });
  await targets(page, 24);
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('main').getByRole('link', { name: /^Sign note/ }).waitFor();
  await look(page, 'today-draft');
  await page.goBack();
  await sign(page);
  await allSaved(page);
  await look(page, 'note');
  assert.equal(await printed(page, 'pages-note'), 1, 'sheets of the note');
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().waitFor();
  await look(page, 'notes');
  await page.getByRole('link', { name: 'My counseling notes' }).click();
  await page.getByRole('button', { name: 'New counseling note' }).waitFor();
  await look(page, 'counseling-notes');
  await page.getByRole('button', { name: 'New counseling note' }).click();
  await page.getByRole('textbox', { name: 'Counseling note', exact: true }).fill('I let the silence be.');
  await page.getByText(/^Draft saved/).waitFor();
  await look(page, 'counseling-note');

  // A measure, and a return to use.
  await tab(page, 'Measures');
  await page.getByLabel('Measure', { exact: true }).selectOption('gad-7');
  await page.getByRole('button', { name: 'Start measure' }).click();
  for (const item of [1, 2, 3, 4, 5, 6, 7]) await page.locator(`#item-${item}-1`).check();
  await page.getByText(/^Draft saved/).waitFor();
  await look(page, 'measure-form');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Print' }).waitFor();
  await allSaved(page);
  await look(page, 'measure');
  await tab(page, 'Measures');
  await page.getByRole('heading', { name: /GAD-7/ }).first().waitFor();
  await look(page, 'measures');
  await tab(page, 'Return to use');
  await page.getByRole('button', { name: /return to use/i }).first().click();
  await page.getByRole('heading', { name: 'What happened, and what we can learn from it' }).waitFor();
  await page.locator('#return-account').fill('My mother called. I had five cans, alone, and then I stopped.');
  await page.locator('#return-found-on').fill(day(0));
  await page.locator('#return-start').fill(day(0));
  await page.getByRole('button', { name: /^Stay at/ }).click();
  await page.locator('#decision-reason').fill('She told us the same day.');
  await page.getByText(/^Draft saved/).waitFor();
  await look(page, 'return-to-use-form');
  await signBar(page);
  await page.getByRole('button', { name: 'Revise plan for this event' }).waitFor();
  await allSaved(page);
  await look(page, 'return-to-use');
  await tab(page, 'Return to use');
  await page.getByRole('main').getByRole('link', { name: /Recovery line/ }).first().waitFor();
  await look(page, 'returns');
  await page.getByRole('main').getByRole('link', { name: /Recovery line/ }).first().click();
  await page.getByRole('heading', { name: 'Recovery line' }).waitFor();
  await look(page, 'recovery');

  // The plan revised: what a field said before is beside it.
  await tab(page, 'Plan');
  await act(page, 'Revise');
  await edit(page, 'objective 1.1');
  await page.getByLabel('Objective', { exact: true }).fill(STEP.replace('three', 'two'));
  await page.getByRole('region', { name: /^Objective/ }).getByLabel('Target date').fill(day(60));
  await page.getByText(/^Was: /).first().waitFor();
  await page.getByLabel(/^Reason for change/).first().fill('Two people are enough, she says.');
  await page.getByText(/^Draft saved/).waitFor();
  await look(page, 'plan-edit');
  await targets(page, 24);
  await fillLines(page, { 'review, discharge, and aftercare': { 'Next review': day(14) } });
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await page.getByRole('link', { name: /^What changed since 1/ }).first().click();
  await page.getByText('Two people are enough, she says.').first().waitFor();
  await allSaved(page);
  await look(page, 'plan-compare');
  assert.equal(await printed(page, 'pages-compare'), 1, 'sheets of the comparison');

  // The chart, and what is over all charts.
  await page.getByRole('navigation', { name: /^Chart of/ }).getByRole('link', { name: 'Timeline' }).click();
  await look(page, 'timeline');
  await to(page, /^Caseload/);
  await page.getByRole('main').getByRole('link', { name: /Wren Maplethorn/ }).first().waitFor();
  await look(page, 'caseload');
  await at(page, 390, async () => {
    const facts = page.locator('.case tbody tr').first().locator('td[data-label]');
    assert.deepEqual(await facts.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.label)), ['Level', 'Last contact', 'Next review']);
    await page.getByRole('list', { name: 'State of your work' }).getByText('All saved').waitFor();
  });
  await to(page, /^Search/);
  await page.getByRole('searchbox').fill('rehearsed');
  await page.getByRole('main').getByRole('link', { name: /Wren/ }).first().waitFor();
  await look(page, 'search');
  await to(page, /^Today/);
  await page.getByRole('link', { name: /^Recently signed/ }).waitFor();
  await look(page, 'today');
  await page.getByRole('link', { name: /^Recently signed/ }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await look(page, 'recently-signed');
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: /Awaiting|waiting/i }).first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await look(page, 'waiting');
  await page.getByRole('list', { name: 'State of your work' }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await look(page, 'outbox');
  await page.getByRole('link', { name: 'Show your Secret Key' }).click();
  await page.getByRole('heading', { level: 1, name: /Secret Key/ }).waitFor();
  await look(page, 'secret-key');

  // The supervisor's desk.
  const reader = ruth.page;
  // Everything has arrived once both versions of the plan have.
  await to(reader, /^Review/);
  await reader.getByRole('main').getByRole('link', { name: /Treatment plan/ }).nth(1).waitFor({ timeout: 90_000 });
  await to(reader, /^Today/);
  await reader.getByRole('heading', { level: 1 }).first().waitFor();
  await look(reader, 'supervisor-today');
  await to(reader, /^Review/);
  await reader.getByRole('main').getByRole('link', { name: /Wren Maplethorn/ }).first().waitFor();
  await look(reader, 'review-queue');
  for (const [link, name] of [[/Individual/, 'review-note'], [/Assessment/, 'review-assessment'], [/Plan|Treatment/, 'review-plan']]) {
    await reader.getByRole('region', { name: 'Review queue' }).getByRole('link', { name: link }).first().click();
    await reader.getByRole('heading', { name: 'Signatures and comments' }).waitFor();
    await look(reader, name);
  }
  await follow(reader, '/late');
  await reader.getByText('Nothing to decide').waitFor();
  await look(reader, 'late');
  await to(reader, /^Outcomes/);
  await heading(reader, 'Outcomes');
  await look(reader, 'outcomes');

  // The administrator's.
  const desk = admin.page;
  for (const [link, name] of [['People', 'people'], ['Settings', 'settings'], ['Audit log', 'audit']]) {
    await to(desk, link);
    await desk.getByRole('heading', { level: 1 }).first().waitFor();
    await desk.waitForLoadState('networkidle');
    // The log's rows are as many as the devices asked for.
    await look(desk, name, name === 'audit' ? 'main .pagehead' : 'main');
  }
  await desk.getByRole('link', { name: 'Compare codes' }).click();
  await desk.locator('[data-code="directory"]').waitFor();
  await look(desk, 'codes');
  await ines.device.visit('/nothing-here', page);
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await look(page, 'locked', 'body');
  for (const width of [1280, 820, 390]) {
    await at(page, width, async () => assert.ok((await page.locator('.gate .wordmark').boundingBox()).height <= 48, `${width} px: one line`));
  }
  assert.ok(chart.startsWith('/clients/'));
  assert.deepEqual((await routes()).filter((path) => !seen.has(path)), [], 'routes without a look');
});

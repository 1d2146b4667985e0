// Writing a note: counted, and with bad luck.
import assert from 'node:assert/strict';
import { journey, aria, axe, fits, focused } from './support.mjs';
import { justNow, fillNote, sessionDetails, sign, writeNote, PASS } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { assess, clientSigns, day, diagnose, plan, signBar, tiedNote } from './support/through.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

const LICENSED = { ...INES, trainee: false };
const STEP = 'After a hard call, phones one of three people before leaving';
const FIRST = { Data: 'Wren came on time. Two calls were hard this week.', Assessment: 'She calls her sister first now.', Plan: 'The call card before Friday.' };
const CLICKED = ['She told of the weekend with her mother in order.', 'Conflict comes before craving, and she sees it sooner.', 'One call is rehearsed on Thursday.'];
const KEYED = ['A quiet week; she cooked on four evenings.', 'Less tension at home than in October.', 'Same hour next week, with her sister.'];

/** Counts presses of the pointer and of the keys that move or choose; letters are typing. */
const count = (page) => page.evaluate(() => {
  const heard = globalThis.counted !== undefined; // listeners stay for the life of the page: each press counts once
  globalThis.counted = { clicks: 0, keys: 0 };
  if (heard) return;
  addEventListener('pointerdown', () => { globalThis.counted.clicks += 1; }, true);
  addEventListener('keydown', ({ key, ctrlKey }) => {
    if (['Tab', 'Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key) || (key === ' ' && ctrlKey)) globalThis.counted.keys += 1;
  }, true);
});
const counted = (page) => page.evaluate(() => globalThis.counted);
const signed = (page) => page.getByRole('button', { name: 'Add addendum' }).waitFor();
const active = (page) => page.evaluate(() => `${document.activeElement.ariaLabel ?? ''} ${document.activeElement.textContent}`);

/** A client with a signed plan and one note that served its objective. */
async function routine(page) {
  const chart = await openChart(page);
  await assess(page, { reason: 'I want to be someone Posy can count on.', finding: 'Leaves the house after hard calls.' });
  await signBar(page);
  await page.getByRole('button', { name: 'entered in error' }).waitFor();
  await diagnose(page);
  await plan(page, { words: 'I want to stay in the room.', step: STEP, done: 'Call card rehearsal' });
  await signBar(page);
  await page.getByRole('button', { name: 'Client signs' }).waitFor();
  await clientSigns(page);
  await tab(page, 'Notes');
  const fill = (where, sections) => fillNote(where, { sections, when: { ...justNow(), end: justNow().start.replace('00', '30') }, format: 'DAP' });
  await tiedNote(page, { step: STEP, progress: 'Improving', sections: FIRST, fill, sign });
  return chart;
}

journey('from Today to a signed note in nine clicks, and with twenty-five keys', { timeout: 400_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: LICENSED }, { clients: [wren('ines')] });
  const { page } = ines;
  await routine(page);
  await allSaved(page);

  // By pointer.
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: /^Recently signed/ }).waitFor();
  await count(page);
  await page.getByRole('link', { name: 'Start note: Wren Maplethorn' }).click();
  await focused(page, 'data');
  assert.ok((await page.locator('#data').boundingBox()).y < 450, 'writing begins in the upper half of a screen of 900 pixels');
  await page.keyboard.type(CLICKED[0]);
  const beside = page.getByRole('complementary', { name: /^Objectives/ });
  await beside.getByRole('button', { name: new RegExp(STEP) }).click();
  await page.getByText('Serves 1.1').waitFor();
  assert.ok(await beside.getByRole('radio', { name: 'Improving' }).isChecked(), 'as the last note said');
  await page.waitForFunction(() => document.querySelectorAll('.threads path').length === 1);
  await page.locator('#assessment').click();
  await page.keyboard.type(CLICKED[1]);
  await page.locator('#plan').click();
  await page.keyboard.type(CLICKED[2]);
  await page.getByRole('button', { name: 'All risks asked and denied' }).click();
  await page.getByRole('button', { name: /^Just ended/ }).click();
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'note-thread', 'main');
  await page.getByLabel('Passphrase to sign').click();
  await page.keyboard.type(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await signed(page);
  const { clicks } = await counted(page);
  assert.ok(clicks <= 9, `${clicks} clicks`);
  await page.getByText(/1\.1 improving/).waitFor();

  // By keyboard alone.
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: /^Recently signed/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.nodeName === 'H1');
  await count(page);
  for (let tabs = 0; tabs < 9 && !(await active(page)).startsWith('Start note: Wren'); tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await focused(page, 'data');
  await page.keyboard.type(KEYED[0]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter'); // the objectives of the plan
  await page.waitForFunction(() => document.activeElement?.matches('.serves button'));
  await page.keyboard.press('Enter');
  await page.getByText('Serves 1.1').waitFor();
  await focused(page, 'data');
  for (const [place, text] of [['assessment', KEYED[1]], ['plan', KEYED[2]]]) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await focused(page, place);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // all risks asked and denied
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await page.keyboard.press('Control+Enter'); // what is missing: the time
  await focused(page, 'offer-start');
  await page.keyboard.press('Enter');
  await focused(page, 'plan');
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+Enter');
  await focused(page, 'sign-passphrase');
  await page.keyboard.type(PASS);
  await page.keyboard.press('Enter');
  await signed(page);
  const { keys } = await counted(page);
  assert.ok(keys <= 25, `${keys} keys`);
  console.log(`a routine note: ${clicks} clicks, ${keys} keys`);
});

journey('a missed session asks for little; what was found is named; a discarded draft is gone', { timeout: 300_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: LICENSED }, { clients: [{ ...wren('ines'), opened: justNow().day }] });
  const { page } = ines;
  await openChart(page);
  await tab(page, 'Notes');

  await page.getByRole('link', { name: 'New note' }).first().click();
  await sessionDetails(page);
  await page.getByLabel('Type of service').selectOption({ label: 'No-show or cancelled' });
  await page.getByLabel('What happened').selectOption({ label: 'Did not come' });
  assert.equal(await page.getByLabel('End', { exact: true }).count(), 0, 'nobody met: there is no end');
  assert.equal(await page.getByLabel('Reason', { exact: true }).count(), 1);
  assert.equal(await page.getByText('Toxicology').count(), 0);
  const { day, start } = justNow();
  await page.getByLabel('Date of service').fill(day);
  await page.getByLabel('Scheduled for').fill(start);
  const bar = page.getByRole('form', { name: 'Sign' });
  await bar.getByRole('button', { name: 'Outreach attempts' }).click();
  await focused(page, 'attempts');
  await axe(page);
  await aria(page, 'note-no-show', 'main');
  await sign(page);

  // Left empty, what is missing is named and leads to its place; one press answers all risks.
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await bar.getByText(/to fix:/).waitFor();
  await bar.getByRole('button', { name: '4 risks not assessed' }).click();
  await page.getByRole('button', { name: 'All risks asked and denied' }).click();
  await bar.getByRole('button', { name: '4 risks not assessed' }).waitFor({ state: 'hidden' });
  assert.equal(await page.getByRole('article').getByRole('radio', { name: 'Denied', checked: true }).count(), 4);

  // Discarded, it is in no list while it can still be had back.
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByText('Draft discarded.').waitFor();
  await page.getByRole('heading', { name: /^Signed/ }).waitFor();
  assert.equal(await page.getByRole('heading', { name: /^Drafts/ }).count(), 0);
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: /^Recently signed/ }).waitFor();
  assert.equal(await page.getByRole('main').getByRole('link', { name: /^Sign note/ }).count(), 0);
});

journey('what cannot be saved is said and asked about; a lock breaks nothing and the field is there again', { timeout: 300_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: LICENSED }, { clients: [wren('ines')] });
  const { page } = ines;
  const chart = await openChart(page);
  await page.clock.install();
  await page.goto(new URL(`${chart}/notes`, page.url()).href);
  await unlock(page);

  // A refused signature, then nobody touches the desk for eleven minutes.
  await page.getByRole('link', { name: 'New note' }).first().click();
  await focused(page, 'data');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByText(/^Not signed\. Fix:/).waitFor();
  await page.locator('#assessment').fill('Steadier.');
  await page.getByText(/^Draft saved/).waitFor();
  await page.clock.runFor(11 * 60_000);
  await page.getByRole('heading', { name: 'Welcome back', level: 1 }).waitFor();
  await unlock(page);
  await focused(page, 'assessment');
  assert.equal(await page.locator('#assessment').inputValue(), 'Steadier.');

  // More than one document can hold: it is said, and leaving asks.
  const LONG = 'Came on time and spoke of the week. '.repeat(17_000);
  await page.locator('#data').fill(LONG);
  const bar = page.getByRole('form', { name: 'Sign' });
  await bar.getByRole('button', { name: 'Not saved' }).waitFor();
  let asked = '';
  page.once('dialog', (dialog) => { asked = dialog.message(); void dialog.dismiss(); });
  await page.getByRole('link', { name: 'Caseload' }).click();
  assert.match(asked, /could not be saved/);
  assert.equal(await page.locator('#data').inputValue(), LONG, 'still there');
  await page.locator('#data').fill('Came on time.');
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('heading', { name: 'Caseload', level: 1 }).waitFor();

  // An addendum without a word goes to its text.
  await page.goto(new URL(chart, page.url()).href);
  await unlock(page);
  await tab(page, 'Notes');
  await writeNote(page, { sections: FIRST });
  await sign(page);
  await page.getByRole('button', { name: 'Add addendum' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByRole('button', { name: 'Sign addendum' }).click();
  await focused(page, 'addendum-text');
});

journey('a late note of licensed staff is in the review queue until a supervisor says that it was reviewed', { timeout: 240_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: LICENSED, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  const reader = ruth.page;
  await openChart(page);
  await tab(page, 'Notes');
  // A word of any length breaks before it makes a page wider than a phone.
  const long = `Hears it as ${'whirr'.repeat(38)}.`;
  await writeNote(page, { sections: { ...FIRST, Plan: long }, when: { day: day(-6), start: '10:00', end: '10:50' } });
  await fits(page);
  await page.getByLabel('Reason for late entry').fill('The tablet was in repair.');
  await page.getByText(/^Draft saved/).waitFor();
  await sign(page);
  await page.getByText(/^Late entry for /).first().waitFor();
  await allSaved(page);
  await fits(page);

  await reader.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review/ }).click();
  const queue = reader.getByRole('region', { name: 'Review queue' });
  await queue.getByRole('heading', { name: 'Late notes' }).waitFor({ timeout: 60_000 });
  await queue.getByRole('link', { name: /Wren Maplethorn/ }).click();
  await reader.getByText(FIRST.Data).waitFor();
  await fits(reader);
  await axe(reader);
  const reviewed = reader.getByRole('button', { name: 'Mark as reviewed' });
  await reviewed.click();
  await focused(reader, 'sign-passphrase');
  await reader.getByLabel('Passphrase to sign').fill(PASS);
  await reviewed.click();
  await reader.getByText('Marked as reviewed.').waitFor();
  await reader.getByText('Nothing to review').waitFor();
  await allSaved(reader);
  await page.getByText('Late entry reviewed.').waitFor({ timeout: 60_000 });
});

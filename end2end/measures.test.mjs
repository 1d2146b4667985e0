// Standard measures: filled in together and by the client on the tablet, what asks for a person at once, results over time, offline.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { aria, axe, focused, journey, root } from './support.mjs';
import { openClient, PASS } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { day } from './support/through.mjs';
import { BIRTH, INES, allSaved, colleagues, offline, openChart, staff, tab, wren } from './support/work.mjs';

const COUNSELOR = { ...INES, trainee: false };
const TABLET = { width: 1024, height: 768 };
const DESK = { width: 1440, height: 900 };

const picture = async (page, name) => {
  const folder = join(root, 'target/end2end');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `measures-${name}.png`), fullPage: true });
};

const start = async (page, id) => {
  await tab(page, 'Measures');
  await page.getByLabel('Measure', { exact: true }).selectOption(id);
  await page.getByRole('button', { name: 'Start measure' }).click();
  await page.getByRole('button', { name: 'Discard draft' }).waitFor();
};

const signed = async (page) => {
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Print' }).waitFor();
};

/** Answers a question of the whole form by the place of its answer. */
const answer = (page, item, at) => page.locator(`#item-${item}-${at}`).check();

/** Answers the question on the client's screen and goes on. */
const tap = async (page, word, heading) => {
  if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.getByText(word, { exact: true }).click();
  await page.getByRole('button', { name: /^(Next|Siguiente)/ }).click();
};

journey('a measure filled in together says what is missing, is signed, and is read over time', { timeout: 300_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: COUNSELOR }, { clients: [wren('ines')] });
  const { page } = ines;
  await page.setViewportSize(DESK);
  await openChart(page);
  await tab(page, 'Measures');
  await page.getByText('No measures yet').waitFor();
  await axe(page);

  await start(page, 'gad-7');
  await page.getByLabel('Date', { exact: true }).fill(day(-14)); // copied in later
  for (const item of [1, 2, 3]) await answer(page, item, 3);
  await page.getByText('4 to fix:').waitFor();
  await page.getByRole('form', { name: 'Sign' }).getByRole('button', { name: 'Afraid' }).waitFor();
  await axe(page);
  await aria(page, 'measure-form', 'main');
  await picture(page, 'form');
  // refused, and the first open question has the word
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByText('This is not answered yet. Answer it, or mark it as skipped.').first().waitFor();
  const bar = page.getByRole('form', { name: 'Sign' });
  await bar.getByText('Not signed. Fix:').waitFor();
  await bar.getByRole('button', { name: 'Restless' }).click();
  await focused(page, 'item-5-0');
  // what was typed is there after the page was left
  await page.getByText(/^Draft saved/).waitFor();
  await tab(page, 'Measures');
  await page.getByRole('link', { name: /GAD-7.*4 questions left/ }).click();
  for (const item of [4, 5, 6, 7]) await answer(page, item, 1);
  await page.getByText('13 of 21, moderate').waitFor();
  await signed(page);
  await page.getByText('Moderate').first().waitFor();
  await page.getByText('No permission required to reproduce').waitFor();

  await allSaved(page); // what arrives draws the page anew
  await start(page, 'gad-7');
  for (const item of [1, 2, 3, 4, 5, 6, 7]) await answer(page, item, 1);
  await signed(page);
  await page.getByText(/^Down 6 since .*, better: a reliable change/).waitFor();
  await axe(page);
  await aria(page, 'measure-result', 'main');
  await picture(page, 'result');
  await tab(page, 'Measures');
  await page.getByRole('img', { name: /^GAD-7 total: 13 on .*, 7 on / }).waitFor();
  await axe(page);
  await aria(page, 'measures', 'main');
  await picture(page, 'list');
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'nothing is wider than a phone');
  await picture(page, 'list-phone');
  await page.setViewportSize(DESK);

  // answers that cannot both be right are refused beside the question
  await allSaved(page);
  await start(page, 'bam');
  await answer(page, '4', 1);
  await answer(page, '5', 2);
  await page.getByText('Days of heavy drinking cannot exceed days of drinking.').waitFor();
  await answer(page, '4', 0);
  await page.locator('#item-5-0').waitFor();
});

journey('the client answers on the tablet without the server; item 9 opens the risk screen; every way out locks', { timeout: 300_000 }, async ({ server, device }) => {
  const { ines } = await colleagues(device, { ines: COUNSELOR }, { clients: [wren('ines')] });
  const { page } = ines;
  await page.setViewportSize(TABLET);
  await openChart(page);
  await allSaved(page);
  // the page's code is on the device before the server goes
  await tab(page, 'Measures');
  await page.getByText('No measures yet').waitFor();
  await server.stop();
  await offline(page, 0);

  // a short screen first: at its cut it goes on, the answers carried
  await start(page, 'phq-2');
  await page.getByRole('button', { name: 'Hand tablet to client' }).click();
  await page.getByRole('heading', { level: 1, name: 'Little interest or pleasure in doing things' }).waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0, 'nothing else is on the page');
  assert.ok(!(await page.content()).includes('Maplethorn'), 'nor is the name in the document');
  assert.ok(!(await page.content()).includes('Ines Quill'), 'nor who is signed in');
  await axe(page);
  await aria(page, 'measure-client');
  await picture(page, 'client');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('heading', { level: 1, name: 'Poco interés o placer en hacer cosas' }).waitFor();
  await picture(page, 'client-es');
  await tap(page, 'Varios días');
  await page.getByRole('button', { name: 'English' }).click();
  await tap(page, 'More than half the days', 'Feeling down, depressed, or hopeless');
  await page.getByRole('heading', { level: 1, name: /^Trouble falling or staying asleep/ }).waitFor();

  // back to the page before is locked, and nothing of the chart is shown
  await page.goBack();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  assert.equal(await page.getByText('Maplethorn').count(), 0);
  await unlock(page);
  await page.getByRole('heading', { name: 'PHQ-9', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'Correct an answer with the client' }).waitFor();

  // so is a reload
  await page.getByRole('button', { name: 'Hand tablet to client' }).click();
  await page.getByRole('heading', { level: 1, name: /^Trouble falling/ }).waitFor();
  await page.reload();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  assert.equal(await page.getByText('Maplethorn').count(), 0);
  await unlock(page);
  await page.getByRole('heading', { name: 'PHQ-9', level: 2 }).waitFor();

  await page.getByRole('button', { name: 'Hand tablet to client' }).click();
  for (const heading of [/^Trouble falling/, /^Feeling tired/, /^Poor appetite/, /^Feeling bad/]) await tap(page, 'Not at all', heading);
  await page.getByRole('heading', { level: 1, name: /^Trouble concentrating/ }).waitFor();
  await page.getByRole('button', { name: 'Skip this question' }).click();
  await tap(page, 'Not at all', /^Moving or speaking/);
  await tap(page, 'Several days', /^Thoughts that you would be better off dead/);
  await tap(page, 'Somewhat difficult');
  await page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor();
  await axe(page);
  await picture(page, 'client-done');
  await page.getByRole('button', { name: 'Counselor: unlock' }).click();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  assert.equal(await page.getByText('Maplethorn').count(), 0);
  await unlock(page);

  // the risk screen comes before the result, and has no way past it
  await page.getByRole('heading', { level: 1, name: 'Ask about suicide now' }).waitFor();
  await page.getByText(/answered “Several days” to PHQ-9 item 9/).waitFor();
  assert.equal(await page.getByRole('navigation', { name: 'Main' }).count(), 0);
  assert.equal(await page.getByRole('main').getByRole('link').count(), 1, 'the telephone alone');
  await axe(page);
  await aria(page, 'measure-risk');
  await page.setViewportSize(DESK);
  await picture(page, 'risk');
  await page.getByRole('button', { name: 'Record risk screen' }).click();
  await page.getByText('This is not answered yet').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Ask about suicide now' }).waitFor();
  // nor does the browser's Back lead past it
  for (let tries = 0; tries < 3; tries += 1) {
    await page.goBack();
    await page.getByText('Record what you asked and did first.').first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'Ask about suicide now' }).waitFor();
  }
  await page.locator('#asked-wish-dead-yes').check();
  for (const question of ['thoughts', 'how', 'intent', 'means', 'attempt']) await page.locator(`#asked-${question}-no`).check();
  await page.getByLabel('Low: safety plan').check();
  await page.getByRole('button', { name: 'Record risk screen' }).click();
  await page.getByText('Enter what was done, or why nothing more was needed.').waitFor();
  await page.getByLabel('Safety plan made or updated').check();
  await page.getByRole('button', { name: 'Record risk screen' }).click();
  await page.getByRole('heading', { name: 'PHQ-9', level: 2 }).waitFor();
  await page.getByText('Prorated: 1 not answered').waitFor();
  await picture(page, 'draft-result');
  await signed(page);
  await page.getByRole('heading', { name: 'Risk screen' }).waitFor();
  await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'result-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await offline(page, 1);
  await tab(page, 'Measures');
  await page.getByRole('heading', { name: /^PHQ-2/ }).waitFor();
  await page.getByRole('heading', { name: /^PHQ-9/ }).waitFor();
  await server.restart();
  await allSaved(page);
});

journey('what a program schedules is due on the first page, and what was not done says why', { timeout: 300_000 }, async ({ device }) => {
  const { admin, ines } = await staff(device, { ines: COUNSELOR });
  const office = admin.page;
  await office.getByRole('link', { name: 'Settings' }).click();
  await office.getByRole('button', { name: /^Change/ }).first().click();
  await office.locator('summary', { hasText: 'PHQ-9' }).click();
  await office.locator('#schedule-phq-9-admission').check();
  await office.locator('#schedule-phq-9-weeks').fill('60');
  await office.getByLabel('Reason for change').fill('Measurement-based care.');
  await office.getByRole('button', { name: 'Sign settings' }).click();
  await office.getByText('Enter a number from 1 to 52.').waitFor();
  await office.locator('#schedule-phq-9-weeks').fill('4');
  await office.getByText('PHQ-9: at admission, every 4 weeks; was: not asked.').waitFor();
  await office.getByRole('button', { name: 'Sign settings' }).click();
  await office.getByText('Settings signed.').waitFor();

  const { page } = ines;
  await allSaved(page);
  await openClient(page, { birth: BIRTH });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
  await page.getByRole('link', { name: /PHQ-9 due .*, at admission/ }).click({ timeout: 60_000 }); // the settings come with a sync
  await page.getByText(/PHQ-9 due .*, at admission/).waitFor();
  await page.getByRole('button', { name: 'Not done' }).click();
  await page.getByLabel('Reason it was not done').fill('Came to the door only.');
  await signed(page);
  await page.getByText('Came to the door only.').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText(/PHQ-9 due/).count(), 0);
});

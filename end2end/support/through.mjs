// Assessment, diagnosis, plan and signatures, as a counselor works through them. The client is made up.
import { PASSPHRASE, unlock } from './people.mjs';
import { progressIs } from './notes.mjs';
import { act, fillLines } from './plan.mjs';
import { allSaved, offline, tab } from './work.mjs';

/** A day so many days from now, where the browsers are. */
export const day = (days) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' }).format(Date.now() + days * 86_400_000);

/** Signs what is open with the bar at the foot. */
export async function signBar(page) {
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
}

/** Signs what is open on two pages, each before its device hears of the other: the second one's waits here, locked, while the first
 *  one's is sent. `after` is a button of a plan that is signed. */
export async function signApart(server, [first, second], after = 'Client signs') {
  await server.stop();
  await signBar(second);
  await second.getByRole('button', { name: after }).waitFor();
  await offline(second, 1);
  await second.getByRole('button', { name: 'Lock', exact: true }).click();
  await server.restart();
  await signBar(first);
  await first.getByRole('button', { name: after }).waitFor();
  await allSaved(first);
  await unlock(second);
  await allSaved(second);
}

/** Writes an entry assessment with one finding and signs it; begins in the chart. */
export async function assess(page, { reason, finding }) {
  await tab(page, 'Assessment');
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await page.getByRole('textbox', { name: 'Presenting concern' }).fill(reason);
  await page.locator('#withdrawal-considered').fill('Opioids daily, last this morning; COWS 9.');
  await page.getByRole('button', { name: 'Me, today' }).click();
  await page.locator('#withdrawal-decision').selectOption({ label: 'Medical opinion requested' });
  await page.locator('#withdrawal-reason').fill('Seen by the prescriber this afternoon.');
  for (const [index, rating] of ['2.1', 'ANY', '2.1', '2.1', '1.5'].entries()) {
    await page.locator(`#dimension-${index + 1}-rating`).selectOption(rating);
    await page.locator(`#dimension-${index + 1}-rationale`).fill('As told and seen today.');
  }
  await page.getByRole('button', { name: 'Choose 2.1 Intensive outpatient' }).click();
  await page.locator('#level-reason').fill('Three evenings a week fit around her shifts.');
  await page.getByRole('button', { name: 'Add finding' }).click();
  await page.getByRole('group', { name: 'Finding 1' }).getByLabel('Finding').fill(finding);
  await page.getByText(/^Draft saved/).waitFor();
}

/** Adds an opioid use disorder by its criteria; begins in the chart. */
export async function diagnose(page) {
  await tab(page, 'Diagnoses');
  await page.getByRole('link', { name: 'Add a diagnosis' }).click();
  await page.getByRole('radio', { name: /Substance use/ }).check();
  await page.getByLabel('Substance', { exact: true }).selectOption('opioid');
  await page.getByLabel('Date met').fill(day(-5));
  for (const each of ['Craving', 'Time spent', 'More or longer than intended', 'Failure to fulfill obligations']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${each}`) }).check();
  }
  await page.getByLabel('Last use').fill(day(-3));
  await page.getByLabel('Status').selectOption('confirmed');
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign diagnosis' }).click();
  await page.getByRole('heading', { name: /Opioid use disorder, moderate/ }).waitFor();
}

/** Makes the finding a problem of a new plan, with a goal, an objective and an intervention; ends at the draft, kept. */
export async function plan(page, { words, step, done }) {
  await tab(page, 'Plan');
  await page.getByRole('button', { name: 'Start a blank plan' }).click();
  await page.getByRole('button', { name: /^Add as a problem/ }).click();
  await page.getByLabel('ASAM dimension').selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: /Opioid use disorder/ }).check();
  await page.getByRole('button', { name: /^Add a goal/ }).click();
  await page.getByLabel('Goal (client’s words)').fill(words);
  await page.getByRole('button', { name: /^Add an objective/ }).click();
  await page.getByLabel('Objective', { exact: true }).fill(step);
  await page.getByLabel('Measurable by').fill('Seven of ten, in her diary.');
  await page.getByRole('region', { name: /^Objective/ }).getByLabel('Target date').fill(day(40));
  await page.getByRole('button', { name: /^Add an intervention/ }).click();
  await page.getByLabel('Intervention', { exact: true }).fill(done);
  await fillLines(page, { 'review, discharge, and aftercare': { 'Next review': day(28) } });
  await page.getByText(/^Draft saved/).waitFor();
}

/** The way to whom the plan is handed over; of a minor it names the guardian too. */
export const HAND_OVER = /^Client (or guardian )?signs$/;

/** The client agrees and draws a signature; the counselor takes it down. */
export async function clientSigns(page, { words = '' } = {}) {
  await act(page, HAND_OVER);
  const dialog = page.getByRole('dialog', { name: 'Your plan' });
  await dialog.getByRole('radio', { name: 'I agree with this plan' }).check();
  if (words) await dialog.getByLabel('In your own words (optional)').fill(words);
  const pad = dialog.getByRole('img', { name: /^Draw your signature/ });
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await pad.boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.5);
  await page.mouse.down();
  for (const [right, down] of [[0.3, 0.3], [0.4, 0.7], [0.5, 0.4], [0.7, 0.6]]) {
    await page.mouse.move(x + width * right, y + height * down, { steps: 4 });
  }
  await page.mouse.up();
  await dialog.getByRole('button', { name: 'Done, hand it back' }).click();
  await dialog.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Record signature' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Writes a note tied to the objective, with how it goes, and signs it. */
export async function tiedNote(page, { step, progress, sections, fill, sign }) {
  await page.getByRole('link', { name: 'New note' }).first().click();
  await page.getByRole('complementary').getByRole('button', { name: new RegExp(step) }).click();
  await progressIs(page, progress);
  await fill(page, sections);
  await sign(page);
}

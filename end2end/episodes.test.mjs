// A chart with two episodes of care: what happened after a discharge is told apart, and every list, page, and print names the
// episode that an entry belongs to.
import assert from 'node:assert/strict';
import { axe, journey, printed } from './support.mjs';
import { fillNote, sign } from './support/notes.mjs';
import { day, signBar } from './support/through.mjs';
import { INES, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

const COUNSELOR = { ...INES, trainee: false };
const field = (page, name) => page.locator(`:is(input, select, textarea)#${name}`);

/** The header of the chart says which episode the open entry belongs to, on paper too. */
const names = async (page, episode, sheet) => {
  const said = page.locator('header.chart dl.facts > div', { hasText: 'This entry' }).getByText(episode, { exact: true });
  await said.waitFor();
  if (!sheet) return;
  assert.ok((await printed(page, sheet, ['This entry', episode])) >= 1);
};

const write = async (page, when, text, late) => {
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'New note' }).first().click();
  await fillNote(page, { sections: { Data: text, Assessment: 'Steadier.', Plan: 'Same hour next week.' }, when, format: 'DAP' });
  if (late) await page.getByLabel('Reason for late entry').fill('Copied from paper after an outage.');
  await page.getByText(/^Draft saved/).waitFor();
  await sign(page);
  await allSaved(page);
};

journey('two episodes of care: each entry says which one it belongs to', { timeout: 300_000 }, async ({ device }) => {
  const client = { ...wren('ines', { plan: true }), opened: day(-60) };
  const { ines } = await colleagues(device, { ines: COUNSELOR }, { clients: [client] });
  const { page } = ines;
  await openChart(page);
  await write(page, { day: day(-14), start: '10:00', end: '10:50' }, 'She slept, and called Ada.', true);
  assert.equal(await page.getByText('This entry', { exact: true }).count(), 0, 'of one episode nothing has to be said');

  await tab(page, 'Aftercare');
  await page.getByRole('button', { name: 'Discharge' }).click();
  await field(page, 'discharge-on').fill(day(-8));
  await field(page, 'discharge-kind').selectOption({ label: 'Client chose to leave' });
  await field(page, 'discharge-reason').fill('She starts a day job.');
  await field(page, 'discharge-summary').fill('Came to 22 of 24 evenings.');
  await field(page, 'discharge-strengths').fill('Her sister.');
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await allSaved(page);

  // A return to use after the discharge: told beside its field, what was typed kept, and there is a way to say it.
  await tab(page, 'Return to use');
  await page.getByRole('button', { name: 'Record a return to use' }).first().click();
  await field(page, 'return-account').fill('I had two beers on Saturday.');
  await field(page, 'return-found-on').fill(day(-3));
  await field(page, 'return-period').selectOption({ label: 'While in care here' });
  await field(page, 'return-start').fill(day(-5));
  await page.getByText('Care had ended by this day. Choose “After discharge”, or check the date.').first().waitFor();
  assert.equal(await field(page, 'return-account').inputValue(), 'I had two beers on Saturday.');
  await field(page, 'return-period').selectOption({ label: 'After discharge' });
  await page.getByText(/^Care had ended by this day/).first().waitFor({ state: 'hidden' });
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);

  await tab(page, 'Aftercare');
  await page.getByRole('button', { name: 'Readmit' }).click();
  await field(page, 'episode-on').fill(day(-2));
  await field(page, 'episode-level').selectOption({ label: '2.1 Intensive outpatient' });
  await field(page, 'episode-reason').fill('She asked to come back.');
  await page.getByText(/^Draft saved/).waitFor();
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await allSaved(page);
  await write(page, { day: day(-1), start: '10:00', end: '10:50' }, 'She is back, and glad of it.', false);
  await names(page, 'Episode 2');

  // The lists.
  await tab(page, 'Notes');
  await page.getByRole('heading', { name: /^Signed · Episode 2/ }).waitFor();
  await page.getByRole('heading', { name: /^Signed · Episode 1/ }).waitFor();
  await axe(page);
  await tab(page, 'Return to use');
  await page.getByRole('listitem').filter({ hasText: /After discharge · Episode 1/ }).waitFor();
  await tab(page, 'Timeline');
  await page.getByRole('heading', { name: /· Episode 1$/ }).first().waitFor();

  // The pages and their prints: a note of the first, the plan of the second.
  await tab(page, 'Notes');
  await page.locator('h2', { hasText: 'Episode 1' }).locator('xpath=following-sibling::ul[1]').getByRole('link').first().click();
  await page.getByText('She slept, and called Ada.').waitFor();
  await names(page, 'Episode 1', 'episodes-note');
  await axe(page);
  await tab(page, 'Plan');
  await page.getByRole('list').filter({ hasText: 'Version 1' }).getByText(/Episode 2/).first().waitFor();
  await page.getByRole('link', { name: 'Timeline', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: /^Treatment plan of/ }).first().click();
  await names(page, 'Episode 2', 'episodes-plan');
  await axe(page);
  await allSaved(page);
});

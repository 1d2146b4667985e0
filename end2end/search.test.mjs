// What somebody types who searches in a hurry: a misspelled name, an abbreviation, a day without its year.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { sign, writeNote } from './support/notes.mjs';
import { day } from './support/through.mjs';
import { INES, allSaved, colleagues, openChart, wren } from './support/work.mjs';

journey('a misspelled name, an abbreviation, and a day without a year are found', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } }, { clients: [wren('ines')] });
  const { page } = ines;
  await openChart(page);
  const when = { day: day(-1), start: '10:00', end: '10:50' };
  await writeNote(page, { sections: { Data: 'Told of attention-deficit hyperactivity disorder at nine.', Assessment: 'Steady.', Plan: 'A call card.' }, when });
  await sign(page);
  await allSaved(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click();
  const seek = page.getByRole('searchbox');
  const hits = page.locator('.hits a');
  const { day: number, month } = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', day: 'numeric', month: 'short' }).formatToParts(new Date(when.day)).map(({ type, value }) => [type, value]),
  );
  for (const typed of ['mapelthorn', 'adhd', `${number} ${month}`, `${number} ${month.toLowerCase()}`, `${month} ${number}`]) {
    await seek.fill('nothing has this word');
    await page.getByText('Nothing found.').waitFor();
    await seek.fill(typed);
    await hits.filter({ hasText: /Maplethorn/ }).first().waitFor();
    assert.ok((await hits.count()) >= 1, typed);
  }
  await axe(page);
});

// An intervention with more than one session: what was answered first stays, and only a session that was held has who was there.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { day } from './support/through.mjs';
import { INES, allSaved, colleagues } from './support/work.mjs';

const field = (page, name) => page.locator(`#${name}`);
const part = (page, name) => page.getByRole('region', { name });
const edit = async (page, name) => {
  await part(page, name).getByRole('button', { name: /^Edit/ }).click();
  await part(page, name).getByRole('button', { name: /^Done/ }).waitFor();
};
const done = (page, name) => part(page, name).getByRole('button', { name: /^Done/ }).click();
const answered = (page, word) => {
  return page.getByRole('group', { name: 'What the person answered', exact: true }).last().getByRole('radio', { name: word, exact: true });
};
const signed = async (page, version) => {
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: /^Sign record/ }).click();
  await page.getByText(new RegExp(`^Signed .* by Ines Quill, CADC, version ${version}$`)).waitFor();
};

journey('an intervention that meets again: refused, another session, accepted', { timeout: 240_000 }, async ({ device }) => {
  const { ines } = await colleagues(device, { ines: { ...INES, trainee: false } });
  const { page } = ines;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Interventions' }).click();
  await page.getByRole('link', { name: 'New intervention' }).click();
  await field(page, 'person-given').fill('Alder');
  await field(page, 'person-family').fill('Thackery');
  await field(page, 'intervention-requested-by').fill('Delphine Thackery');
  await field(page, 'intervention-interventionist').fill('Ines Quill, CADC');
  await field(page, 'intervention-concern').fill('He sleeps in the van.');
  await page.getByRole('button', { name: 'Create record' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alder Thackery' }).waitFor();

  // Before a session nothing asks who attended, whether a letter was read, or for another session.
  await edit(page, /^Participants/);
  await page.getByRole('button', { name: 'Add participant' }).click();
  await field(page, 'participant-1-name').fill('Otis Thackery');
  await field(page, 'participant-1-relation').fill('brother');
  assert.equal(await field(page, 'participant-1-attended').count(), 0);
  await edit(page, /^Outcome/);
  await answered(page, 'Refused for now').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Plan another session' }).count(), 0);

  // Held, and refused.
  await field(page, 'session-start').fill(`${day(-9)}T10:00`);
  await field(page, 'session-end').fill(`${day(-9)}T11:00`);
  await answered(page, 'Refused for now').check();
  await field(page, 'session-said').fill('Not today.');
  await page.getByRole('group', { name: 'Safety', exact: true }).getByRole('radio', { name: 'No safety incident' }).check();
  await edit(page, /^Participants/);
  await field(page, 'participant-1-attended').selectOption({ label: 'Yes' });
  await signed(page, 2);

  // Another session is planned, and can be undone. What was said in the first stays with it.
  await edit(page, /^Outcome/);
  await page.getByRole('button', { name: 'Plan another session' }).click();
  await page.getByText('The session was moved to the earlier sessions.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => document.querySelector('#session-said')?.value === 'Not today.');
  await page.getByRole('button', { name: 'Plan another session' }).click();
  await page.waitForFunction(() => document.querySelector('#earlier-1-said')?.value === 'Not today.');
  assert.equal(await field(page, 'session-start').inputValue(), '', 'the next session has no day yet');
  assert.equal(await page.getByRole('button', { name: 'Plan another session' }).count(), 0, 'nor was it held');
  assert.ok(await page.getByRole('group', { name: 'Who was there' }).getByRole('checkbox', { name: 'Otis Thackery' }).isChecked());
  await axe(page);

  // Sessions are in order of their days: the second cannot be before the first.
  await field(page, 'session-start').fill(`${day(-12)}T10:00`);
  await page.getByText(/Earlier sessions come first, by date/).first().waitFor();
  await field(page, 'session-start').fill(`${day(-1)}T10:00`);
  await field(page, 'session-end').fill(`${day(-1)}T10:50`);
  await done(page, /^Outcome/);
  await signed(page, 3);
  await part(page, /^Outcome/).getByText('Refused for now').waitFor();
  await part(page, /^Outcome/).getByText('There: Otis Thackery').waitFor();

  await edit(page, /^Outcome/);
  await answered(page, 'Accepted now').check();
  await page.getByRole('group', { name: 'Safety', exact: true }).getByRole('radio', { name: 'No safety incident' }).check();
  await field(page, 'intervention-admit-on').fill(day(0));
  await done(page, /^Outcome/);
  await signed(page, 4);
  await part(page, /^Outcome/).getByText('Accepted now', { exact: true }).first().waitFor();
  await part(page, /^Outcome/).getByText('Refused for now').waitFor();
  await page.getByRole('link', { name: 'Admit and link to chart' }).waitFor();
  await axe(page);
  await allSaved(page);
});

// The review desk: the queue by counselor, kind, and age; the next one follows a co-signature, by keyboard alone.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { INES, RUTH, allSaved, colleagues, wren } from './support/work.mjs';

const ODO = { name: 'Odo Marsh', role: 'Counselor', credential: 'CADC', trainee: true };
const client = (given, family, counselor) => ({ ...wren(counselor, { team: ['ruth'], plan: true }), given, family });

journey('a review queue is narrowed, and the next one follows each co-signature', { timeout: 240_000 }, async ({ device }) => {
  const clients = [client('Wren', 'Maplethorn', 'ines'), client('Tam', 'Pemberwick', 'ines'), client('Lio', 'Sandover', 'odo')];
  const { ruth } = await colleagues(device, { ines: INES, odo: ODO, ruth: RUTH }, { clients });
  const { page } = ruth;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review/ }).click();
  const queue = page.getByRole('region', { name: 'Review queue' });
  const row = (name) => queue.getByRole('link', { name });
  for (const name of [/Wren Maplethorn/, /Tam Pemberwick/, /Lio Sandover/]) await row(name).waitFor();
  const filter = queue.getByRole('group', { name: 'Filter' });
  await filter.getByLabel('Counselor').selectOption({ label: 'Odo Marsh, CADC' });
  await row(/Wren Maplethorn/).waitFor({ state: 'hidden' });
  assert.equal(await queue.getByRole('link', { name: /Treatment plan/ }).count(), 1);
  await filter.getByLabel('Kind').selectOption({ label: 'Plans' });
  await row(/Lio Sandover/).waitFor();
  await filter.getByLabel('Kind').selectOption({ label: 'Notes' });
  await row(/Lio Sandover/).waitFor({ state: 'hidden' });
  await filter.getByLabel('Kind').selectOption({ label: 'All kinds' });
  await filter.getByLabel('Age').selectOption({ label: '2 days or older' });
  await row(/Lio Sandover/).waitFor({ state: 'hidden' });
  await axe(page);
  await filter.getByLabel('Age').selectOption({ label: 'Any age' });
  await filter.getByLabel('Counselor').selectOption({ label: 'Ines Quill, CADC' });
  await row(/Lio Sandover/).waitFor({ state: 'hidden' });

  // Of the two that are left: the first is opened, the other one is a key away, and follows the signature.
  await queue.getByRole('link', { name: /Treatment plan/ }).first().click();
  const desk = page.getByRole('article').first();
  const names = [/Wren Maplethorn/, /Tam Pemberwick/];
  const open = () => desk.getByRole('heading', { level: 2 }).first().innerText();
  await desk.getByRole('heading', { name: names[0] }).or(desk.getByRole('heading', { name: names[1] })).first().waitFor();
  const [first, second] = names[0].test(await open()) ? names : names.toReversed();
  await page.keyboard.press('j');
  await desk.getByRole('heading', { name: second }).first().waitFor();
  await page.keyboard.press('k');
  await desk.getByRole('heading', { name: first }).first().waitFor();
  await page.keyboard.press('Control+Enter'); // what is missing is asked for, nothing is refused aloud
  await page.waitForFunction(() => document.activeElement?.type === 'password');
  await page.keyboard.type(PASS);
  await page.keyboard.press('Control+Enter');
  await desk.getByRole('heading', { name: second }).first().waitFor();
  await row(first).waitFor({ state: 'hidden' });
  await axe(page);
  await allSaved(page);
});

// Two people write on one profile: whoever comes second reads what stands there, and nothing typed is lost.
import assert from 'node:assert/strict';
import { axe, journey } from './support.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

journey('a profile that a colleague saved meanwhile can be read and written over', { timeout: 240_000 }, async ({ device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  await openChart(ines.page);
  await allSaved(ines.page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await tab(ruth.page, 'Profile');
  await ruth.page.getByLabel('Words to use').fill('Calls as the library.');

  await tab(ines.page, 'Profile');
  await ines.page.getByLabel('Allergies assessed').check();
  await ines.page.getByLabel('Allergies', { exact: true }).fill('Penicillin');
  await ines.page.getByRole('button', { name: 'Save profile' }).click();
  await ines.page.getByText('Profile saved.').waitFor();

  // The header of her page tells that it has arrived; what she types is untouched.
  await ruth.page.getByRole('banner').or(ruth.page.getByRole('main')).getByText('Penicillin').first().waitFor({ timeout: 60_000 });
  await ruth.page.getByRole('button', { name: 'Save profile' }).click();
  await ruth.page.getByText('Someone on the care team saved the profile while you were editing.').waitFor();
  await ruth.page.getByText('Saved version').click();
  await axe(ruth.page);
  assert.equal(await ruth.page.getByLabel('Words to use').inputValue(), 'Calls as the library.');
  await ruth.page.getByLabel('Allergies assessed').check();
  await ruth.page.getByLabel('Allergies', { exact: true }).fill('Penicillin');
  await ruth.page.getByRole('button', { name: 'Replace with mine' }).click();
  await ruth.page.getByText('Profile saved.').waitFor();
  await ruth.page.getByText('Someone on the care team saved').waitFor({ state: 'hidden' });
  await allSaved(ruth.page);
});

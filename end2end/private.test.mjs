// SUD counseling notes: their author's alone, whoever else is in the client's team.
import assert from 'node:assert/strict';
import { aria, axe, focused, found, journey } from './support.mjs';
import { PASSPHRASE, unlock } from './support/people.mjs';
import { INES, RUTH, allSaved, colleagues, openChart, tab, wren } from './support/work.mjs';

const TEXT = 'I felt the pull to rescue, and let the silence stand.';

journey('a counseling note is for its author alone', { timeout: 240_000, record: true }, async ({ server, device }) => {
  const { ines, ruth } = await colleagues(device, { ines: INES, ruth: RUTH }, { clients: [wren('ines', { team: ['ruth'] })] });
  const { page } = ines;
  const chart = await openChart(page);
  await tab(page, 'Notes');
  await page.getByRole('link', { name: 'My counseling notes' }).click();
  await page.getByText('Nobody else on the team can open them').waitFor();
  await axe(page);
  await aria(page, 'private-empty', 'main');
  await page.getByRole('button', { name: 'New counseling note' }).click();
  const sheet = page.getByRole('textbox', { name: 'Counseling note', exact: true });
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  const bar = page.getByRole('form', { name: 'Sign' });
  await bar.getByText('Not signed. Fix:').waitFor();
  await bar.getByRole('button', { name: 'Counseling note' }).click();
  await focused(page, 'text');
  await page.getByText('Counseling note is required.').waitFor();
  await sheet.fill(TEXT);
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);

  // Kept over a lock, as every draft.
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
  await page.waitForFunction((text) => document.querySelector('article textarea')?.value === text, TEXT);
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByText(/signed .+ nobody else on the team can open it/).waitFor();
  await allSaved(page);
  await axe(page);
  await aria(page, 'private-signed', 'main');

  // It is not in the chart, and not on anybody else's device.
  await tab(page, 'Timeline');
  await page.getByText('Nothing yet').waitFor();
  await allSaved(ruth.page);
  await openChart(ruth.page, /Wren Maplethorn/);
  await ruth.page.getByText('Nothing yet').waitFor();
  await tab(ruth.page, 'Notes');
  await ruth.page.getByRole('link', { name: 'My counseling notes' }).click();
  await ruth.page.getByText('No counseling notes').waitFor();
  assert.equal(await ruth.page.getByText(TEXT).count(), 0);
  await ruth.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review/ }).click();
  await ruth.page.getByText('Nothing to review').waitFor();
  assert.equal(new URL(page.url()).pathname, chart);
  await server.stop();
  for (const place of [server.data, server.log, server.traffic]) assert.deepEqual(await found(place, [TEXT]), []);
});

// The main job: set up, invite, enroll, open a client, write, sign, return, revise, co-sign, add, withdraw.
import assert from 'node:assert/strict';
import { journey, aria, axe } from './support.mjs';
import { confirm, enroll, invite, opened, setUp, unlock } from './support/people.mjs';
import { admit, fillNote, openClient, sign, writeNote, PASS } from './support/notes.mjs';

const TEXT = {
  Data: 'Wren came on time and chose to begin with last Tuesday.',
  Assessment: 'Craving follows conflict more than cues.',
  Plan: 'Two sessions a week; a call card before Friday.',
};

/** Everything on the page has reached the server. */
const received = (page) => page.locator('main').getByText(/waiting to send/).first().waitFor({ state: 'hidden' });

/** How many shapes are drawn while twenty keys are pressed in the open note; the note is as before afterwards. */
async function shapesWhileTyping(page) {
  await page.evaluate(() => {
    globalThis.shapes = 0;
    const drawn = (nodes) => [...nodes].filter((node) => node.nodeName === 'svg' || node.querySelector?.('svg')).length;
    new MutationObserver((all) => { for (const { addedNodes } of all) globalThis.shapes += drawn(addedNodes); })
      .observe(document.body, { subtree: true, childList: true });
  });
  const sheet = page.getByRole('article').getByRole('textbox').first();
  const before = await sheet.inputValue();
  await sheet.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('and then some words.', { delay: 20 });
  const shapes = await page.evaluate(() => globalThis.shapes);
  await sheet.fill(before);
  await page.getByText(/^Draft saved/).waitFor();
  return shapes;
}

journey('from first set-up to a co-signed note', { timeout: 240_000 }, async ({ device }) => {
  const admin = await device('admin');
  const { page: desk } = await setUp(admin);
  await axe(desk);
  const codes = {};
  codes.ines = await invite(desk, { name: 'Ines Quill', role: 'Counselor', credential: 'CADC', trainee: true });
  codes.tobias = await invite(desk, { name: 'Tobias Lantern', role: 'Supervisor', credential: 'LCSW' });

  const [tablet, laptop] = [await device('ines'), await device('tobias')];
  const { page: ines } = await enroll(tablet, codes.ines, { login: 'ines' });
  const { page: tobias } = await enroll(laptop, codes.tobias, { login: 'tobias' });
  await axe(ines);
  await confirm(desk, 'Ines Quill');
  await confirm(desk, 'Tobias Lantern');
  await desk.getByText('All saved').waitFor();
  await aria(desk, 'people');
  await axe(desk);

  await opened(ines);
  const chart = await openClient(ines, { given: 'Wren', family: 'Maplethorn' });
  await admit(ines, 'Tobias Lantern');
  await axe(ines);
  await ines.getByRole('navigation', { name: /^Chart of/ }).getByRole('link', { name: 'Notes' }).click();
  await writeNote(ines, { sections: TEXT });
  assert.ok((await shapesWhileTyping(ines)) < 5, 'a key that is pressed draws no shape anew');
  await ines.getByText('All saved').waitFor();
  await aria(ines, 'note-editor');
  await axe(ines);
  await ines.getByRole('link', { name: 'Today' }).click();
  await ines.getByRole('main').getByRole('link', { name: /^Sign note/ }).waitFor();
  await ines.goBack();
  await sign(ines);
  await ines.getByText('Awaiting co-signature').first().waitFor();
  await ines.getByText('All saved').waitFor();

  await opened(tobias);
  await tobias.getByRole('link', { name: /^Review/ }).first().click();
  await tobias.getByRole('main').getByRole('link', { name: /Wren Maplethorn/ }).first().click();
  await tobias.getByText(TEXT.Assessment).waitFor();
  await tobias.getByText('All saved').waitFor();
  await aria(tobias, 'review');
  await axe(tobias);
  // Filtered by kind, nothing else is shown; by another, nothing at all.
  await tobias.getByLabel('Kind', { exact: true }).selectOption({ label: 'Plans' });
  await tobias.getByText('Nothing to review').waitFor();
  await tobias.getByLabel('Kind', { exact: true }).selectOption({ label: 'All kinds' });
  // A comment on one section: its author is led there.
  await tobias.getByRole('button', { name: 'Comment on Plan' }).click();
  await tobias.getByLabel('Comment on Plan').fill('Which objective did this serve?');
  await tobias.getByRole('button', { name: 'Return with 1 comment' }).click();
  await tobias.waitForFunction(() => document.activeElement?.id === 'sign-passphrase'); // an empty passphrase is asked for
  await tobias.getByLabel('Passphrase to sign').fill(PASS);
  await tobias.getByRole('button', { name: 'Return with 1 comment' }).click();
  await tobias.getByText('Returned to the author with your comments.').waitFor();

  await ines.getByRole('link', { name: 'Today' }).click();
  await ines.getByRole('main').getByRole('link', { name: /^Revise returned note/ }).click({ timeout: 60_000 });
  await ines.getByText('Which objective did this serve?').first().waitFor();
  await ines.getByRole('note').getByRole('button', { name: 'Plan' }).click();
  await ines.waitForFunction(() => document.activeElement?.matches('textarea'));
  await fillNote(ines, { sections: { Plan: `${TEXT.Plan} Serves the objective on calls.` } });
  await sign(ines);
  await ines.getByText('All saved').waitFor();

  await tobias.getByRole('link', { name: /^Review/ }).first().click();
  await tobias.getByRole('main').getByRole('link', { name: /Wren Maplethorn/ }).first().click();
  // What changed since it was returned is marked; co-signed by keyboard.
  await tobias.locator('ins', { hasText: 'Serves the objective on calls.' }).waitFor({ timeout: 60_000 });
  await tobias.getByRole('button', { name: 'Since returned', pressed: true }).waitFor();
  await axe(tobias);
  await tobias.getByLabel('Passphrase to sign').fill(PASS);
  await tobias.keyboard.press('Control+Enter');
  await tobias.getByText('Co-signed.').waitFor();

  await ines.getByText('Co-signed').first().waitFor({ timeout: 60_000 });
  await ines.getByRole('button', { name: 'Add addendum' }).click();
  const adding = ines.getByRole('dialog');
  await adding.getByLabel('Addendum').fill('She called her sister the same evening.');
  await adding.getByLabel(/Reason|Why/).fill('Told after the session.');
  await adding.getByLabel(/passphrase/i).fill(PASS);
  await adding.getByRole('button', { name: 'Sign addendum' }).click();
  await ines.getByText('She called her sister the same evening.').waitFor();
  await received(ines);
  await ines.getByText('All saved').waitFor();
  await aria(ines, 'signed-note');
  await axe(ines);

  await ines.getByRole('button', { name: 'entered in error' }).click();
  const taking = ines.getByRole('dialog');
  await taking.getByLabel(/Reason|Why/).fill('Written in the wrong chart.');
  await taking.getByLabel(/passphrase/i).fill(PASS);
  await taking.getByRole('button', { name: 'entered in error' }).click();
  await ines.getByText('Entered in error. It stays in the chart and does not count.').waitFor();
  await axe(ines);

  await ines.goto(new URL(chart, ines.url()).href);
  await unlock(ines);
  await ines.getByRole('navigation', { name: /^Chart of/ }).waitFor();
  await ines.locator('main').getByText('Entered in error').first().waitFor();
  await ines.getByText('All saved').waitFor();
  await aria(ines, 'chart');
  await ines.getByRole('link', { name: 'Caseload' }).click();
  await ines.getByRole('searchbox').fill('maple');
  await ines.getByRole('link', { name: /Wren/ }).first().waitFor();
  await ines.getByRole('searchbox').fill('nobody');
  assert.equal(await ines.getByRole('table').getByRole('link', { name: /Wren/ }).count(), 0);
  await axe(ines);

  await desk.getByRole('link', { name: 'Audit log' }).click();
  await desk.getByText('No gaps in the rows shown').waitFor();
  await axe(desk);
});

// Clients and notes, as a counselor works with them.
import { PASSPHRASE } from './people.mjs';

export { PASSPHRASE as PASS };

/** Opens a client from the caseload, in care since the day of the session that has just ended; resolves at the chart, with its
 *  address. */
export async function openClient(page, { given = 'Wren', family = 'Maplethorn', birth = '1992-03-04', opened = justNow().day } = {}) {
  await page.getByRole('link', { name: 'Caseload' }).click();
  await page.getByRole('link', { name: 'New client' }).first().click();
  await page.getByLabel('Given name').fill(given);
  await page.getByLabel('Family name').fill(family);
  await page.getByLabel('Birth date').fill(birth);
  await page.getByLabel('Care began').fill(opened);
  await page.getByLabel('Level of care').selectOption({ label: '2.1 Intensive outpatient' });
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByRole('heading', { name: `${given} ${family}`, level: 1 }).waitFor();
  await page.getByRole('navigation', { name: /^Chart of/ }).waitFor();
  return new URL(page.url()).pathname;
}

/** Takes a colleague into the team of the open chart. */
export async function admit(page, name) {
  await page.getByRole('navigation', { name: /^Chart of/ }).getByRole('link', { name: 'Team' }).click();
  const choice = page.getByLabel('Colleague');
  const option = choice.locator('option', { hasText: name });
  await option.waitFor({ state: 'attached' });
  await choice.selectOption(await option.getAttribute('value'));
  await page.getByLabel('Passphrase to sign').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('list', { name: /^Care team/ }).getByText(name).first().waitFor();
}

/** The local day and an hour that is over, for a session that has just ended; at night the day before. */
export function justNow() {
  const at = (date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' }).format(date);
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', hourCycle: 'h23' }).format(new Date()));
  if (hour >= 2) return { day: at(new Date()), start: `${String(hour - 2).padStart(2, '0')}:00`, end: `${String(hour - 2).padStart(2, '0')}:50` };
  return { day: at(new Date(Date.now() - 86_400_000)), start: '14:00', end: '14:50' };
}

/** Begins a note in the open chart and fills it in; resolves when the draft is kept. */
export async function writeNote(page, { sections, when = justNow(), format = 'DAP' }) {
  await page.getByRole('link', { name: 'New note' }).first().click();
  await fillNote(page, { sections, when, format });
}

/** Opens the session's fields, which stand behind one line. */
export async function sessionDetails(page) {
  const session = page.locator('#session');
  if ((await session.getAttribute('open')) === null) await session.locator('summary').click();
}

/** Fills in the note that is open. */
export async function fillNote(page, { sections, when, format }) {
  await page.locator('#session').waitFor();
  if (format || when) await sessionDetails(page);
  if (format) await page.getByRole('radio', { name: format, exact: true }).check();
  if (when) {
    await page.getByLabel('Date of service').fill(when.day);
    await page.getByLabel('Start', { exact: true }).fill(when.start);
    await page.getByLabel('End', { exact: true }).fill(when.end);
    await page.getByLabel('Modality', { exact: true }).and(page.locator('select')).selectOption({ label: 'In person' });
    await page.getByLabel('Location').fill('Room 2');
  }
  for (const [label, text] of Object.entries(sections)) {
    await page.getByRole('article').getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await page.getByText(/^Draft saved/).waitFor();
}

/** Says how the linked objective goes, whose progress is open beside the note. */
export async function progressIs(page, status) {
  const beside = page.getByRole('complementary');
  const [often, others] = [beside.getByRole('radio', { name: status, exact: true }), beside.getByLabel('Other status')];
  await others.waitFor();
  if (await often.count()) await often.check();
  else await others.selectOption({ label: status });
}

/** Signs the open note. */
export async function sign(page, passphrase = PASSPHRASE) {
  await page.getByLabel('Passphrase to sign').fill(passphrase);
  await page.getByRole('button', { name: /^Sign as author/ }).click();
  await page.getByRole('button', { name: 'Add addendum' }).waitFor();
}

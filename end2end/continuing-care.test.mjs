// Aftercare: a continuing-care plan written before discharge, the client's copy in their language, the discharge, check-ins also while
// the server is away, one that was missed and says why, and coming back into a new episode of the same chart.
import assert from 'node:assert/strict';
import { aria, axe, journey } from './support.mjs';
import { openClient } from './support/notes.mjs';
import { day, diagnose, signBar } from './support/through.mjs';
import { BIRTH, RUTH, allSaved, offline, openChart, staff, tab, takeIn } from './support/work.mjs';
import { shot } from './support/shot.mjs';

const INES = { name: 'Ines Quill', role: 'Counselor', credential: 'CADC' };

/** A field of the form, by its id. */
const field = (page, name) => page.locator(`:is(input, select, textarea)#${name}`);

/** The row of a check-in in the overview. */
const row = (page, days) => page.getByRole('listitem').filter({ hasText: new RegExp(`^${days} days?`) });

const today = (page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Today/ }).click();

journey('a discharge, its check-ins, and coming back', { timeout: 500_000 }, async ({ server, device }) => {
  const { admin, ines, ruth } = await staff(device, { ines: INES, ruth: RUTH });

  // The program writes one of its sentences in Spanish, and how to come back in its own words.
  const office = admin.page;
  await office.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await office.getByRole('button', { name: 'Change settings' }).click();
  await office.locator('summary').filter({ hasText: 'My plan for staying well' }).click();
  await field(office, 'sentence-title-spanish').fill('Mi plan para seguir bien');
  await office.locator('summary').filter({ hasText: /^Call or walk in/ }).click();
  await field(office, 'sentence-come-back-english').fill('Call 555-0100 or walk in, Monday to Friday.');
  await office.getByText('Client’s copy, “My plan for staying well”, Spanish: “Mi plan para seguir bien”').waitFor();
  await office.getByLabel('Reason for change').fill('Our own words for the client’s copy.');
  await axe(office);
  await shot(office, 'continuing-care-settings');
  await office.getByRole('button', { name: 'Sign settings' }).click();
  await office.getByText('Settings signed. Each device gets them at its next sync.').waitFor();
  await allSaved(office);
  await admin.device.close();

  const { page } = ines;
  await openClient(page, { birth: BIRTH, opened: day(-60) });
  await takeIn(page, RUTH);
  await diagnose(page);
  await allSaved(page);

  // The continuing-care plan, begun before discharge, in the client's words.
  await tab(page, 'Aftercare');
  await page.getByRole('heading', { name: 'This episode of care' }).waitFor();
  await page.getByText(/^Admission/).waitFor();
  await axe(page);
  await page.getByRole('button', { name: 'Write continuing-care plan' }).click();
  await page.getByRole('heading', { name: 'Continuing-care plan' }).waitFor();
  await field(page, 'continuing-on').fill(day(-10));
  await field(page, 'continuing-last-day').fill(day(-8));
  await field(page, 'continuing-why').fill('To be home when Posy comes in from school.');
  for (const [button, id, text] of [
    ['Add an early sign', 'early-sign-1-text', 'I stop cooking and eat standing up.'],
    ['Add a stronger sign', 'strong-sign-1-text', 'I drive home the long way.'],
    ['Add a step', 'coping-1-text', 'Call someone before I do anything else.'],
  ]) {
    await page.getByRole('button', { name: button }).click();
    await field(page, id).fill(text);
  }
  await field(page, 'continuing-if-use').fill('I stop where I am and call Ada the same day.');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await field(page, 'person-1-name').fill('Ada');
  await field(page, 'person-1-about').fill('my sister, day or night');
  await field(page, 'person-1-reach').fill('555-0143');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await field(page, 'group-1-name').fill('Thursday group');
  await field(page, 'group-1-about').fill('7:00 PM, St. Brendan’s hall');
  await page.getByRole('button', { name: 'Add an appointment' }).click();
  await field(page, 'appointment-1-on').fill(day(-4));
  await field(page, 'appointment-1-with').fill('Dr. Marsh');
  await page.getByRole('button', { name: 'Add a medication' }).click();
  await field(page, 'medication-1-name').fill('Buprenorphine');
  await field(page, 'medication-1-prescriber').fill('Dr. Marsh');
  await field(page, 'continuing-naloxone').selectOption({ label: 'Given now' });
  await field(page, 'continuing-consent').selectOption({ label: 'Agrees' });
  // No message may tell anybody of treatment: that is refused while it is typed.
  await field(page, 'continuing-message').fill('Hi, your counselor from rehab here.');
  await page.getByText(/Somebody who reads or hears this could learn of treatment/).first().waitFor();
  await field(page, 'continuing-message').fill('Hi, this is Ines. Please call me at 555-0100.');
  await page.getByText(/could learn of treatment/).first().waitFor({ state: 'hidden' });
  await page.getByText(/The client did not agree to this way of contact/).waitFor();
  await field(page, 'continuing-come-back').fill('Ask for Ines.');
  await page.getByRole('group', { name: 'The client leaves out' }).getByRole('checkbox', { name: 'My medication' }).check();
  await field(page, 'continuing-language').selectOption({ label: 'Español' });
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'continuing-care-form', '.body');
  await shot(page, 'continuing-care-form');
  await signBar(page);
  await page.getByRole('link', { name: 'Client’s copy' }).waitFor();
  await axe(page);
  await shot(page, 'continuing-care-read');

  // What the client takes along: Spanish where the program wrote it, nothing that they left out.
  await page.getByRole('link', { name: 'Client’s copy' }).click();
  const sheet = page.getByRole('article');
  await sheet.getByRole('heading', { name: 'Mi plan para seguir bien' }).waitFor();
  assert.equal(await sheet.getAttribute('lang'), 'es');
  assert.equal(await sheet.getByText('My people').getAttribute('lang'), 'en', 'nothing is translated here');
  await sheet.getByText('Call 555-0100 or walk in, Monday to Friday.').waitFor();
  await sheet.getByText('Ask for Ines.').waitFor();
  assert.equal(await sheet.getByText('Buprenorphine').count(), 0, 'left out, as the client chose');
  for (const word of ['Opioid', 'F11', 'Harbor']) assert.equal(await sheet.getByText(word).count(), 0, word);
  await page.getByRole('button', { name: 'Choose what to include' }).click();
  await page.getByRole('group', { name: 'Included in the client’s copy' }).getByRole('checkbox', { name: 'My medication' }).check();
  await sheet.getByText('Buprenorphine').waitFor();
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'English' }).click();
  await sheet.getByRole('heading', { name: 'My plan for staying well' }).waitFor();
  await axe(page);
  await aria(page, 'continuing-care-copy', 'main');
  await shot(page, 'continuing-care-copy');
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await page.getByRole('button', { name: 'Choose what to include' }).isVisible()), 'the sheet alone is printed');
  await page.emulateMedia({ media: null });
  await page.getByRole('link', { name: 'Continuing-care plan' }).click();
  await allSaved(page);

  // The discharge: what contradicts is told beside its field; remission is as of the last day.
  await tab(page, 'Aftercare');
  await page.getByRole('button', { name: 'Discharge' }).click();
  await field(page, 'discharge-on').fill(day(-61));
  await page.getByText('Care began after this day. Check both dates.').first().waitFor();
  await field(page, 'discharge-on').fill(day(1));
  await page.getByText(/This date has not come yet/).first().waitFor();
  await field(page, 'discharge-on').fill(day(-8));
  await page.getByText(/This date has not come yet/).first().waitFor({ state: 'hidden' });
  await page.getByText(/Opioid use disorder, moderate/).last().waitFor();
  await signBar(page);
  await page.getByText(/^Not signed/).waitFor();
  await field(page, 'discharge-kind').selectOption({ label: 'Client chose to leave' });
  await page.getByText(/The client left earlier than the team suggested/).waitFor();
  await field(page, 'discharge-reason').fill('She starts a day job; evenings do not fit any more.');
  await field(page, 'discharge-summary').fill('Came to 22 of 24 evenings and called before each hard weekend.');
  await field(page, 'discharge-strengths').fill('Her sister, and the Thursday group.');
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'discharge-form', '.body');
  await shot(page, 'discharge-form');
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await page.getByText('Client chose to leave').first().waitFor();
  await axe(page);
  await aria(page, 'discharge-read', 'main');
  await allSaved(page);

  // The caseload shows it; To do asks for check-ins, and no longer for a plan.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await page.getByRole('row', { name: /Wren Maplethorn.*discharged/ }).waitFor();
  await today(page);
  await page.getByRole('link', { name: /Check-in 1 day after discharge was due/ }).waitFor();
  assert.equal(await page.getByRole('link', { name: /First plan/ }).count(), 0, 'what belongs to an open episode is not asked for');

  // Check-ins, while the server is away. The one that was missed says why.
  await server.stop();
  await offline(page, 0);
  await page.getByRole('link', { name: /Check-in 1 day after discharge was due/ }).click();
  await row(page, 1).getByRole('button', { name: 'Check in' }).click();
  await page.getByRole('heading', { name: 'Check-in 1 day after discharge' }).waitFor();
  await field(page, 'check-in-outcome').selectOption({ label: 'Not attempted' });
  await signBar(page);
  await page.getByText('Enter why this check-in was missed.').first().waitFor();
  await field(page, 'check-in-missed-reason').fill('It fell on the holiday; nobody was here.');
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await offline(page, 1);
  await tab(page, 'Aftercare');
  await row(page, 1).getByText('Not attempted').waitFor();
  await row(page, 7).getByRole('button', { name: 'Check in' }).click();
  await field(page, 'check-in-on').fill(day(-9));
  await page.getByText(/A check-in is for after discharge/).first().waitFor();
  await field(page, 'check-in-on').fill(day(0));
  await page.getByText('Say nothing about substance use or treatment', { exact: false }).first().waitFor();
  await field(page, 'check-in-message').fill('This is your counselor.');
  await page.getByText(/This message may have told somebody of treatment/).waitFor();
  await field(page, 'check-in-message').fill('');
  await field(page, 'check-in-wellbeing').selectOption({ label: 'In danger, or thinking about suicide' });
  await page.getByText(/Stay on the line/).waitFor();
  await field(page, 'check-in-wellbeing').selectOption({ label: 'Up and down' });
  await field(page, 'check-in-used').selectOption({ label: 'Some use' });
  await field(page, 'check-in-words').fill('The holiday was long. I want to start before it gets big.');
  await field(page, 'check-in-wish').selectOption({ label: 'To come back into care' });
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'check-in-form', '.body');
  await shot(page, 'check-in-form');
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await offline(page, 2);

  // Coming back: a new episode of the same chart.
  await tab(page, 'Aftercare');
  await page.getByText('To come back into care').waitFor({ state: 'hidden' });
  await axe(page);
  await aria(page, 'aftercare-discharged', 'main');
  await shot(page, 'aftercare-discharged');
  await page.getByRole('button', { name: 'Readmit' }).click();
  await field(page, 'episode-on').fill(day(-9));
  await page.getByText(/The client was discharged after this day/).first().waitFor();
  await field(page, 'episode-on').fill(day(0));
  await field(page, 'episode-level').selectOption({ label: '1.7 Medically managed outpatient' });
  await field(page, 'episode-reason').fill('She asked to come back after a hard holiday.');
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await aria(page, 'readmission-form', '.body');
  await shot(page, 'readmission-form');
  await signBar(page);
  await page.getByRole('button', { name: 'Mark as entered in error' }).waitFor();
  await server.restart();
  await allSaved(page);

  // Every page knows the episode: header, overview, timeline, caseload; a first plan is asked for again.
  await page.getByText(/episode 2, day 1 in care/).waitFor();
  await page.getByText('1.7 Medically managed outpatient').first().waitFor();
  await tab(page, 'Aftercare');
  await page.getByRole('region', { name: 'Episode 2' }).getByText('Readmission').waitFor();
  await page.getByRole('region', { name: 'Episode 1' }).getByText('Client chose to leave').first().waitFor();
  assert.equal(await page.getByText('Coming', { exact: true }).count(), 0, 'whoever is back is not asked how they are outside');
  await axe(page);
  await aria(page, 'aftercare-readmitted', 'main');
  await shot(page, 'aftercare-readmitted');
  await tab(page, 'Timeline');
  await page.getByRole('heading', { name: /· Episode 2$/ }).first().waitFor();
  await page.getByRole('heading', { name: /· Episode 1$/ }).first().waitFor();
  await shot(page, 'timeline-episodes');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await page.getByRole('row', { name: /Wren Maplethorn.*Episode 2/ }).waitFor();
  await shot(page, 'caseload-episodes');
  await today(page);
  assert.equal(await page.getByRole('link', { name: /Check-in/ }).count(), 0);

  // A second discharge while none is due is refused at its field; a supervisor sees the same chart.
  await openChart(ruth.page, /Wren Maplethorn/);
  await ruth.page.getByText(/episode 2, day 1 in care/).waitFor();
  await tab(ruth.page, 'Aftercare');
  await ruth.page.getByRole('region', { name: 'Episode 1' }).getByRole('link', { name: /^Discharge/ }).click();
  await ruth.page.getByText('Came to 22 of 24 evenings').waitFor();
  await allSaved(ruth.page);
});

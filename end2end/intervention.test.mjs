// An intervention, from the first call to the admission: refused, followed up without the server, accepted later, and linked to a
// chart that learns nothing of what the family said. Nobody is forced, and nobody failed.
import assert from 'node:assert/strict';
import { aria, axe, found, journey } from './support.mjs';
import { PASS } from './support/notes.mjs';
import { unlock } from './support/people.mjs';
import { shot } from './support/shot.mjs';
import { day } from './support/through.mjs';
import { BIRTH, INES, RUTH, allSaved, offline, staff, tab } from './support/work.mjs';

const LEAD = { ...INES, trainee: false };
const LETTER = 'I miss the sound of you coming in late and still saying good night.';
const FAMILY = 'He sleeps in the van behind the bakery.';

const field = (page, name) => page.locator(`#${name}`);
const rail = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
const part = (page, name) => page.getByRole('region', { name });
const edit = async (page, name) => {
  await part(page, name).getByRole('button', { name: /^Edit/ }).click();
  await part(page, name).getByRole('button', { name: /^Done/ }).waitFor();
};
const done = (page, name) => part(page, name).getByRole('button', { name: /^Done/ }).click();
const sign = async (page, word = /^Sign record/) => {
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: word }).click();
};
/** The record is signed: this is the version that stands now. */
const version = (page, number) => page.getByText(new RegExp(`^Signed .* by Ines Quill, CADC, version ${number}$`)).waitFor();
/** Chooses one of the chips of a group. */
const chip = (page, group, word) => page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: word, exact: true }).check();

journey('an intervention: prepared, refused, followed up, accepted, admitted', { timeout: 600_000, record: true }, async ({ server, device }) => {
  const { admin, ines, ruth } = await staff(device, { ines: LEAD, ruth: RUTH });
  await admin.device.close();
  const { page } = ines;

  // A record of its own, of a person who is no client.
  await rail(page, 'Interventions').click();
  await page.getByText('No interventions yet').waitFor();
  await axe(page);
  await aria(page, 'interventions-none', 'main');
  await page.getByRole('link', { name: 'New intervention' }).click();
  await page.getByRole('button', { name: 'Create record' }).click();
  await page.getByText(/ is required\./).first().waitFor();
  await field(page, 'person-given').fill('Alder');
  await field(page, 'person-family').fill('Thackery');
  await field(page, 'intervention-requested-by').fill('Delphine Thackery');
  await field(page, 'intervention-interventionist').fill('Ines Quill, CADC');
  await field(page, 'intervention-concern').fill(FAMILY);
  await axe(page);
  await shot(page, 'intervention-new');
  await page.getByRole('button', { name: 'Create record' }).click();
  await page.getByText('Not a client.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Alder Thackery' }).waitFor();
  await axe(page);
  await aria(page, 'intervention-begun', 'main');
  await shot(page, 'intervention-begun');

  // Model and why.
  await edit(page, /^Model/);
  await chip(page, 'Model', 'Johnson');
  await field(page, 'intervention-model-why').fill('He walked out of a surprise meeting in 2024. He answers when Otis invites him.');
  await field(page, 'intervention-invited-on').fill(day(0));
  await page.getByText(/The Johnson model is a surprise/).first().waitFor();
  await chip(page, 'Model', 'Invitational');
  await page.getByText(/The Johnson model is a surprise/).first().waitFor({ state: 'hidden' });

  // What is typed is kept over a lock.
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page);
  await part(page, /^Model/).getByText('He walked out of a surprise meeting').waitFor();

  // Safety: a concern says what it is.
  await edit(page, /^Safety/);
  for (const item of ['Violence', 'Weapons', 'Acute psychosis']) await chip(page, item, 'No concern');
  await chip(page, 'Suicide risk', 'Concern');
  await page.getByText(/This can be a reason to wait, or not to meet/).first().waitFor();
  await sign(page);
  await page.getByText('A risk is reported. Describe what the client said and what you did.').first().waitFor();
  await field(page, 'screen-suicide-words').fill('Thoughts in 2024, none now. 988 shared.');
  await chip(page, 'Plan for intoxication', 'No concern');
  await field(page, 'screen-intoxication-words').fill('10 AM; postpone if intoxicated.');
  await chip(page, 'Withdrawal', 'Concern');
  await field(page, 'screen-withdrawal-words').fill('Daily alcohol. Detox bed arranged.');
  await field(page, 'intervention-screened-on').fill(day(0));
  await axe(page);
  await shot(page, 'intervention-safety');

  // Participants in the order of speaking, and how each was prepared.
  await edit(page, /^Participants/);
  await page.getByRole('button', { name: 'Add participant' }).click();
  await field(page, 'participant-1-name').fill('Otis Thackery');
  await field(page, 'participant-1-relation').fill('brother');
  await field(page, 'participant-1-role').fill('Offers the ride');
  await page.getByRole('button', { name: 'Add participant' }).click();
  await field(page, 'participant-2-name').fill('Delphine Thackery');
  await field(page, 'participant-2-relation').fill('mother');
  await field(page, 'participant-2-role').fill('Reads first');
  await page.getByRole('button', { name: 'Move up participant 2' }).click();
  await page.waitForFunction(() => document.querySelector('#participant-1-name')?.value === 'Delphine Thackery');
  await page.getByRole('button', { name: 'Add meeting' }).click();
  await field(page, 'meeting-1-on').fill(day(0));
  for (const name of ['Delphine Thackery', 'Otis Thackery']) {
    await page.getByRole('group', { name: 'Who was prepared' }).getByRole('checkbox', { name }).check();
  }
  await field(page, 'meeting-1-words').fill('Read aloud twice. No blame.');
  await done(page, /^Participants/);
  await part(page, /^Participants/).getByRole('row', { name: /^1 Delphine/ }).waitFor();

  // Treatment that is ready, and a consequence.
  await edit(page, /^Arranged treatment/);
  await field(page, 'treatment-program').fill('Harbor Row');
  await field(page, 'treatment-level').selectOption({ label: '3.5 Clinically managed high-intensity residential' }).catch(() => field(page, 'treatment-level').selectOption('3.5'));
  await field(page, 'treatment-bed').fill('Bed 4');
  await field(page, 'treatment-held-until').fill(day(5));
  await field(page, 'treatment-coverage').fill('Verified');
  await field(page, 'treatment-transport').fill('Otis, 25 min');
  await field(page, 'treatment-packing').fill('Packed, with Delphine');
  await field(page, 'treatment-detox').selectOption({ label: 'Needed' });
  await field(page, 'treatment-detox-words').fill('CIWA-Ar on arrival.');
  await edit(page, /^Consequences/);
  await page.getByRole('button', { name: 'Add consequence' }).click();
  await field(page, 'consequence-1-by').selectOption({ label: 'Delphine Thackery' });
  await field(page, 'consequence-1-words').fill('No cash. Groceries and rides to treatment any time.');
  await done(page, /^Consequences/);
  await sign(page);
  await version(page, 2);

  // A letter is a document of its own, which nobody else can open.
  await page.getByRole('button', { name: 'Write letter of Delphine Thackery' }).click();
  await page.getByRole('heading', { level: 1, name: 'Letter from Delphine Thackery' }).waitFor();
  await page.getByRole('textbox', { name: 'The letter' }).fill(LETTER);
  await page.getByText(/^Draft saved/).waitFor();
  await axe(page);
  await shot(page, 'intervention-letter');
  await sign(page, /^Save letter/);
  await page.getByText('Letter saved. Only you can open it.').waitFor();
  await page.getByRole('link', { name: 'Back to the intervention' }).click();
  await part(page, /^Letters/).getByText('Not read').waitFor();
  await page.getByText('Delphine Thackery’s letter is still a draft', { exact: false }).first().waitFor();

  // A colleague in its team reads the record, finds it, and has no letter.
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByLabel('Colleague').selectOption({ label: 'Ruth Alder, LCSW · Supervisor' });
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('list', { name: /^Care team/ }).getByText('Ruth Alder').first().waitFor();
  await axe(page);
  await page.getByRole('link', { name: 'Back to the intervention' }).click();
  await allSaved(page);
  await allSaved(ruth.page);
  await rail(ruth.page, 'Interventions').click();
  await ruth.page.getByRole('main').getByRole('link', { name: /Alder Thackery/ }).click();
  await part(ruth.page, /^Letters/).waitFor();
  assert.equal(await part(ruth.page, /^Letters/).getByRole('link', { name: /^Open/ }).count(), 0, 'the letter is its keeper’s');
  await rail(ruth.page, 'Search').click();
  await ruth.page.getByRole('searchbox').fill('bakery');
  await ruth.page.getByRole('main').getByRole('link', { name: /Alder Thackery/ }).first().waitFor();
  await ruth.page.getByRole('searchbox').fill('good night');
  await ruth.page.getByText(/^Nothing found/).first().waitFor();
  assert.equal(await ruth.page.getByRole('main').getByRole('link', { name: /Alder Thackery/ }).count(), 0);

  // The session, without the server: refused for now. The next contact is on To do.
  await page.getByRole('heading', { level: 1, name: 'Alder Thackery' }).waitFor();
  await server.stop();
  await offline(page, 0);
  await edit(page, /^Outcome/);
  await field(page, 'session-start').fill(`${day(0)}T00:05`);
  await field(page, 'session-end').fill(`${day(0)}T00:01`);
  await field(page, 'session-place').fill('Delphine’s home');
  await chip(page, 'What the person answered', 'Refused for now');
  await page.getByText('The end is not after the start', { exact: false }).first().waitFor();
  await field(page, 'session-end').fill(`${day(0)}T00:55`);
  await field(page, 'session-said').fill('I heard all of it. I’m not saying never.');
  await chip(page, 'Safety', 'No safety incident');
  await edit(page, /^Participants/);
  await field(page, 'participant-1-attended').selectOption({ label: 'Yes' });
  await field(page, 'participant-1-letter').selectOption({ label: 'Reviewed' });
  await page.getByRole('checkbox', { name: 'Letter was read aloud' }).first().check();
  await field(page, 'participant-2-attended').selectOption({ label: 'By phone' });
  await edit(page, /^Consequences/);
  await page.getByRole('checkbox', { name: 'Announced in the session' }).check();
  await done(page, /^Consequences/);
  await sign(page);
  await version(page, 3);
  await part(page, /^Outcome/).getByText('Refused for now').waitFor();
  await page.getByText('Nobody is forced. The door stays open.').waitFor();
  await axe(page);
  await aria(page, 'intervention-refused', 'main');
  await shot(page, 'intervention-refused');
  await rail(page, 'Today').click();
  await page.getByRole('link', { name: /Alder Thackery.*Refused for now: plan the next contact/ }).click();

  // The follow-up, still without the server: planned, and then a yes.
  await edit(page, /^Follow-up/);
  await page.getByRole('button', { name: 'Add follow-up' }).click();
  await field(page, 'follow-up-1-on').fill(day(0));
  await field(page, 'follow-up-1-with').fill('Alder, by phone');
  await done(page, /^Follow-up/);
  await sign(page);
  await version(page, 4);
  await rail(page, 'Today').click();
  await page.getByRole('link', { name: /Alder Thackery.*Follow-up with Alder, by phone due/ }).click();
  await edit(page, /^Follow-up/);
  await page.getByRole('checkbox', { name: 'It took place, or was tried' }).check();
  await sign(page);
  await page.getByText('Enter the result, even if nobody answered.').first().waitFor();
  await field(page, 'follow-up-1-result').fill('He asked what detox is like, and said yes.');
  await field(page, 'follow-up-1-outcome').selectOption({ label: 'Accepted later' });
  await edit(page, /^Outcome/);
  await field(page, 'intervention-admit-on').fill(day(0));
  await field(page, 'intervention-escort').fill('Otis');
  await done(page, /^Outcome/);
  await sign(page);
  await version(page, 5);
  await part(page, /^Outcome/).getByText('Refused for now').waitFor(); // what was answered first stays

  // Admission: what is missing is asked beside its field; the chart opens with what was arranged.
  await page.getByRole('link', { name: 'Admit and link to chart' }).click();
  await page.getByRole('heading', { level: 1, name: 'Admit Alder Thackery' }).waitFor();
  await axe(page);
  await aria(page, 'intervention-admit', 'main');
  await shot(page, 'intervention-admit');
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Admit and link' }).click();
  await page.getByText(/ is required\./).first().waitFor();
  await field(page, 'birth-date').fill(BIRTH);
  await page.getByLabel('Passphrase to sign').fill(PASS);
  await page.getByRole('button', { name: 'Admit and link' }).click();
  await page.getByText('Admitted, and linked to the chart.').waitFor();
  await tab(page, 'Plan');
  await page.getByText('The treatment arranged in the intervention is filled in when you start', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Start a blank plan' }).click();
  await page.getByText('Arranged before admission: Harbor Row.').or(page.locator('#plan-level-reason')).first().waitFor();
  await tab(page, 'Timeline');
  assert.equal(await page.getByText(FAMILY).count() + (await page.getByText('Otis').count()), 0, 'the family stays out of the chart');

  // Back with the server: everything arrives, and the link says where the person is now.
  await server.restart();
  await allSaved(page);
  await rail(page, 'Interventions').click();
  await page.getByRole('main').getByRole('link', { name: /Alder Thackery.*Admitted/ }).click();
  await page.getByText(/^Linked to the chart of Alder Thackery, admitted/).waitFor();
  await axe(page);
  await aria(page, 'intervention-linked', 'main');
  await shot(page, 'intervention-linked');
  await rail(ruth.page, 'Interventions').click();
  await ruth.page.getByRole('main').getByRole('link', { name: /Alder Thackery.*Admitted/ }).click();
  await ruth.page.getByText(/^Linked to a chart you cannot open/).waitFor();
  await server.stop();
  for (const place of [server.data, server.log, server.traffic]) assert.deepEqual(await found(place, [LETTER, FAMILY, 'Thackery']), []);
});

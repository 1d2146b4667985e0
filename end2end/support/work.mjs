// What a journey begins with: a program with its people, each in a browser of their own, and clients in their care.
import { prepare } from './prepared.mjs';
import { PASSPHRASE, confirm, enroll, invite, opened, setUp, signIn } from './people.mjs';

/**
 * A program with its people, each in a browser of their own, the administrator too:
 * `staff(device, { ines: { name, role, credential, trainee } }, { clients })`.
 * Resolves with `{ admin, ines: { device, page, secretKey, login, passphrase, name } }`, everyone unlocked, and the paths of the
 * clients as `charts`. The program is made natively before: nobody waits for enrollments that are not the journey's subject.
 */
export async function staff(device, people, options = {}) {
  return seated(device, people, options, true);
}

/** The same without a browser for the administrator, whom most journeys do not need. */
export async function colleagues(device, people, options = {}) {
  return seated(device, people, options, false);
}

async function seated(device, people, options, office) {
  const { admin, charts, custodian, invitations, ...all } = await prepare(device.server, people, options);
  const sit = async (who, login, { secretKey, passphrase, name }) => {
    const own = await device(who);
    return { device: own, page: await signIn(own, { login, secretKey, passphrase }), name, login, secretKey, passphrase };
  };
  const seats = Object.entries(all).map(async ([login, access]) => [login, await sit(login, login, access)]);
  const found = Object.fromEntries(await Promise.all(seats));
  if (office) found.admin = await sit('admin', admin.login, admin);
  return { ...found, charts, custodian, invitations };
}

/**
 * Sets up a program in the browser and takes people into it as they would do it, with codes and kits: for journeys about that.
 * Resolves with `{ admin, ines: { device, page, secretKey, login, passphrase, name } }`, everyone unlocked.
 */
export async function enrolled(device, people, founding = {}) {
  const office = await device('admin');
  const admin = { device: office, ...(await setUp(office, founding)) };
  const all = { admin };
  for (const [login, person] of Object.entries(people)) {
    const code = await invite(admin.page, person, founding.passphrase);
    const own = await device(login);
    const { passphrase } = person;
    const kit = await enroll(own, code, { login, ...(passphrase && { passphrase }) });
    await confirm(admin.page, person.name, founding.passphrase);
    await opened(kit.page);
    all[login] = { device: own, name: person.name, ...kit };
  }
  return all;
}

/** A counselor in training and her supervisor, with whom most journeys begin. */
export const INES = { name: 'Ines Quill', role: 'Counselor', credential: 'CADC', trainee: true };
export const RUTH = { name: 'Ruth Alder', role: 'Supervisor', credential: 'LCSW' };

/** A birth date that makes a client 34 years old on every day on which this runs. */
export const BIRTH = `${new Date().getFullYear() - 34}-01-01`;

/** Takes a colleague into the team of the client whose chart is open. */
export async function takeIn(page, { name, credential = '', role }, passphrase = PASSPHRASE) {
  await tab(page, 'Team');
  const label = `${credential ? `${name}, ${credential}` : name} · ${role}`;
  await page.getByLabel('Colleague').selectOption({ label });
  await page.getByLabel('Passphrase to sign').fill(passphrase);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('list', { name: /^Care team/ }).getByText(name).first().waitFor();
}

/** Opens a page of the chart that is open. */
export async function tab(page, word) {
  await page.getByRole('navigation', { name: /^Chart of/ }).getByRole('link', { name: word, exact: true }).click();
}

/** The state that stands on every page. */
export const state = (page) => page.getByRole('list', { name: 'State of your work' });

/** Resolves when everything of this device has reached the server. */
export async function allSaved(page) {
  await state(page).getByText('All saved', { exact: true }).waitFor();
  await state(page).getByText('Online', { exact: true }).waitFor();
}

/** Resolves when the page says that the server does not answer and how much waits for it. */
export async function offline(page, waiting) {
  await state(page).getByText(/^Offline since /).waitFor({ timeout: 60_000 }); // the server is asked every 20 s
  await state(page).getByText(waiting === 0 ? 'All saved' : `${waiting} waiting to send`, { exact: true }).waitFor();
}

/** The client of most journeys: a counselor’s, with whoever is named in the team, and with a signed plan where one is asked for. */
export const wren = (counselor, { team = [], birth = BIRTH, plan = false } = {}) => ({
  given: 'Wren', family: 'Maplethorn', level: '2.1', birth, counselor, team, plan,
});

/** Opens a client from the caseload; resolves at the chart, with its address. */
export async function openChart(page, name = 'Wren Maplethorn') {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Caseload/ }).click();
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.getByRole('navigation', { name: /^Chart of/ }).waitFor();
  return new URL(page.url()).pathname;
}

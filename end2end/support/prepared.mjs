// A program made natively, by the proof program `prepare`: founded, people enrolled, clients opened, before any browser is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PASSPHRASE } from './people.mjs';
import { bin } from './server.mjs';

/** The local day, where the browsers are. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' }).format(new Date());

/**
 * Makes the program on a server that has none. `people` by sign-in name, as `{ name, role, credential, trainee, passphrase }`;
 * `clients` as `{ given, family, birth, level, counselor, team, plan }`; `invitations` as `{ name, role, seconds }`, each of which
 * ends so many seconds after it was made.
 * Resolves with `{ admin, [login]: { login, name, secretKey, passphrase }, charts, custodian, invitations: [{ code, expires }] }`.
 */
export async function prepare(server, people, { program = 'Harbor Row', passphrase = PASSPHRASE, clients = [], invitations = [] } = {}) {
  const administrator = { login: 'ada', name: 'Ada Demo', passphrase };
  const staff = Object.entries(people).map(([login, { name, role, credential = '', trainee = false, passphrase = PASSPHRASE }]) => {
    return { login, name, role: role.toLowerCase(), credential, trainee, passphrase };
  });
  const care = clients.map((client) => ({ opened: today(), ...client }));
  const child = spawn(bin('prepare'), ['--server', server.url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const told = text(child.stdout);
  const invited = invitations.map((one) => ({ ...one, role: one.role.toLowerCase() }));
  child.stdin.end(JSON.stringify({ program, administrator, people: staff, clients: care, invitations: invited }));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('the program could not be prepared');
  const { custodian, access, clients: records, invitations: codes } = JSON.parse(await told);
  const seats = [administrator, ...staff].map(({ login, name, passphrase }, place) => {
    return [login, { login, name, passphrase, secretKey: access[place].secret_key }];
  });
  const { [administrator.login]: admin, ...all } = Object.fromEntries(seats);
  return { admin, ...all, charts: records.map((record) => `/clients/${record}`), custodian, invitations: codes };
}

// A server, its program with very many documents, and browsers; all of it gone at the end.
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Device, Server, bin, root } from '../support.mjs';
import { many, say } from './words.mjs';

const run = promisify(execFile);

/** The server lets an account sign in so often in a minute; one is left for what was not foreseen. */
const SIGN_INS = 9;

export class House {
  #devices = [];
  #servers = [];
  #filling = null;
  #signIns = [];

  /** The folder of everything lies on the disk that the native figures are measured on. */
  static async open() {
    const house = new House();
    await mkdir(join(root, 'target'), { recursive: true });
    house.folder = await mkdtemp(join(root, 'target/bench-browser-'));
    // However this process ends. Playwright does the same with its browsers.
    process.on('exit', () => house.#vanish());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
    return house;
  }

  /** A server of its own data; `changes` as `Server.restart` takes them. */
  async serve(name, changes) {
    const server = await Server.start({ folder: join(this.folder, name) });
    this.#servers.push(server);
    if (changes) await server.restart(changes);
    return server;
  }

  /** The server with everything that was made for measuring, by people who exist nowhere else. */
  async fill(documents, name = 'program') {
    this.server = await this.serve(name);
    // A tenth in one chart and about a hundred in each other: of 10 000 documents 1 000 in one of 91.
    const large = Math.round(documents / 10);
    const records = 1 + Math.max(1, Math.round((documents - large) / 100));
    say(`filling the server with ${many(documents)} signed documents`);
    const sizes = ['--documents', documents, '--records', records, '--chart', large].map(String);
    const filling = run(bin('bench'), ['prepare', '--server', this.server.url, ...sizes]);
    this.#filling = filling.child;
    return JSON.parse((await filling).stdout);
  }

  /** A browser that has never been here. `server` may be what stands before one. */
  async device(who, server = this.server) {
    const device = await Device.open({ folder: join(this.folder, `device-${who}`), who, server });
    this.#devices.push(device);
    return device;
  }

  /** Resolves when signing in once more is within what the server lets an account try. */
  async maySignIn() {
    const oldest = this.#signIns.at(-SIGN_INS) ?? 0;
    const wait = oldest + 60_000 - Date.now();
    if (wait > 0) {
      say(`waiting ${Math.ceil(wait / 1000)} s: the server counts how often one signs in`);
      await pause(wait);
    }
    this.#signIns.push(Date.now());
  }

  /** What helps to understand why it ended: what browsers complained of, and the end of the last server's log. */
  async lastWords() {
    const server = this.#servers.at(-1);
    const log = server ? await readFile(server.log, 'utf8').catch(() => '') : '';
    return [...this.#devices.flatMap((device) => device.problems()), log.slice(-1500)].join('\n').trim();
  }

  async close() {
    await Promise.allSettled(this.#devices.map((device) => device.close()));
    await Promise.allSettled(this.#servers.map((server) => server.stop()));
  }

  /** Without waiting for anything. What has ended by itself is not hurt by it. */
  #vanish() {
    for (const child of [...this.#servers.map((server) => server.child), this.#filling]) child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

// The real server program, with its own port, data folder and log.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Wire } from './wire.mjs';

/** The repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A program of the house: `throughline`, or one of the proofs. */
export function bin(name) {
  if (name === 'throughline' && process.env.THROUGHLINE_BIN) return resolve(root, process.env.THROUGHLINE_BIN);
  return resolve(root, process.env.THROUGHLINE_PROOFS ?? 'target/debug', name);
}

/** The site that was built. */
export const site = resolve(root, process.env.THROUGHLINE_SITE ?? 'target/site');

export class Server {
  /** `wasDown` tells whether it ever stopped: then a browser may say so. */
  wasDown = false;

  /** Starts on a free port. With `record`, browsers speak to it through a proxy that writes every body to `traffic`. */
  static async start({ folder, record = false, env = {} }) {
    await mkdir(folder, { recursive: true });
    const server = new Server();
    server.data = join(folder, 'data');
    server.log = join(folder, 'server.log');
    server.traffic = join(folder, 'traffic.bin');
    server.env = env;
    server.inner = await freePort();
    server.port = record ? await freePort() : server.inner;
    server.wire = record ? new Wire({ port: server.port, to: server.inner, file: server.traffic }) : null;
    server.url = `http://127.0.0.1:${server.port}`;
    await server.restart();
    return server;
  }

  get pid() {
    return this.child?.pid;
  }

  get running() {
    return Boolean(this.child) && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts again on the same port with the same data; resolves when it answers. `changes.site`: serves that folder from now on. */
  async restart(changes = {}) {
    if (this.running) await this.stop();
    this.site = changes.site ?? this.site ?? site;
    const log = openSync(this.log, 'a');
    this.child = spawn(
      bin('throughline'),
      ['serve', '--listen', `127.0.0.1:${this.inner}`, '--data', this.data, '--site', this.site],
      { stdio: ['ignore', log, log], env: { ...process.env, DATABASE_URL: undefined, ...this.env } },
    );
    closeSync(log);
    await once(this.child, 'spawn');
    await this.#answers();
    await this.wire?.open();
  }

  /** Ends it in good order. */
  async stop() {
    await this.#end('SIGTERM');
  }

  /** Ends it as a power cut would. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Stops for a backup, as its operator does; serves again afterwards. */
  async export(file) {
    await this.stop();
    await this.#command('export', '--data', this.data, file);
    await this.restart();
  }

  /** Goes back to a backup, in the new folder `data` with the key of before, and serves. */
  async restore(file, data) {
    await this.stop();
    await mkdir(data);
    await copyFile(join(this.data, 'server.key'), join(data, 'server.key'));
    this.data = data;
    await this.#command('restore', '--data', this.data, file);
    await this.restart();
  }

  async #command(...words) {
    await promisify(execFile)(bin('throughline'), words, { env: { ...process.env, DATABASE_URL: undefined, ...this.env } });
  }

  async #end(signal) {
    this.wasDown = true;
    await this.wire?.close();
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  async #answers() {
    for (let tries = 0; tries < 600; tries += 1) {
      if (!this.running) throw new Error(`the server stopped while starting; its log: ${this.log}`);
      const answer = await fetch(`http://127.0.0.1:${this.inner}/healthz`).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error('the server did not answer within a minute');
  }
}

/** A port that nobody listens on now. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

// One person's browser: Debian's Chromium with a profile folder that survives closing and killing it.
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

// Without these Chromium asks hosts that a closed network refuses, many at a time.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const UNREACHABLE = /net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/;

export class Device {
  #heard = [];
  #allowed = [];

  /** Opens the browser of `who`, whose profile is in `folder`. */
  static async open({ folder, who, server }) {
    const device = new Device();
    Object.assign(device, { folder, who, server });
    await device.reopen();
    return device;
  }

  /** Opens the browser again with everything it kept. */
  async reopen() {
    this.context = await chromium.launchPersistentContext(this.folder, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ARGUMENTS,
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      timezoneId: 'America/New_York',
      acceptDownloads: true,
    });
    this.context.setDefaultTimeout(30_000);
    await this.context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP report: ${event.effectiveDirective} refused ${event.blockedURI}`);
      });
    });
    this.context.on('console', (message) => {
      if (message.type() === 'error') this.#heard.push(`console: ${message.text()} ${message.location().url}`);
    });
    this.context.on('weberror', (error) => this.#heard.push(`page: ${error.error().message}`));
  }

  /** Opens an address of the server, in the first tab or, after `newTab`, in another; waits until it is live. */
  async visit(path = '/', page = this.pages()[0]) {
    await page.goto(new URL(path, this.server.url).href);
    await page.locator('html[data-live]').waitFor({ state: 'attached' });
    return page;
  }

  newTab() {
    return this.context.newPage();
  }

  pages() {
    return this.context.pages();
  }

  /** Resolves when the device keeps the site, so that it opens without the server. */
  async kept(page = this.pages()[0]) {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  /** From now on a console error that matches is no problem. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** Console errors, page errors and CSP reports that nobody allowed. */
  problems() {
    const allowed = this.server.wasDown ? [...this.#allowed, UNREACHABLE] : this.#allowed;
    return this.#heard.filter((text) => !allowed.some((pattern) => pattern.test(text)));
  }

  async close() {
    await this.context.close();
  }

  /** Ends the browser's processes as a flat battery would. */
  async kill() {
    const gone = once(this.context, 'close');
    for (const pid of await this.#processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it went with its parent
      }
    }
    await gone;
  }

  /** The processes that were started with this profile folder. */
  async #processes() {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const mine = `--user-data-dir=${this.folder}`;
    const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    return pids.filter((_, number) => lines[number].split('\0').includes(mine));
  }
}

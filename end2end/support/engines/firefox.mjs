// Debian's Firefox, driven over WebDriver BiDi, which it speaks by itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import WebSocket from 'ws';
import { heard, stop } from './process.mjs';

export class Firefox {
  #next = 0;
  #pending = new Map();

  /** Opens the browser, with its profile in `folder`. */
  static async open(folder) {
    const firefox = new Firefox();
    await mkdir(folder, { recursive: true });
    const flags = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'];
    firefox.child = spawn(process.env.FIREFOX ?? 'firefox-esr', flags, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder, TZ: 'America/New_York', MOZ_CRASHREPORTER_DISABLE: '1' },
    });
    const [, address] = await heard(firefox.child, firefox.child.stderr, /WebDriver BiDi listening on (ws:\S+)/);
    firefox.socket = new WebSocket(`${address}/session`);
    firefox.socket.on('message', (text) => firefox.#hear(JSON.parse(text)));
    await once(firefox.socket, 'open');
    const { capabilities } = await firefox.#call('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    firefox.version = `Firefox ${capabilities.browserVersion}`;
    const { contexts } = await firefox.#call('browsingContext.getTree', {});
    firefox.context = contexts[0].context;
    await firefox.#call('browsingContext.setViewport', { context: firefox.context, viewport: { width: 1280, height: 900 } });
    return firefox;
  }

  async goto(url) {
    await this.#call('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  async back() {
    await this.#call('browsingContext.traverseHistory', { context: this.context, delta: -1 });
  }

  /** Runs a function in the page; its arguments and its answer travel as JSON. */
  async evaluate(body, ...args) {
    const declaration = `async () => JSON.stringify(await (${body})(...${JSON.stringify(args)}))`;
    const target = { context: this.context };
    const answer = await this.#call('script.callFunction', { functionDeclaration: declaration, awaitPromise: true, target });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
    return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
  }

  async close() {
    this.socket?.terminate();
    await stop(this.child);
  }

  #call(method, params) {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear({ id, type, result, error, message }) {
    const waits = this.#pending.get(id);
    this.#pending.delete(id);
    if (type === 'success') waits?.resolve(result);
    else waits?.reject(new Error(`${error}: ${message}`));
  }
}

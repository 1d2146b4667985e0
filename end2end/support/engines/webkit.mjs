// Debian's WebKitGTK, the engine of every iPad, driven over W3C WebDriver on a screen of its own.
import { spawn } from 'node:child_process';
import { freePort } from '../server.mjs';
import { heard, stop } from './process.mjs';

export class WebKit {
  /** Opens the browser. Under automation it keeps everything in memory: nothing outlives it. */
  static async open() {
    const webkit = new WebKit();
    const flags = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
    webkit.screen = spawn('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const [display] = await heard(webkit.screen, webkit.screen.stdio[3], /\d+(?=\n)/);
    const port = await freePort();
    webkit.child = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: `:${display}`, TZ: 'America/New_York' },
    });
    webkit.address = `http://127.0.0.1:${port}`;
    await webkit.#answers();
    const { sessionId, capabilities } = await webkit.#call('POST', '/session', {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
    });
    webkit.session = `/session/${sessionId}`;
    await webkit.#call('POST', `${webkit.session}/window/rect`, { x: 0, y: 0, width: 1280, height: 900 });
    webkit.version = `WebKitGTK ${capabilities.browserVersion}`;
    return webkit;
  }

  async goto(url) {
    await this.#call('POST', `${this.session}/url`, { url });
  }

  async back() {
    await this.#call('POST', `${this.session}/back`, {});
  }

  /** Runs a function in the page; its arguments and its answer travel as JSON. */
  async evaluate(body, ...args) {
    const script = `const done = arguments[0];
      Promise.resolve((${body})(...${JSON.stringify(args)}))
        .then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
    const { value, error } = JSON.parse(await this.#call('POST', `${this.session}/execute/async`, { script, args: [] }));
    if (error) throw new Error(error);
    return value;
  }

  async close() {
    if (this.session) await this.#call('DELETE', this.session).catch(() => {});
    await stop(this.child);
    await stop(this.screen);
  }

  async #answers() {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await fetch(`${this.address}/status`).catch(() => null)) return;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    throw new Error('WebKitWebDriver did not answer within ten seconds');
  }

  async #call(method, path, body) {
    const answer = await fetch(this.address + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
}

// How many bytes cross the wire before the gate can be used, and how many more until the site opens without the server.
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { freePort } from '../support/server.mjs';
import { row, say } from './words.mjs';

/** The goal for the gate, in kB. */
const GATE = 450;

export async function weights(house) {
  const gate = await weigh(house, 'gate', { withWorker: false });
  const whole = await weigh(house, 'offline', { withWorker: true });
  for (const { url, size, encoding } of gate) say(`  ${(size / 1000).toFixed(1)} kB ${encoding} ${url}`);
  const plain = gate.find(({ url, encoding }) => url.endsWith('.wasm') && encoding !== 'br');
  if (plain) say('the site was not compressed ahead of time: only a shipped one gives figures that count');
  const sum = (asked) => asked.reduce((sum, { size }) => sum + size, 0) / 1000;
  return [
    row('over the wire until the gate can be used', sum(gate), 'kB', { most: GATE }),
    row('over the wire after it, for working offline', sum(whole) - sum(gate), 'kB'),
  ];
}

/** Everything a new browser asks for until the gate can be used, or with the service worker, until the site is kept. */
async function weigh(house, who, { withWorker }) {
  const scales = await Scales.before(house.server, withWorker ? () => false : (url) => url === '/sw.js');
  const device = await house.device(who, scales);
  try {
    const page = await device.visit('/');
    // Fields can be filled in once the keeper has answered who may sign in here.
    await page.locator('form input:not([disabled]):not([readonly])').first().waitFor();
    if (withWorker) await device.kept(page);
    return await scales.read();
  } finally {
    await device.close();
    await scales.close();
  }
}

/** A way to a server that weighs bodies as they cross the wire, whoever asks for them: page, keeper or service worker. */
class Scales {
  wasDown = true; // what it refuses, a browser complains of
  #asked = [];

  static async before(server, refuses) {
    const scales = new Scales();
    const port = await freePort();
    scales.url = `http://127.0.0.1:${port}`;
    scales.server = createServer((request, response) => scales.#pass(request, response, { to: server.port, refuses }));
    scales.server.listen(port, '127.0.0.1');
    await once(scales.server, 'listening');
    return scales;
  }

  /** What was asked for up to now, when all of it has arrived: `[{ url, size, encoding }]`. */
  read() {
    return Promise.all([...this.#asked]);
  }

  async close() {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  #pass(request, response, { to, refuses }) {
    const { method, url, headers } = request;
    if (refuses(url)) {
      response.writeHead(404).end();
      return;
    }
    const onward = ask({ host: '127.0.0.1', port: to, method, path: url, headers });
    request.pipe(onward);
    const weighed = new Promise((resolve, reject) => {
      onward.on('error', reject);
      onward.on('response', (answer) => {
        let size = 0;
        response.writeHead(answer.statusCode, answer.headers);
        answer.on('data', (part) => {
          size += part.length;
        });
        answer.on('end', () => resolve({ url, size, encoding: answer.headers['content-encoding'] ?? 'plain' }));
        answer.on('error', reject);
        answer.pipe(response);
      });
    });
    weighed.catch(() => response.destroy()); // `read` tells why
    this.#asked.push(weighed);
  }
}

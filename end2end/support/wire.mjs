// A proxy between browser and server that keeps every body as it crossed the wire, the workers' requests included.
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';

export class Wire {
  #server = null;

  constructor({ port, to, file }) {
    Object.assign(this, { port, to, file });
  }

  async open() {
    this.#server = createServer((request, response) => this.#pass(request, response));
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Refuses connections from now on, like a server that is down. */
  async close() {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  #pass(request, response) {
    const headers = { ...request.headers };
    delete headers['accept-encoding']; // compressed bodies could not be searched
    const { method, url } = request;
    const onward = ask({ host: '127.0.0.1', port: this.to, method, path: url, headers });
    const bodies = { sent: [], received: [] };
    const keep = () => this.#keep(`${method} ${url}`, bodies);

    request.on('data', (part) => bodies.sent.push(part));
    request.pipe(onward);
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.on('data', (part) => bodies.received.push(part));
      answer.on('end', keep);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    onward.on('error', () => {
      keep();
      response.destroy();
    });
  }

  #keep(line, { sent, received }) {
    const mark = (text) => Buffer.from(`\n--- ${text}\n`);
    appendFileSync(this.file, Buffer.concat([mark(line), ...sent, mark('answer'), ...received]));
  }
}

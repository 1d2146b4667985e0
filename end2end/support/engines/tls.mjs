// A proxy that ends TLS with a certificate made for it, as the README asks of whoever runs a server.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';

export class TlsProxy {
  /** Listens on a free port of this machine and speaks to `port` on it. While nobody listens there, connections just end. */
  static async open(folder, port) {
    await mkdir(folder, { recursive: true });
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await promisify(execFile)('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', cert,
    ]);
    const proxy = new TlsProxy();
    proxy.sockets = new Set();
    proxy.server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (outer) => {
      const inner = connect(port, '127.0.0.1');
      for (const [one, other] of [[outer, inner], [inner, outer]]) {
        proxy.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => { proxy.sockets.delete(one); other.destroy(); });
        one.pipe(other);
      }
    });
    proxy.server.on('tlsClientError', () => {}); // a browser that tries a certificate and comes again
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    proxy.url = `https://127.0.0.1:${proxy.server.address().port}`;
    return proxy;
  }

  async close() {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

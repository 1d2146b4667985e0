// Programs that an engine is made of.
import { once } from 'node:events';

/** Waits until `stream` has said something that matches. Fails when the program ends or says nothing for half a minute. */
export function heard(child, stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`${child.spawnfile} said nothing in 30 s: ${text}`)), 30_000);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended: ${text}`)));
    stream.on('data', (bytes) => {
      text += bytes;
      const found = pattern.exec(text);
      if (!found) return;
      clearTimeout(late);
      resolve(found);
    });
  });
}

/** Ends a program, with force where it does not listen. */
export async function stop(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(force);
}

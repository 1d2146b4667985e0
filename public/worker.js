// The keeper's Web Worker. In: {id, body}, {take_over: true}. Out: {id, body}, or {id, error} when the keeper itself
// broke; {event} at any time. One tab owns the vault (Web Locks): the others are told so until they take it over.
import init, { handle, shut, start } from '/pkg/keeper.js';

const LOCK = 'throughline-vault';
const say = (event) => self.postMessage({ event });
const loaded = init({ module_or_path: '/pkg/keeper_bg.wasm' });
// Each waiting message reports the failure; without this line it would be reported once more as unhandled.
loaded.catch(() => {});

/** Resolves once it is known whether this tab has the vault; `handle` answers "another tab" while it has not. */
let ready = own({ ifAvailable: true });

function own(options) {
  const known = new Promise((resolve, reject) => {
    const held = async (lock) => {
      if (!lock) return resolve();
      try {
        await loaded;
        await start(say);
        resolve();
      } catch (error) {
        return reject(error);
      }
      return new Promise(() => {}); // held until this worker ends or another takes it
    };
    navigator.locks.request(LOCK, options, held).catch(async () => {
      await loaded;
      shut();
      say(JSON.stringify({ event: 'taken_over' }));
    });
  });
  known.catch(() => {});
  return known;
}

// Set before anything is awaited, so that no early message is lost. Messages wait for `ready` in their order.
self.onmessage = async ({ data: { id, body, take_over } }) => {
  if (take_over) {
    ready = own({ steal: true });
    return;
  }
  try {
    await loaded;
    await ready;
    self.postMessage({ id, body: await handle(body) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};

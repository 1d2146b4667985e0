// The keeper's Web Worker. In: {id, body}, {take_over: true}. Out: {id, body}, or {id, error} when the keeper itself
// broke; {event} at any time, the JSON of a notice. One tab owns the vault (Web Locks): the others are told so until they
// take it over. A tab that sleeps, as in the back-forward cache, gives no answer and does not keep it.
import init, { handle, shut, start } from '/pkg/keeper.js';

const LOCK = 'throughline-vault';
/** How long the tab that has the vault may take to say so, and how often it is looked meanwhile, in milliseconds. */
const ANSWER = 3_000;
const LOOK = 100;

const say = (event) => self.postMessage({ event });
const loaded = init({ module_or_path: '/pkg/keeper_bg.wasm' });
// Each waiting message reports the failure; without this line it would be reported once more as unhandled.
loaded.catch(() => {});

const tabs = new BroadcastChannel(LOCK);
let owner = false;
let answered = () => {};
tabs.onmessage = ({ data }) => {
  if (data === 'here') answered(true);
  else if (owner) tabs.postMessage('here');
};

/** Resolves once it is known whether this tab has the vault; `handle` answers "another tab" while it has not. */
let ready = claim();
ready.catch(() => {});

async function claim() {
  const heard = new Promise((resolve) => { answered = resolve; });
  for (let waited = 0; waited < ANSWER; waited += LOOK) {
    if (await own({ ifAvailable: true })) return;
    tabs.postMessage('who');
    if (await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, LOOK))])) return;
  }
  await own({ steal: true });
}

/** Takes the vault; says whether it could. */
function own(options) {
  return new Promise((resolve, reject) => {
    const held = async (lock) => {
      if (!lock) return resolve(false);
      try {
        await loaded;
        await start(say);
        owner = true;
        resolve(true);
      } catch (error) {
        return reject(error);
      }
      return new Promise(() => {}); // held until this worker ends or another takes it
    };
    navigator.locks.request(LOCK, options, held).catch(() => {
      owner = false;
      shut();
      say('"TakenOver"');
    });
  });
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

// The Web Worker in which keys are measured: a number of documents in, what `measure` says out.
import init, { measure } from '/proof/keeper.js';

const ready = init({ module_or_path: '/proof/keeper_bg.wasm' });

// Set before anything is awaited, so that the first message is not lost.
self.onmessage = async ({ data }) => {
  try {
    await ready;
    self.postMessage(JSON.parse(measure(data)));
  } catch (error) {
    self.postMessage({ broke: String(error) });
  }
};

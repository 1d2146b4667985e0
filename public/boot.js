// Starts the page: makes the gate live, keeps the service worker. Speaks with the desk through events on `window`:
//   throughline:update    a new version is installed and waits; `data-update="waiting"` on <html> says so from then on
//   throughline:activate  the desk agrees: no editor holds unsaved text; the page reloads with the new version
// and through one function, which the desk calls: `throughlinePasskey(what, json)`, see passkey.js.
const { default: init, start } = await import('/pkg/throughline.js');
await init({ module_or_path: '/pkg/throughline_bg.wasm' });
globalThis.throughlinePasskey = async (what, json) => JSON.stringify(await (await import('/passkey.js'))[what](JSON.parse(json)));
start();
document.documentElement.dataset.live = 'yes';

if ('serviceWorker' in navigator) {
  const workers = navigator.serviceWorker;
  const announce = () => {
    document.documentElement.dataset.update = 'waiting';
    window.dispatchEvent(new Event('throughline:update'));
  };
  const registration = await workers.register('/sw.js', { updateViaCache: 'none' });

  const watch = (worker) => {
    worker?.addEventListener('statechange', () => {
      // Without an active worker this is the first installation: nothing to announce.
      if (worker.state === 'installed' && registration.active) announce();
    });
  };
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  if (registration.waiting) announce();

  window.addEventListener('throughline:activate', () => {
    if (!registration.waiting) return;
    workers.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: 'activate' });
  });
}

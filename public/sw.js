// Keeps the site on the device, so that it opens without the server. Never touches /api/: the keeper does that.
// An update is installed whole or not at all, and waits until the desk agrees.

const SITE = { version: 'unbuilt', files: [] }; // the build writes version and files here

const PREFIX = 'throughline-';
const CACHE = PREFIX + SITE.version;
const GATE = '/'; // the same document answers every address
const OURS = new Set(SITE.files.map((file) => file.url));

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(kept(GATE, request));
  else if (OURS.has(url.pathname)) event.respondWith(kept(url.pathname, request));
});

/** Asks for everything anew and checks each hash; one failure, and nothing of this version stays. */
async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([keepGate(cache), ...SITE.files.map((file) => keepFile(cache, file))]);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keepGate(cache) {
  const response = await fetch(GATE, { cache: 'reload', credentials: 'omit', redirect: 'error' });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('text/html')) throw new Error('the gate could not be kept');
  await cache.put(GATE, response);
}

async function keepFile(cache, { url, sha256 }) {
  // What the page has just fetched is not sent again. The browser refuses an answer whose digest differs.
  const response = await fetch(url, { cache: 'no-cache', credentials: 'omit', integrity: `sha256-${base64(sha256)}` });
  if (!response.ok) throw new Error(`${url} could not be kept`);
  await cache.put(url, response);
}

function base64(hex) {
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** What this version keeps; the network when the browser dropped it. */
async function kept(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}

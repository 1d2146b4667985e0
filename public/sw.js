// Keeps the site on the device, so that it opens without the server. Never touches /api/: the keeper does that.
// An update is installed whole or not at all, and waits until the desk agrees.

const SITE = { version: 'unbuilt', files: [] }; // the build writes version and files here

const PREFIX = 'throughline-';
const CACHE = PREFIX + SITE.version;
const GATE = '/'; // the same document answers every address
const OURS = new Map(SITE.files.map((file) => [file.url, file]));

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(kept(GATE).catch(incomplete));
  else if (OURS.has(url.pathname)) event.respondWith(kept(url.pathname));
});

/** Asks for everything anew and checks each hash; one failure, and nothing of this version stays. */
async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(SITE.files.map((file) => keepFile(cache, file)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keepFile(cache, file) {
  const response = await checked(file);
  await cache.put(file.url, response.clone());
  return response;
}

/** From the network. What the page has just fetched is not sent again; the browser refuses an answer whose digest differs. */
async function checked({ url, sha256 }) {
  const how = { cache: 'no-cache', credentials: 'omit', redirect: 'error', integrity: `sha256-${base64(sha256)}` };
  const response = await fetch(url, how);
  if (!response.ok) throw new Error(`${url} could not be kept`);
  return response;
}

function base64(hex) {
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** What this version keeps; from the network when the browser dropped it, and then only what the list says it is. */
async function kept(key) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? keepFile(cache, OURS.get(key));
}

/** The browser dropped the gate, and the server cannot be reached or has another one: that one comes as a whole or not at all. */
function incomplete() {
  self.registration.update().catch(() => {});
  const words = 'This browser has lost part of Throughline, and the server does not have the same version. Your work is still on this '
    + 'device. Connect to the network, close every tab of Throughline, and open it again.';
  return new Response(words, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

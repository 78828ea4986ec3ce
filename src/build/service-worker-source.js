// The build writes VERSION and FILES above this text (src/build/service-worker.ts).
/* global VERSION, FILES */

// The scope is part of the name because several copies may live on one origin under different paths.
const PREFIX = `faultline ${self.registration.scope} `
const CACHE = PREFIX + VERSION

// Some hosts answer with `Vary: Origin`, which must not make a hashed file miss its own copy.
const MATCH = { ignoreVary: true }

// Under this address a cache notes which open pages may still need the caches of the versions before it.
const HOLDERS = './open-pages-of-older-versions.json'

// What a page says (src/app/updates.ts): that the person wants the new version, and that it has opened.
const TAKE_OVER = 'take over'
const OPENED = 'opened'

self.addEventListener('install', (event) => {
  // No skipWaiting: an open page keeps its version until the person exchanges it or the last page of it is closed.
  event.waitUntil(precache())
})

self.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(self.skipWaiting())
  // The page that it replaces is gone by now, and may have been the last of an older version.
  if (event.data === OPENED) event.waitUntil(sweep())
})

self.addEventListener('activate', (event) => {
  // Claiming matters on the very first visit, where the page that registered the worker has no controller yet.
  event.waitUntil(
    noteHolders()
      .then(sweep)
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(request.mode === 'navigate' ? navigate(request) : fromCacheFirst(request))
})

async function precache() {
  const cache = await caches.open(CACHE)
  // Unhashed names (icon, fonts) may sit stale in the HTTP cache, so every copy is revalidated.
  await cache.addAll(FILES.map((url) => new Request(url, { cache: 'no-cache' })))
}

/** Names of the caches of other versions. */
async function oldCaches() {
  const names = await caches.keys()
  return names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
}

const openPages = async () => (await self.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id)

/** Every page that is open when this version takes over may be of an older one. */
async function noteHolders() {
  if ((await oldCaches()).length === 0) return
  const cache = await caches.open(CACHE)
  await cache.put(HOLDERS, new Response(JSON.stringify(await openPages())))
}

/** Deletes the older versions once the last page that may be of one of them is gone. A waiting version has noted nobody yet. */
async function sweep() {
  const cache = await caches.open(CACHE)
  const noted = await cache.match(HOLDERS)
  if (!noted || self.registration.waiting || self.registration.installing) return
  const holders = await noted.json()
  const open = await openPages()
  if (holders.some((id) => open.includes(id))) return
  await Promise.all((await oldCaches()).map((name) => caches.delete(name)))
  await cache.delete(HOLDERS)
}

/** The file of this version; a page of another one that is still open finds its own in that one's cache. */
async function fromCacheFirst(request) {
  const own = await (await caches.open(CACHE)).match(request, MATCH)
  return own ?? (await caches.match(request, MATCH)) ?? fetch(request)
}

/** The page of this very version, so that it never meets another one's files; whatever else lies there comes from the network. */
async function navigate(request) {
  const { pathname, searchParams } = new URL(request.url)
  const scope = new URL(self.registration.scope).pathname
  if (pathname !== scope && pathname !== `${scope}index.html`) return fromCacheFirst(request)
  // The page that others put into theirs comes with headers of its own.
  const page = await (await caches.open(CACHE)).match(searchParams.has('embed') ? './?embed' : './', MATCH)
  return page ?? fetch(request)
}

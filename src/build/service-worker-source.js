// The build writes VERSION and FILES above this text (src/build/service-worker.ts).
/* global VERSION, FILES */

// The scope is part of the name because several copies may live on one origin under different paths.
const PREFIX = `faultline ${self.registration.scope} `
const CACHE = PREFIX + VERSION

// A network that accepts the connection and then stays silent must not hold up a page that is already here.
const NAVIGATION_TIMEOUT_MS = 4000

// Some hosts answer with `Vary: Origin`, which must not make a hashed file miss its own copy.
const MATCH = { ignoreVary: true }

self.addEventListener('install', (event) => {
  // No skipWaiting: a tab that runs the old build keeps the old build's chunks until it is closed.
  event.waitUntil(precache())
})

self.addEventListener('activate', (event) => {
  // Claiming matters on the very first visit, where the page that registered the worker has no controller yet.
  event.waitUntil(deleteOldCaches().then(() => self.clients.claim()))
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

async function deleteOldCaches() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Names carry a content hash, so a cached answer is never out of date. A waiting build's cache is searched as well. */
async function fromCacheFirst(request) {
  return (await caches.match(request, MATCH)) ?? fetch(request)
}

/** The newest page if the network has one, else the cached one. It is not stored: its chunks belong to a waiting build. */
async function navigate(request) {
  const cached = async () => (await caches.match(request, MATCH)) ?? (await caches.match('./', MATCH))
  try {
    const response = await withTimeout(fetch(request), NAVIGATION_TIMEOUT_MS)
    if (response.ok || response.type === 'opaqueredirect') return response
    return (await cached()) ?? response
  } catch (error) {
    const page = await cached()
    if (page) return page
    throw error
  }
}

function withTimeout(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The network did not answer in time.')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

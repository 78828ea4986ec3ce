import { dropNotice, giveNotice } from '../page/notices.ts'
import { desk } from './desk.ts'
import { session } from './page-session.ts'

/** How often a page that stays open asks for a new version; a browser asks by itself only when a page is opened. */
const CHECK_EVERY_MS = 60 * 60 * 1000
/** What a page tells a service worker (build/service-worker-source.js): that it may take over, and that a page has opened. */
const TAKE_OVER = 'take over'
const OPENED = 'opened'

/**
 * Keeps the page for use without a network, and says when a new version waits. Nothing is exchanged under an open page: the
 * person says when, and the design is saved before.
 */
export async function keepForOffline(): Promise<void> {
  // Only secure pages have service workers; plain http does without.
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' })
  navigator.serviceWorker.controller?.postMessage(OPENED)
  const look = () => sayWhenWaiting(registration)
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  const check = () => void registration.update().catch(() => undefined)
  setInterval(check, CHECK_EVERY_MS)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && check())
}

let said: ServiceWorker | null = null

function sayWhenWaiting(registration: ServiceWorkerRegistration): void {
  const { active, waiting } = registration
  // With none before it this is the first visit, and what waits is the version that the page is of. WebKit names it as the
  // controller before it says that it waits, so the controller alone does not tell.
  if (active === null || navigator.serviceWorker.controller === null) return
  if (waiting === null || waiting === said) return
  said = waiting
  dropNotice('update')
  giveNotice('update', () => void reloadInto(registration))
}

async function reloadInto(registration: ServiceWorkerRegistration): Promise<void> {
  if (await isSaved()) exchange(registration)
  else giveNotice('updateUnsaved', () => exchange(registration))
}

function exchange({ waiting }: ServiceWorkerRegistration): void {
  // Another page has exchanged it already.
  if (waiting === null) {
    location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage(TAKE_OVER)
}

/** Saves what is not saved yet; a page that may only read has nothing to lose. */
async function isSaved(): Promise<boolean> {
  const saved = () => {
    const { save, readOnly } = session.desk.getState().desk
    return readOnly !== null || save.status === 'saved'
  }
  if (!saved()) await desk.saveNow()
  return saved()
}

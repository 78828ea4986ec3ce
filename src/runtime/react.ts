import { useSyncExternalStore } from 'react'
import type { Frame } from './frame-ring.ts'
import { simClient } from './session.ts'
import type { RunState } from './sim-client.ts'

/** Numbers on screen change four times a second: faster cannot be read, and the layout stays still. */
const READING_MS = 250

let reading: Frame | undefined
let readAt = 0
let trailing: ReturnType<typeof setTimeout> | undefined
let cursorSec: number | null = null
const listeners = new Set<() => void>()

function read(): void {
  clearTimeout(trailing)
  trailing = undefined
  readAt = performance.now()
  cursorSec = simClient.frames.cursorSec
  reading = simClient.frames.shown
  for (const listener of listeners) listener()
}

simClient.frames.subscribe(() => {
  const wait = readAt + READING_MS - performance.now()
  if (wait <= 0 || simClient.frames.cursorSec !== cursorSec || simClient.frames.latest === undefined) read()
  else trailing ??= setTimeout(read, wait)
})

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The frame that numbers are read from; re-renders at most four times a second. */
export const useFrame = (): Frame | undefined => useSyncExternalStore(subscribe, () => reading)

/** A value read from that frame; re-renders only when the value changes. */
export const useReading = <T extends number | string | boolean>(pick: (frame: Frame | undefined) => T): T =>
  useSyncExternalStore(subscribe, () => pick(reading))

const subscribeRun = (listener: () => void): (() => void) => simClient.subscribe(listener)

export const useRunState = (): RunState => useSyncExternalStore(subscribeRun, () => simClient.state)

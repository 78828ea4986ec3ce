import type { Level4 } from './levels.ts'
import type { Route } from './route.ts'
import type { SceneWire } from './scene.ts'

/** How a wire looks at one reading. Kept and overwritten, so that a reading allocates nothing for wires that stay. */
export interface WireLook {
  wire: SceneWire
  rate: number
  level: Level4
  width: number
  segmented: boolean
  dash: 'none' | 'long' | 'dots'
  particles: number
  /** Canvas pixels a second. */
  speed: number
  retryShare: number
  /** Failed calls a second that fail at the end of this wire. */
  fallsPerSec: number
  /** Shares of its call paths that are cut, and that a circuit breaker holds open. */
  cut: number
  open: number
  /** How far along the wire calls come: all of it, or up to where it is cut. */
  until: number
  ejected: boolean
  ejectsInSec: number
  /** Seconds that the countdown began with, so that the ring can show a share. */
  ejectsFromSec: number
  /** Of a wire over which a log goes: the way that it goes now; not at all while another one leads. */
  log: 'forth' | 'back' | 'none'
  /** How far the particles have moved along the wire. */
  offset: number
}

/** Width of a wire over which nothing flows yet. */
export const WIDTH_MIN = 1.2
/** Where along a wire it is cut. */
export const CUT_AT = 0.5

/** A wire before the first frame. */
export function newLook(wire: SceneWire): WireLook {
  return {
    wire,
    rate: Number.NaN,
    level: 0,
    width: WIDTH_MIN,
    segmented: false,
    dash: wire.meaning === 'replicates' ? 'long' : 'none',
    particles: 0,
    speed: 0,
    retryShare: 0,
    fallsPerSec: 0,
    cut: 0,
    open: 0,
    until: 1,
    ejected: false,
    ejectsInSec: Number.NaN,
    ejectsFromSec: Number.NaN,
    log: 'forth',
    offset: 0,
  }
}

/** A point of the wire, by its share of the way. */
export function pointAt({ samples }: Route, share: number): { readonly x: number; readonly y: number } {
  const at = Math.round((samples.length / 2 - 1) * share) * 2
  return { x: samples[at]!, y: samples[at + 1]! }
}

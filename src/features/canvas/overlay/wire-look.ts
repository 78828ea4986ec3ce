import { depthShare } from '../../../reading/card-readings.ts'
import type { Frame } from '../../../runtime/frame-ring.ts'
import { levelOf } from '../../../scene/levels.ts'
import type { Scene, SceneWire } from '../../../scene/scene.ts'
import { CUT_AT, newLook, WIDTH_MIN, type WireLook } from '../../../scene/wire-look.ts'
import type { Overlay } from '../../../session/view-store.ts'

/** Particles a wire and the whole screen may have; a denser stream would be a solid line and a slow one. */
const PER_WIRE_MAX = 48
/** Canvas pixels a second of a particle where a call takes no time. */
export const SPEED_MAX = 110
/** Width from the rate: 1,000 times as much is 3.15 px more. */
const WIDTH_BASE = 0.3
const WIDTH_PER_DECADE = 1.05
/** A trunk that is cut or open in part still carries calls; from this share on none is left. */
const WHOLE = 0.999
export function lookAtWires(
  scene: Scene,
  frame: Frame | undefined,
  overlay: Overlay,
  kept: Map<string, WireLook>,
): WireLook[] {
  return scene.wires.map((wire) => {
    const look = kept.get(wire.id) ?? newLook(wire)
    kept.set(wire.id, look)
    look.wire = wire
    if (frame) readWire(look, scene, frame, overlay)
    return look
  })
}

function readWire(look: WireLook, scene: Scene, frame: Frame, overlay: Overlay): void {
  const { wire } = look
  const rate = frame.wire(wire.id, 'ratePerSec')
  const fail = frame.wire(wire.id, 'failPerSec')
  const load = loadOf(wire, scene, frame)
  const latency = frame.wire(wire.id, 'latencyMs')
  const flows = rate > 0.005
  look.rate = rate
  look.level = flows ? levelOf(overlay, { load, latency, errors: fail / rate }[overlay]) : 0
  look.segmented = look.level === 4
  look.width = flows ? Math.max(WIDTH_MIN, WIDTH_BASE + WIDTH_PER_DECADE * Math.log10(rate)) : WIDTH_MIN
  readEjection(look, frame)
  look.cut = frame.wire(wire.id, 'cut') || 0
  look.open = frame.wire(wire.id, 'open') || 0
  look.until = look.cut >= WHOLE ? CUT_AT : 1
  const watches = wire.meaning === 'watches'
  look.dash = look.ejected ? 'dots' : wire.meaning === 'replicates' ? 'long' : watches ? 'dots' : 'none'
  look.log = wire.meaning === 'replicates' ? logWay(wire, frame) : 'forth'
  const calls = look.dash !== 'long' && !watches
  const passes = flows && calls && look.open < WHOLE
  look.particles = passes ? particleCount(rate, wire.route.length * look.until) : 0
  look.speed = SPEED_MAX / Math.sqrt(1 + (Number.isFinite(latency) ? latency : 0) / 30)
  const retries = frame.wire(wire.id, 'retryPerSec')
  look.retryShare = flows && retries > 0 ? Math.min(1, retries / rate) : 0
  look.fallsPerSec = fail > 0.02 ? (look.until < 1 ? fail : fallsAtTarget(wire, scene, frame, fail)) : 0
}

/** The log goes from whoever leads: back over the wire of a promoted replica, and over none that neither end leads. */
function logWay({ edge }: SceneWire, frame: Frame): WireLook['log'] {
  if (frame.node(edge.target, 'leader') === 1) return 'back'
  return frame.node(edge.source, 'leader') === 0 ? 'none' : 'forth'
}

/** A queue has no slots to be busy; how full it is counts instead. */
function loadOf(wire: SceneWire, scene: Scene, frame: Frame): number {
  const load = frame.wire(wire.id, 'load')
  if (Number.isFinite(load)) return load
  const target = scene.byId.get(wire.edge.target)
  return target?.view?.face === 'tank' ? depthShare(target, frame) : Number.NaN
}

function readEjection(look: WireLook, frame: Frame): void {
  const share = frame.wire(look.wire.id, 'ejected')
  const inSec = frame.wire(look.wire.id, 'ejectsInSec')
  // A trunk stays a living wire while any of its paths is: only one that leads to nobody else is dotted.
  look.ejected = share >= WHOLE || (Number.isFinite(inSec) && look.wire.paths <= 1)
  if (!Number.isFinite(inSec)) look.ejectsFromSec = Number.NaN
  else if (!(look.ejectsFromSec >= inSec)) look.ejectsFromSec = inSec
  look.ejectsInSec = inSec
}

/** As in the mock: one particle at 10/s, then one more in every 48 px for each decade. */
function particleCount(rate: number, length: number): number {
  const wanted = Math.round((length * (Math.log10(Math.max(rate, 1)) - 1)) / 48)
  return Math.max(1, Math.min(PER_WIRE_MAX, wanted))
}

/** Failures pass back over every wire of the way; crosses fall only where a call was turned away. */
function fallsAtTarget(wire: SceneWire, scene: Scene, frame: Frame, fail: number): number {
  if (scene.byId.get(wire.edge.target) === undefined) return 0
  let drops = 0
  for (const id of wire.ends) {
    const dropped = frame.node(id, 'dropPerSec')
    if (dropped > 0) drops += dropped
  }
  return Math.min(fail, drops)
}

/** Moves particles on; a faster run makes them hurry, but never so that the eye loses them. Says whether any moved. */
export function moveOn(looks: Iterable<WireLook>, seconds: number, speed: number): boolean {
  const haste = hasteOf(speed)
  let moves = false
  for (const look of looks) {
    if (look.particles === 0) continue
    look.offset = (look.offset + look.speed * haste * seconds) % Math.max(1, look.wire.route.length)
    moves = true
  }
  return moves
}

export const hasteOf = (speed: number): number => Math.min(2, Math.max(0.5, Math.sqrt(speed)))

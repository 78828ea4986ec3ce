import type { Machine } from '../core/contract.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'

export interface HealthSettings {
  readonly enabled: boolean
  readonly intervalTicks: number
  readonly timeoutTicks: number
  readonly fall: number
  readonly rise: number
  /** Whoever asks uses all targets once all have failed. */
  readonly failOpen: boolean
}

/** Ejection by what real requests show. */
export interface PassiveSettings {
  /** Failures that eject a target; infinite where nothing is ejected this way. */
  readonly failures: number
  /** Within this time; infinite means in a row. */
  readonly windowTicks: number
  readonly outTicks: number
  /** Each further ejection of a target lasts one more of that time. */
  readonly grows: boolean
  /** Share of the targets that may be out, but at least one. */
  readonly shareMax: number
  /** It comes back by one trial request that succeeds, all of several may be out, and time is told in whole seconds; see `Trials`. */
  readonly byTrial: boolean
}

export const NO_PASSIVE: PassiveSettings = {
  failures: Number.POSITIVE_INFINITY,
  windowTicks: Number.POSITIVE_INFINITY,
  outTicks: 0,
  grows: false,
  shareMax: 1,
  byTrial: false,
}

/** What a chooser knows of one target. */
export interface Target {
  readonly edge: number
  healthy: boolean
  /** Probes in a row that speak against the present verdict. */
  streak: number
  /** When the last probe went out, if it gets no answer. */
  probedAt: number
  /** It gets none because the process hung when it was asked. */
  askedFrozen: boolean
  nextProbeAt: number
  /** A call was refused since the last good sign; a checked target that refuses must not look idle. */
  suspect: boolean
  /** Times of the latest failures that count, and until when they have put the target out. */
  failures: number[]
  outUntil: number
  outCount: number
  /** Return by trial: failures since it last did well, and the whole seconds of the last of them and of the last look at it. */
  fails: number
  failedSec: number
  checkedSec: number
  /** The time is over: the next request is its trial. */
  awaitsTrial: boolean
  /** The fault by which it failed last. */
  cause: number
}

export const newTarget = (edge: number): Target => ({
  edge,
  healthy: true,
  streak: 0,
  probedAt: Number.NaN,
  askedFrozen: false,
  nextProbeAt: Number.NaN,
  suspect: false,
  failures: [],
  outUntil: Number.NaN,
  outCount: 0,
  fails: 0,
  failedSec: 0,
  checkedSec: 0,
  awaitsTrial: false,
  cause: -1,
})

export function listByEdge(targets: ReadonlyMap<number, Target>): (Target | undefined)[] {
  const list = new Array<Target | undefined>(Math.max(-1, ...targets.keys()) + 1).fill(undefined)
  for (const [edge, target] of targets) list[edge] = target
  return list
}

export const isOut = (target: Target): boolean => !target.healthy || isPutOut(target)

export const isPutOut = (target: Target): boolean => !Number.isNaN(target.outUntil) && !target.awaitsTrial

export const wholeSec = (engine: Machine): number => Math.floor(engine.now / TICKS_PER_SEC)

export function forgiveTrials(target: Target): void {
  target.fails = 0
  target.awaitsTrial = false
}

export function forgiveProbes(target: Target): void {
  target.healthy = true
  target.streak = 0
  target.suspect = false
  target.nextProbeAt = Number.NaN
}

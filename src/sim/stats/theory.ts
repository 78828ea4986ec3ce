import { FAULTS } from '../../model/fault.ts'
import {
  CUT,
  N_CV,
  N_ERRORS,
  N_QUEUE_MAX,
  N_QUOTA,
  N_SERVICE,
  N_SLOTS,
  N_SLOW,
  NODE_DOUBLES,
} from '../core/codes.ts'
import type { Engine } from '../core/engine.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import type { SimFault, SimNode } from '../core/sim-model.ts'
import { TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { mg1, mmc, mmck, secondMoment, type Waiting } from './queueing.ts'
import { isOr, Ways } from './theory-ways.ts'

/** What queueing theory says of a station, to be laid beside what was measured there. */
export interface TheoryFigures {
  readonly model: 'M/M/c' | 'M/G/1' | 'M/M/c/K'
  readonly waitMs: number
  /** Wait and service together. */
  readonly latencyMs: number
  readonly queue: number
  readonly utilisation: number
}

/** Closer to full utilisation no measurement of ordinary length is in a steady state. */
const UTILISATION_MAX = 0.97
/** Room for waiting up to which a station may also be overloaded: it is full, and steady, soon enough. */
const SMALL_ROOM = 100
/** A queue counts as endless where less than e to the minus this of the arrivals would find it full. */
const ENDLESS = 14
/** More slots than this are not looked at: Erlang's formula takes a step for each. */
const SLOTS_MAX = 10_000

interface Station {
  readonly slots: number
  /** Who may wait. */
  readonly room: number
  /** Mean and second moment over the classes that arrive, in ticks. */
  readonly mean: number
  readonly secondMoment: number
  /** Exponential with one mean for all classes. */
  readonly exponential: boolean
  /** A caller makes up for refusals, so that what is turned away comes again. */
  readonly persistent: boolean
}

/**
 * Decides where a theory of stations holds in a model, and what it says for measured arrivals. A wrong theory beside a
 * measurement is worse than none: what is not known to meet the assumptions has none.
 *
 * Arrivals are Poisson where every way to the station begins at steady open clients and leads only through constant delays
 * and M/M/c stations (Burke's theorem), and where it splits, by chance, by class or by key. Splitting in turn, by load or
 * by what a cache holds makes arrivals more even or more uneven than that. What a request asked before it comes counts as
 * part of its way. Nobody comes twice.
 */
export class Theory {
  private readonly _run: PlacedRun
  /** By node: the stations on the ways to it, all of which must be M/M/c; null where its arrivals are not Poisson anyway. */
  private readonly _upstream: readonly (readonly number[] | null)[]
  private readonly _stations: readonly (Station | null)[]

  constructor(run: PlacedRun) {
    this._run = run
    const ways = new Ways(run)
    this._upstream = run.model.nodes.map((_, i) => ways.upstream(i))
    this._stations = run.model.nodes.map((_, i) => station(run, i, ways))
  }

  /** By node, from the measured arrivals a second at each; `sinceSec` is the simulated time from which on they were counted. */
  of(arrivalsPerSec: readonly number[], sinceSec: number): (TheoryFigures | null)[] {
    const nodes = this._stations
    if (!isUndisturbed(this._run, sinceSec)) return nodes.map(() => null)
    const known = new Map<number, boolean>()
    /** Whether departures from a node are Poisson. */
    const passes = (i: number): boolean => {
      const before = known.get(i)
      if (before !== undefined) return before
      known.set(i, false)
      const one = nodes[i]
      const through = one != null && isTransparent(one, arrivalsPerSec[i]!) && comes(i)
      known.set(i, through)
      return through
    }
    const comes = (i: number): boolean => this._upstream[i]?.every(passes) ?? false
    return nodes.map((one, i) => (one !== null && comes(i) ? figures(one, arrivalsPerSec[i]!) : null))
  }
}

const utilisationOf = (one: Station, rate: number): number => ((rate / TICKS_PER_SEC) * one.mean) / one.slots

/** The queue never fills up: its tail falls at least this fast. */
function isEndless(one: Station, utilisation: number): boolean {
  if (one.room === Number.POSITIVE_INFINITY) return true
  const spread = one.secondMoment / (one.mean * one.mean)
  return (one.room * (1 - utilisation) * 2) / spread >= ENDLESS
}

/** Poisson in, Poisson out. */
function isTransparent(one: Station, rate: number): boolean {
  if (one.mean === 0) return true
  const utilisation = utilisationOf(one, rate)
  return one.exponential && utilisation < UTILISATION_MAX && isEndless(one, utilisation)
}

function figures(one: Station, ratePerSec: number): TheoryFigures | null {
  if (one.mean === 0 || !(ratePerSec > 0)) return null
  const rate = ratePerSec / TICKS_PER_SEC
  const utilisation = utilisationOf(one, ratePerSec)
  const steady = utilisation < UTILISATION_MAX
  const endless = steady && isEndless(one, utilisation)
  if (one.exponential && endless) return inMs(one, 'M/M/c', mmc(rate, one.mean, one.slots), utilisation)
  if (one.exponential && !one.persistent && (steady || one.room <= SMALL_ROOM)) {
    const { lost, ...waiting } = mmck(rate, one.mean, one.slots, one.room)
    return inMs(one, 'M/M/c/K', waiting, Math.min(1, utilisation * (1 - lost)))
  }
  if (one.slots !== 1 || !endless) return null
  return inMs(one, 'M/G/1', mg1(rate, one.mean, one.secondMoment), utilisation)
}

const inMs = (
  one: Station,
  model: TheoryFigures['model'],
  { wait, queue }: Waiting,
  utilisation: number,
): TheoryFigures => ({
  model,
  waitMs: wait / TICKS_PER_MS,
  latencyMs: (wait + one.mean) / TICKS_PER_MS,
  queue,
  utilisation,
})

/** Nothing is broken or taken out now, and nothing of the scenario was since a time. */
function isUndisturbed(run: PlacedRun, sinceSec: number): boolean {
  const { engine, model, slots, edgeSlots } = run
  if (engine.tally.limited > 0 || slots.some((slot) => isUnsettled(engine, slot))) return false
  const isEjected = model.edges.some(
    ({ source }, e) =>
      engine.edgeRings[edgeSlots[e]!] === CUT ||
      engine.behaviours[slots[source]!]!.isEjected(engine, slots[source]!, edgeSlots[e]!),
  )
  if (isEjected) return false
  const nowSec = engine.now / TICKS_PER_SEC
  return model.faults.every((fault) => fault.atSec > nowSec || endSec(fault, model.faults) < sinceSec)
}

/** A node that something is done to, that catches up, or that moves its data. */
function isUnsettled(engine: Engine, slot: number): boolean {
  if (!engine.isAlive(slot) || engine.isDraining(slot)) return true
  const n = slot * NODE_DOUBLES
  if (engine.nodeDoubles[n + N_SLOW] !== 1 || engine.nodeDoubles[n + N_ERRORS] !== 0) return true
  const { moving = 0, syncing = 0, spike = 1 } = engine.behaviours[slot]!.read(engine, slot)
  return moving > 0 || syncing > 0 || spike !== 1
}

function endSec(fault: SimFault, all: readonly SimFault[]): number {
  if (!FAULTS[fault.type].lasts) return fault.atSec
  const restored = all
    .filter(
      ({ type, target, atSec }) => type === 'restore' && target === fault.target && atSec >= fault.atSec,
    )
    .map(({ atSec }) => atSec)
  const over = fault.durationSec === null ? Number.POSITIVE_INFINITY : fault.atSec + fault.durationSec
  return Math.min(over, ...restored)
}

/** A node as a station, or null where it is none that theory knows. */
function station(run: PlacedRun, index: number, ways: Ways): Station | null {
  const { engine, model, slots: nodeSlots } = run
  const n = nodeSlots[index]! * NODE_DOUBLES
  const of = (column: number): number => engine.nodeDoubles[n + column]!
  const slots = of(N_SLOTS)
  const { params } = model.nodes[index]!
  if (!(slots >= 1 && slots <= SLOTS_MAX) || of(N_QUOTA) > 0) return null
  if (
    !isPlain(
      model.nodes[index]!,
      model.plans[index]!.some((plan) => (plan?.length ?? 0) > 0),
    )
  )
    return null
  const rates = ways.rates(index)
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  if (total === 0) return null
  const means = rates.flatMap((rate, c) => (rate > 0 ? [of(N_SERVICE + c)] : []))
  const isCommon = means.every((mean) => mean === means[0])
  if (!isCommon && !ways.knowsShares(index)) return null
  const cv = of(N_CV)
  const weighted = (value: (mean: number) => number): number =>
    isCommon
      ? value(means[0]!)
      : rates.reduce((sum, rate, c) => sum + (rate / total) * value(of(N_SERVICE + c)), 0)
  const connections =
    typeof params.connectionsMax === 'number' ? params.connectionsMax : Number.POSITIVE_INFINITY
  return {
    slots,
    room: Math.max(0, Math.min(of(N_QUEUE_MAX), connections - slots)),
    mean: weighted((mean) => mean),
    secondMoment: weighted((mean) => secondMoment(mean, cv)),
    exponential: isCommon && cv === 1,
    persistent: ways.isPersistent(index),
  }
}

/** First in first out, everyone is served to the end, a slot is free after its service, and their number stays. */
function isPlain({ params }: SimNode, asksOthers: boolean): boolean {
  return (
    isOr(params.discipline, 'fifo') &&
    isOr(params.dropExpired, false) &&
    isOr(params.autoscale, false) &&
    (isOr(params.waiting, 'async') || !asksOthers) &&
    isOr(params.replication, 'async') &&
    // Who remembers things does not treat all requests alike.
    isOr(params.sessions, 'none') &&
    params.entriesMax === undefined &&
    params.ttlMs === undefined
  )
}

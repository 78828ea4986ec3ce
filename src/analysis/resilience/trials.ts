import { plainFault } from '../../model/fault.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import type { Experiment } from '../../sim/run/experiment.ts'
import type { WarmUp } from '../../sim/run/warm-up.ts'
import { lossOf } from '../spof/loss.ts'
import { NOTICED, type Spof, type Target } from '../spof/spof.ts'
import { momentsAfter } from '../spof/times.ts'
import type { TargetKind } from '../verdict.ts'

/** Spans of a trial in seconds; the part is lost at 0 and back at `holdSec`. */
export interface Windows {
  readonly beforeSec: number
  /** While it is down: at first somebody has to notice, and in the last `settledSec` all has settled. */
  readonly holdSec: number
  readonly settledSec: number
  /** After its return. The last `restoredSec` of it are measured. */
  readonly watchSec: number
  readonly restoredSec: number
}

/** The loss of one part, and how long it is looked at. */
export interface Trial {
  readonly target: string
  readonly kind: TargetKind
  /** Nodes that go with it. */
  readonly nodes: readonly number[]
  readonly fault: 'kill' | 'cut'
  readonly windows: Windows
}

export interface TrialOptions {
  /** Also tiers, whose servers seldom die together, and wires, which are cut. */
  readonly tiers: boolean
  readonly wires: boolean
  /** Only these ids; all where it is empty. */
  readonly only: readonly string[]
}

/** Counts of a trial are noted this often. */
export const STEP_SEC = 0.5
const BEFORE_SEC = 10
/** So many requests of the rarest class make the share of a span; it lasts at least and at most so long. */
const REQUESTS = 300
const SPAN_MIN_SEC = 3
const SPAN_MAX_SEC = 20
/** What is under way when a part dies, and what waits for it, has ended by then. */
const REACTION_SEC = 3
/** A part is kept down so many times as long as it takes until all have noticed, but no longer than that. */
const HOLD_TIMES = 3
const HOLD_MAX_SEC = 900
const WATCH_MAX_SEC = 300

/** Everything that is lost in turn, in the order of the design. */
export function trialsOf(spof: Spof, options: TrialOptions): Trial[] {
  const { only } = options
  const isWanted = (id: string): boolean => only.length === 0 || only.includes(id)
  const targets = spof.targets.filter(({ id, kind }) =>
    only.length > 0 ? only.includes(id) : kind !== 'tier' || options.tiers,
  )
  const trials = targets.map((target): Trial => {
    const { id, kind, nodes } = target
    return { target: id, kind, nodes, fault: 'kill', windows: windowsOf(spof, target) }
  })
  if (!options.wires && only.length === 0) return trials
  return [...trials, ...spof.network.model.wires.filter(isWanted).map((wire) => cutOf(spof, wire))]
}

/** A cut wire is as silent as a machine that is gone, and has no better-known target than the ends of its paths. */
function cutOf(spof: Spof, wire: string): Trial {
  const { wires, edges } = spof.network.model
  const index = wires.indexOf(wire)
  const nodes = [...new Set(edges.filter((edge) => edge.wire === index).map(({ target }) => target))]
  const windows = windowsOf(spof, { id: wire, kind: 'wire', nodes })
  const lateSec = patienceSec(spof)
  return {
    target: wire,
    kind: 'wire',
    nodes: [],
    fault: 'cut',
    windows: { ...windows, holdSec: windows.holdSec + lateSec, watchSec: windows.watchSec + lateSec },
  }
}

function windowsOf(spof: Spof, target: Target): Windows {
  const span = spanSec(spof)
  const settleSec = settlesAfterSec(spof, target)
  const isSilent = target.nodes.some((node) => spof.network.silent[node])
  const lateSec = REACTION_SEC + (isSilent ? patienceSec(spof) : 0)
  const settledSec = whole(span)
  const needed = Math.max(settleSec + settledSec, HOLD_TIMES * settleSec)
  const holdSec = whole(Math.min(HOLD_MAX_SEC, lateSec + needed))
  return {
    beforeSec: BEFORE_SEC,
    holdSec,
    settledSec,
    watchSec: whole(Math.min(WATCH_MAX_SEC, returnsAfterSec(spof, target) + lateSec + span)),
    restoredSec: whole(span),
  }
}

const whole = (sec: number): number => Math.ceil(sec)

/** Long enough that the share of the rarest class means something. */
function spanSec({ network }: Spof): number {
  const rates = network.classes.map((c) => network.sources.reduce((sum, { rates }) => sum + rates[c]!, 0))
  const rarest = Math.min(...rates.filter((rate) => rate > 0))
  return Number.isFinite(rarest)
    ? Math.max(SPAN_MIN_SEC, Math.min(SPAN_MAX_SEC, REQUESTS / rarest))
    : SPAN_MIN_SEC
}

/** The longest time that a client waits for an answer. */
function patienceSec({ network }: Spof): number {
  return Math.max(0, ...network.sources.map(({ node }) => network.number(node, 'timeoutMs'))) / 1000
}

/** Seconds until the loss of a target has come to what it comes to, for the slowest class: nothing changes by itself after that. */
function settlesAfterSec(spof: Spof, target: Target): number {
  const { network } = spof
  const moments = momentsAfter(network, lossOf(network, target.nodes), (node) => spof.rateAt(node))
  return Math.max(
    forgottenAfterSec(network, target),
    ...network.classes.map((c) => classSettlesSec(spof, c, target, moments)),
  )
}

/** What a lost resolver has answered is valid for a while: until then a cache may serve requests that have no other way any more. */
const forgottenAfterSec = (network: Spof['network'], { nodes }: Target): number =>
  Math.max(
    0,
    ...nodes.map((node) => (network.roles[node] === 'resolver' ? network.number(node, 'ttlMs') / 1000 : 0)),
  )

function classSettlesSec(spof: Spof, c: number, target: Target, moments: readonly number[]): number {
  const before = spof.successBefore(c)
  if (before < NOTICED) return 0
  const { sec } = spof.verdict(c, target, before)
  const settled = spof.settled(c, target).success
  const changes = moments.filter((_, i) => {
    const justBefore = i === 0 ? 0 : moments[i - 1]!
    return Math.abs(spof.successAt(c, target, justBefore) - settled) >= NOTICED
  })
  return Math.max(sec, (changes.at(-1) ?? 0) / 1000)
}

/** Seconds until all use a target again that is back: probes must succeed, answers of names must end, circuits must close. */
function returnsAfterSec({ network }: Spof, target: Target): number {
  const choosers = new Set(target.nodes.flatMap((node) => network.dependents[node]!))
  return Math.max(
    0,
    ...[...choosers].map((node) => {
      const breakerSec =
        network.number(node, 'breakerFailures') > 0 ? network.number(node, 'breakerOpenMs') / 1000 : 0
      return Math.max(breakerSec, readmitsAfterSec(network, node, target))
    }),
  )
}

function readmitsAfterSec(network: Spof['network'], node: number, target: Target): number {
  if (network.params(node).healthChecks !== true) return 0
  const role = network.roles[node]
  const isChoice = network.classes.some((c) =>
    network.plan(node, c)?.some(({ edges }) => {
      const lost = edges.filter((edge) => target.nodes.includes(network.target(edge)))
      return lost.length > 0 && lost.length < edges.length
    }),
  )
  if (role === 'resolver' && !isChoice) return 0
  const probes = network.number(node, 'healthRise', network.number(node, 'healthFall', 1)) + 1
  return (probes * network.number(node, 'healthIntervalMs') + network.number(node, 'ttlMs')) / 1000
}

const WARM_BATCH_SEC = 2
const WARM_LEAST_SEC = 20
const WARM_MOST_SEC = 300

/** A run is given three times the longest time that the design itself knows, within reason. */
export function warmUpOf(spof: Spof): WarmUp {
  const { network } = spof
  const longestMs = Math.max(
    0,
    ...network.model.nodes.map((_, node) => {
      const role = network.roles[node]
      if (role === 'source') return network.number(node, 'timeoutMs')
      if (role === 'resolver') return network.number(node, 'ttlMs')
      return network.params(node).autoscale === true
        ? network.number(node, 'warmUpMs') + network.number(node, 'scaleEveryMs')
        : 0
    }),
  )
  const mostSec = Math.min(WARM_MOST_SEC, Math.max(3 * WARM_LEAST_SEC, (HOLD_TIMES * longestMs) / 1000))
  return { batchSec: WARM_BATCH_SEC, leastSec: WARM_LEAST_SEC, mostSec }
}

/** The run of a trial. Its scenario is left out: one fault at a time says what that fault does. */
export function experimentOf(
  model: SimModel,
  { target, fault, windows }: Trial,
  warmUp: WarmUp,
  weight: number,
  family: string,
): Experiment {
  return {
    model: { ...model, faults: [] },
    weight,
    family,
    warmUp,
    faults: [
      { atSec: 0, fault: plainFault(fault, target) },
      { atSec: windows.holdSec, fault: plainFault('restore', target) },
    ],
    untilSec: windows.holdSec + windows.watchSec,
    reportFromSec: null,
    series: { everySec: STEP_SEC, beforeSec: windows.beforeSec },
  }
}

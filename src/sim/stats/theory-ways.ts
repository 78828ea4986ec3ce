import type { ParamValue } from '../../model/field.ts'
import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import type { SimNode, SimStep, StepOp } from '../core/sim-model.ts'
import { CLASS_COUNT } from '../core/vocabulary.ts'

/** Calls that every request makes, whatever state the system is in. Look-ups and caches depend on what is remembered. */
const CERTAIN_OPS: ReadonlySet<StepOp> = new Set<StepOp>(['call', 'dataGet', 'dataPut', 'session', 'publish'])

interface Link {
  readonly caller: number
  readonly requestClass: number
  /** Place of the step in the caller's plan. */
  readonly at: number
  readonly step: SimStep
}

/** How requests come to the nodes of a model: by which ways, and how many of each class. */
export class Ways {
  private readonly _run: PlacedRun
  private readonly _links: readonly (readonly Link[])[]
  private readonly _usedLinks: (readonly Link[] | undefined)[] = []
  private readonly _rates: (readonly number[] | undefined)[] = []
  private readonly _keyed: (boolean | undefined)[] = []
  private readonly _shares = new Map<SimStep, ReadonlyMap<number, number>>()

  constructor(run: PlacedRun) {
    const { model } = run
    this._run = run
    const links = model.nodes.map((): Link[] => [])
    model.plans.forEach((plans, caller) => {
      plans.forEach((plan, requestClass) => {
        plan?.forEach((step, at) => {
          for (const target of this._sharesOf(step).keys())
            links[target]!.push({ caller, requestClass, at, step })
        })
      })
    })
    this._links = links
  }

  /** Stations on the ways to a node, or null where its arrivals are not Poisson whatever these are. */
  upstream(index: number): readonly number[] | null {
    const { nodes, plans } = this._run.model
    const stations = new Set<number>()
    for (const { caller, requestClass, at, step } of this._used(index)) {
      const mix = mixOf(nodes[caller]!)
      if (mix === null ? !callsOnce(nodes[caller]!) : !isSteady(nodes[caller]!, mix)) return null
      if (!this._splitsByChance(caller, step)) return null
      if (mix === null) stations.add(caller)
      for (const before of plans[caller]![requestClass]!.slice(0, at))
        this._addAll(before, requestClass, stations)
    }
    return stations.has(index) ? null : [...stations]
  }

  /** Requests a second by class that the clients mean to send this way. */
  rates(index: number): readonly number[] {
    const known = this._rates[index]
    if (known) return known
    const rates = new Array<number>(CLASS_COUNT).fill(0)
    // A circle finds nothing yet.
    this._rates[index] = rates
    const { params } = this._run.model.nodes[index]!
    const mix = mixOf(this._run.model.nodes[index]!)
    if (mix !== null && typeof params.ratePerSec === 'number') {
      const total = REQUEST_CLASSES.reduce((sum, name) => sum + mix[name], 0)
      REQUEST_CLASSES.forEach((name, c) => {
        rates[c] = total > 0 ? (params.ratePerSec as number) * (mix[name] / total) : 0
      })
    }
    for (const { caller, requestClass, step } of this._links[index]!) {
      const rate = this.rates(caller)[requestClass]!
      rates[requestClass] = rates[requestClass]! + rate * this._share(step, index)
    }
    return rates
  }

  /** Whether the shares of the classes are those of the mix: how often a key is asked for is not known here. */
  knowsShares(index: number): boolean {
    const known = this._keyed[index]
    if (known !== undefined) return !known
    this._keyed[index] = true
    const keyed = this._used(index).some(
      ({ caller, step }) => (step.choice !== 'turn' && step.edges.length > 1) || !this.knowsShares(caller),
    )
    this._keyed[index] = keyed
    return !keyed
  }

  /** Whether a caller tries again elsewhere, or stays away for a while, after a refusal. */
  isPersistent(index: number): boolean {
    return this._used(index).some(({ caller }) => {
      const { params } = this._run.model.nodes[caller]!
      return !isOr(params.retryNext, 0) || params.passiveFailures != null
    })
  }

  /** Links over which requests come at all. */
  private _used(index: number): readonly Link[] {
    const known = this._usedLinks[index]
    if (known) return known
    const used = this._links[index]!.filter(
      ({ caller, requestClass, step }) =>
        this.rates(caller)[requestClass]! > 0 && this._share(step, index) > 0,
    )
    this._usedLinks[index] = used
    return used
  }

  private _target(edge: number): number {
    return this._run.model.edges[edge]!.target
  }

  private _share(step: SimStep, index: number): number {
    return this._sharesOf(step).get(index) ?? 0
  }

  /** Whom a step asks while all is well, and with which shares. */
  private _sharesOf(step: SimStep): ReadonlyMap<number, number> {
    const known = this._shares.get(step)
    if (known) return known
    const shares = new Map<number, number>()
    this._shares.set(step, shares)
    const weights = step.edges.map((edge) => this._run.model.edges[edge]!.weight)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    step.edges.forEach((edge, i) => {
      const share = step.choice === 'turn' && total > 0 ? weights[i]! / total : 1 / step.edges.length
      const asked = step.under[i]!.length > 0 ? step.under[i]! : [edge]
      for (const one of asked) {
        const target = this._target(one)
        shares.set(target, (shares.get(target) ?? 0) + share / asked.length)
      }
    })
    return shares
  }

  /** Who is asked does not depend on who was asked before, nor on how busy anybody is. */
  private _splitsByChance(caller: number, step: SimStep): boolean {
    if (!CERTAIN_OPS.has(step.op) || step.optional || step.skipOnHit > 0) return false
    if (step.under.some((edges) => edges.length > 1)) return false
    if (step.edges.length === 1) return true
    if (step.choice === 'modulo' || step.choice === 'ring') return true
    const { params } = this._run.model.nodes[caller]!
    return params.policy === 'random' && params.passiveFailures == null
  }

  /** A step's targets, and everyone whom these ask in turn. */
  private _addAll(step: SimStep, requestClass: number, into: Set<number>): void {
    for (const target of this._sharesOf(step).keys()) {
      if (into.has(target)) continue
      into.add(target)
      for (const next of this._run.model.plans[target]![requestClass] ?? [])
        this._addAll(next, requestClass, into)
    }
  }
}

/** A caller that makes each call of its plan exactly once, at once, and waits for the answer. */
function callsOnce({ params }: SimNode): boolean {
  return (
    params.callTimeoutMs == null &&
    params.breakerFailures == null &&
    params.bulkheadMax == null &&
    isOr(params.queriesPerRead, 1) &&
    // A query without an index takes the database another time than its own field says.
    isOr(params.indexed, true) &&
    params.reads !== 'own-writes'
  )
}

/** A client whose requests come at a steady rate, whatever happens to them. */
function isSteady({ params }: SimNode, mix: Mix): boolean {
  return (
    isOr(params.load, 'open') &&
    isOr(params.shape, 'steady') &&
    params.retries === 0 &&
    (params.completion !== 'polling' || mix.task === 0)
  )
}

export const isOr = (value: ParamValue | undefined, wanted: ParamValue): boolean =>
  value === undefined || value === wanted

export const mixOf = ({ params }: SimNode): Mix | null =>
  typeof params.mix === 'object' && params.mix !== null ? (params.mix as Mix) : null

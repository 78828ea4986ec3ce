import { kindModel } from '../../kinds/models.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel, SimStep } from '../../sim/core/sim-model.ts'
import { workMs } from '../spof/capacity.ts'
import type { ChainLink } from './chain.ts'
import { link } from './links.ts'
import type { Look } from './readings.ts'

/** Milliseconds of a request that nobody waits in, and the one place where most of them go. */
export interface OwnTime {
  readonly ms: number
  readonly most: { readonly code: 'takes' | 'way'; readonly id: string; readonly ms: number }
}

/** Of several that may be asked, those that get so much less than the others are not what a percentile shows. */
const SHARE_MIN = 0.1
/** A cache that hits so often makes what is behind it rare. */
const HITS_MIN = 0.95

/** Where the time of a class goes although nothing is struck or full: the work on it, and the ways. */
export class OwnTimes {
  readonly #model: SimModel
  readonly #class: number
  readonly #look: Look
  readonly #works: Parameters<typeof workMs>[0]
  readonly #known = new Map<number, OwnTime>()

  constructor(model: SimModel, requestClass: RequestClass, look: Look) {
    this.#model = model
    this.#class = REQUEST_CLASSES.indexOf(requestClass)
    this.#look = look
    this.#works = {
      roles: model.nodes.map(({ kind }) => kindModel(kind)!.role),
      number: (node, key, otherwise = 0) => {
        const value = model.nodes[node]!.params[key]
        return typeof value === 'number' ? value : otherwise
      },
      plan: (node, c) => model.plans[node]![c]!,
    }
  }

  /** The way of a request through a node and all that it asks, one after the other. */
  of(node: number): OwnTime {
    const known = this.#known.get(node)
    if (known) return known
    const id = this.#model.nodes[node]!.id
    const nothing: OwnTime = { ms: 0, most: { code: 'takes', id, ms: 0 } }
    this.#known.set(node, nothing)
    const own = this.#own(node)
    let total: OwnTime = { ms: own, most: { code: 'takes', id, ms: own } }
    for (const step of this.#steps(node)) total = sum(total, times(this.#slowest(step), step.times))
    this.#known.set(node, total)
    return total
  }

  #own(node: number): number {
    if (this.#works.roles[node] === 'edgeCache') return this.#works.number(node, 'edgeMs')
    return workMs(this.#works, node, this.#class, false)
  }

  /** What a request that finds nothing in a cache goes through; a queue answers at once. */
  #steps(node: number): SimStep[] {
    if (this.#works.roles[node] === 'buffer') return []
    let skip = 0
    return (this.#works.plan(node, this.#class) ?? []).filter((step) => {
      if (skip > 0) {
        skip--
        return false
      }
      if (step.skipOnHit > 0 && this.#hits(step) >= HITS_MIN) skip = step.skipOnHit
      return true
    })
  }

  #hits(step: SimStep): number {
    const caches = step.edges.map((edge) => this.#model.nodes[this.#model.edges[edge]!.target]!.id)
    return Math.min(...caches.map((id) => this.#look.of(id, 'hitRatio')))
  }

  #slowest(step: SimStep): OwnTime {
    const edges = [...new Set([...step.edges, ...step.under.flat()])].map((edge) => this.#model.edges[edge]!)
    const rates = edges.map(({ wire }) => this.#look.wireRate(this.#model.wires[wire]!))
    const mean = rates.reduce((total, rate) => total + rate, 0) / rates.length
    const asked = edges.filter((_, i) => rates[i]! >= mean * SHARE_MIN)
    return asked
      .map(({ wire, target, latencyMs }): OwnTime => {
        const way = { code: 'way' as const, id: this.#model.wires[wire]!, ms: latencyMs }
        return sum({ ms: latencyMs, most: way }, this.of(target))
      })
      .reduce((most, one) => (one.ms > most.ms ? one : most))
  }
}

const sum = (a: OwnTime, b: OwnTime): OwnTime => ({
  ms: a.ms + b.ms,
  most: b.most.ms > a.most.ms ? b.most : a.most,
})

const times = ({ ms, most }: OwnTime, count: number): OwnTime => ({
  ms: ms * count,
  most: { ...most, ms: most.ms * count },
})

/** The place where most of the time of a class goes, as the beginning of a chain. */
export const ownTimeLink = ({ most }: OwnTime, requestClass: RequestClass, sec: number): ChainLink =>
  link(most.code, most.id, sec, { requestClass, timeMs: most.ms })

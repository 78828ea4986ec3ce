import type { Params } from '../../model/field.ts'
import type { Role } from '../../model/kind.ts'
import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import type { SimModel, SimStep } from '../../sim/core/sim-model.ts'
import { KeyCells, type KeyedGroup, type Popularity } from './key-cells.ts'
import type { NodeFacts } from './node-facts.ts'
import { either, type Odds, partOf } from './odds.ts'
import { turnShares } from './turns.ts'

export const CLASSES = REQUEST_CLASSES.length
export const READ = REQUEST_CLASSES.indexOf('read')
export const STATIC = REQUEST_CLASSES.indexOf('static')
export const WRITE = REQUEST_CLASSES.indexOf('write')
export const TASK = REQUEST_CLASSES.indexOf('task')

/** A population of users and what it wants. */
export interface Source {
  readonly node: number
  /** Requests a second by class. Where nobody wants anything, the weights of the mix: the structure is there all the same. */
  readonly rates: readonly number[]
  /** Share of its requests by cell of the key space. */
  readonly masses: Float64Array
  readonly popularity: Popularity
}

/** A choice by the key. */
export class Keyed {
  readonly #owners: Uint16Array | null
  /** Where cells do not tell, how much each target gets. */
  readonly shares: Float64Array

  constructor(owners: Uint16Array | null, shares: Float64Array) {
    this.#owners = owners
    this.shares = shares
  }

  /** What comes of all, where each target's part comes to `odds`. */
  by(odds: readonly Odds[]): Odds {
    if (odds.every((one) => one === odds[0])) return odds[0]!
    const owners = this.#owners
    if (owners === null)
      return odds.reduce<Odds>((sum, one, i) => either(sum, partOf(this.shares[i]!, one)), 0)
    return odds.reduce<Odds>((sum, one, i) => {
      const own = Float64Array.from(owners, (owner) => (owner === i ? 1 : 0))
      return either(sum, partOf(own, one))
    }, 0)
  }
}

/** A compiled design with all that its walks ask for, found once. */
export class Network {
  readonly model: SimModel
  readonly roles: readonly Role[]
  /** Requests a second that each source wants to make. */
  readonly offered: readonly number[]
  readonly mortal: readonly boolean[]
  readonly silent: readonly boolean[]
  readonly sources: readonly Source[]
  /** Classes that somebody asks for. */
  readonly classes: readonly number[]
  /** The same, and the tasks that workers make of what is put into queues. */
  readonly flowing: readonly number[]
  readonly cells: KeyCells
  /** By node: those whose plans name it. */
  readonly dependents: readonly (readonly number[])[]
  /** By node: who copies its log, in the order in which one of them is chosen to take over. */
  readonly replicasOf: readonly (readonly number[])[]
  /** Callers before whom they call. */
  readonly order: readonly number[]
  /** By class: somebody on the way asks more than once among several targets, so that it matters whose turn it is. */
  readonly repeats: readonly boolean[]
  readonly #turns = new Map<SimStep, readonly number[]>()
  readonly #keyed: ReadonlyMap<SimStep, Keyed>
  readonly #hashed: ReadonlyMap<SimStep, Keyed>

  constructor(model: SimModel, facts: readonly NodeFacts[]) {
    this.model = model
    this.roles = facts.map(({ role }) => role)
    this.mortal = facts.map(({ mortal }) => mortal)
    this.offered = facts.map(({ offeredPerSec }) => offeredPerSec)
    this.silent = model.nodes.map(({ params }) => params.whenDown === 'silent')
    const { keyed, hashed } = keyedGroups(model)
    this.cells = new KeyCells([...keyed.values(), ...hashed.values()], model.keys)
    this.sources = sourcesOf(this)
    const popularity = this.sources[0]?.popularity ?? { keys: model.keys, alpha: 0 }
    const made = (group: KeyedGroup): Keyed =>
      new Keyed(this.cells.ownersByCell(group), this.cells.sharesOf(group, popularity))
    this.#keyed = new Map([...keyed].map(([step, group]) => [step, made(group)]))
    this.#hashed = new Map([...hashed].map(([step, group]) => [step, made(group)]))
    this.classes = [...REQUEST_CLASSES.keys()].filter((c) => this.sources.some(({ rates }) => rates[c]! > 0))
    this.flowing = this.classes
    this.dependents = dependentsOf(model)
    this.replicasOf = replicasOf(model)
    this.order = callersFirst(this.dependents)
    this.repeats = [...REQUEST_CLASSES.keys()].map((c) => isRepeated(model, c))
  }

  get size(): number {
    return this.model.nodes.length
  }

  params(node: number): Params {
    return this.model.nodes[node]!.params
  }

  /** A number field of a node; `otherwise` where its kind has none or it is empty. */
  number(node: number, key: string, otherwise = 0): number {
    const value = this.model.nodes[node]!.params[key]
    return typeof value === 'number' ? value : otherwise
  }

  target(edge: number): number {
    return this.model.edges[edge]!.target
  }

  weight(edge: number): number {
    return this.model.edges[edge]!.weight
  }

  /** Requests a second that begin at a node. */
  rateFrom(node: number): number {
    return (
      this.sources.find((source) => source.node === node)?.rates.reduce((sum, rate) => sum + rate, 0) ?? 0
    )
  }

  plan(node: number, requestClass: number): readonly SimStep[] | null {
    return this.model.plans[node]![requestClass]!
  }

  /** Share of the turns of a step that each target gets while nobody is out. */
  turns(step: SimStep): readonly number[] {
    let shares = this.#turns.get(step)
    if (shares === undefined) {
      shares = turnShares(
        step.edges.map((edge) => this.weight(edge)),
        () => true,
      )
      this.#turns.set(step, shares)
    }
    return shares
  }

  /** How the key chooses the target of a step; null where turns do. */
  keyed(step: SimStep): Keyed | null {
    return this.#keyed.get(step) ?? null
  }

  /** The same of a step of a balancer that hashes keys. */
  hashed(step: SimStep): Keyed | null {
    return this.#hashed.get(step) ?? null
  }
}

/** The groups among whose targets a key chooses: by the plan, or by a balancer that hashes. */
function keyedGroups(model: SimModel): { keyed: Map<SimStep, KeyedGroup>; hashed: Map<SimStep, KeyedGroup> } {
  const keyed = new Map<SimStep, KeyedGroup>()
  const hashed = new Map<SimStep, KeyedGroup>()
  model.plans.forEach((byClass, node) => {
    for (const step of byClass.flatMap((plan) => plan ?? [])) {
      if (step.edges.length === 1) continue
      const names = (): string[] => step.edges.map((edge) => model.nodes[model.edges[edge]!.target]!.id)
      if (step.choice !== 'turn') keyed.set(step, { choice: step.choice, names: names() })
      else if (model.nodes[node]!.params.policy === 'hash')
        hashed.set(step, { choice: 'ring', names: names() })
    }
  })
  return { keyed, hashed }
}

function sourcesOf(network: Network): Source[] {
  const { nodes } = network.model
  const clients = [...nodes.keys()].filter((node) => network.roles[node] === 'source')
  const idle = clients.every((node) => network.offered[node] === 0)
  return clients.map((node) => {
    const params = network.params(node)
    const popularity = { keys: network.number(node, 'keys', 1), alpha: network.number(node, 'zipfAlpha') }
    const mix = params.mix as Mix
    const total = REQUEST_CLASSES.reduce((sum, name) => sum + mix[name], 0)
    const rate = idle ? 1 : network.offered[node]!
    const rates = REQUEST_CLASSES.map((name) => (total > 0 ? (rate * mix[name]) / total : 0))
    // Whoever polls for the end of its tasks reads as well.
    if (params.completion === 'polling') rates[READ]! += rates[TASK]!
    return { node, rates, popularity, masses: network.cells.masses(popularity) }
  })
}

const isRepeated = (model: SimModel, requestClass: number): boolean =>
  model.nodes.some(({ params }, node) => {
    const plan = model.plans[node]![requestClass] ?? []
    if (Number(params.originTries ?? 1) > 1 && plan.length > 0) return true
    return plan.some(({ times, choice, edges }) => times > 1 && choice === 'turn' && edges.length > 1)
  })

function dependentsOf(model: SimModel): number[][] {
  const sets = model.nodes.map(() => new Set<number>())
  model.plans.forEach((byClass, node) => {
    for (const plan of byClass)
      for (const step of plan ?? []) {
        for (const edge of step.edges) sets[model.edges[edge]!.target]!.add(node)
        for (const under of step.under) for (const edge of under) sets[model.edges[edge]!.target]!.add(node)
      }
  })
  return sets.map((set) => [...set])
}

function replicasOf(model: SimModel): number[][] {
  const lists = model.nodes.map(() => new Set<number>())
  for (const { meaning, source, target } of model.edges)
    if (meaning === 'replicates' && model.primaryOf[target] === source) lists[source]!.add(target)
  return lists.map((list) => [...list])
}

function callersFirst(dependents: readonly (readonly number[])[]): number[] {
  const called: number[][] = dependents.map(() => [])
  const open = dependents.map((list) => list.length)
  dependents.forEach((list, node) => {
    for (const caller of list) called[caller]!.push(node)
  })
  const order = [...open.keys()].filter((node) => open[node] === 0)
  for (const node of order) {
    for (const callee of called[node]!) {
      open[callee]!--
      if (open[callee] === 0) order.push(callee)
    }
  }
  return order
}

import { type Design, type DesignEdge, type DesignNode, emptyDesign } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import type { RunMark } from '../../src/model/mark.ts'
import type { Mix, RequestClass } from '../../src/model/request-class.ts'
import type { SimModel } from '../../src/sim/core/sim-model.ts'
import {
  compile,
  KIND_SIMS,
  M_ALIVE,
  N_ARRIVED,
  N_BUSY,
  N_QUEUE,
  NODE_DOUBLES,
  NODE_INTS,
  type Report,
  Run,
  runReport,
  TICKS_PER_SEC,
} from './engine.ts'

/** A kind and what differs from its defaults; `in` is the frame that holds it. */
type Part = readonly [kind: string, params?: Params, place?: { readonly in: string }]
/** A chain of calls, `client > lb > web`, with the params of each of its wires. */
type Chain = string | readonly [chain: string, params: Params]

/** A design in a few lines: parts by id, and chains of wires. Wires are called `source>target`. */
export function draw(parts: Readonly<Record<string, Part>>, chains: readonly Chain[] = []): Design {
  const nodes = Object.entries(parts).map(
    ([id, [kind, params = {}, place]], i): DesignNode => ({
      id,
      kind,
      label: '',
      position: { x: 160 * i, y: 0 },
      params,
      ...(place ? { parent: place.in } : {}),
    }),
  )
  return { ...emptyDesign('test'), nodes, edges: chains.flatMap(wiresOf) }
}

function wiresOf(chain: Chain): DesignEdge[] {
  const [text, params] = typeof chain === 'string' ? [chain, {}] : chain
  const ids = text.split('>').map((id) => id.trim())
  return ids.slice(1).map((target, i) => {
    const source = ids[i]!
    return { id: `${source}>${target}`, source, target, params }
  })
}

/** A mix of one class. */
export const only = (name: RequestClass): Mix => ({
  static: 0,
  read: 0,
  write: 0,
  upload: 0,
  task: 0,
  [name]: 1,
})

/** A client that sends one class at a rate. */
export const sends = (ratePerSec: number, name: RequestClass = 'read', more: Params = {}): Part => [
  'client',
  { ratePerSec, mix: only(name), ...more },
]

/** A copy of a design in which one node has other params. */
export const withParams = (design: Design, id: string, params: Params): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, ...params } } : node,
  ),
})

export function modelOf(design: Design, seed = 1): SimModel {
  const compiled = compile({ ...design, scenario: { ...design.scenario, seed } })
  if (!compiled.ok) throw new Error(`the design does not compile: ${JSON.stringify(compiled.error)}`)
  return compiled.value.model
}

export const start = (design: Design, seed = 1): Run => new Run(modelOf(design, seed), KIND_SIMS)

export const report = (design: Design, seconds: number, warmup = 0, seed = 1): Report =>
  runReport(start(design, seed), warmup, seconds)

/** A run that a test drives by the second, and what it can see of it. */
export class Scene {
  readonly run: Run
  #marks: RunMark[] = []

  constructor(design: Design, seed = 1) {
    this.run = start(design, seed)
  }

  /** Runs up to a moment of simulated time, in seconds. */
  until(seconds: number): this {
    this.run.engine.run(Math.round(seconds * TICKS_PER_SEC))
    return this
  }

  kill(target: string): this {
    this.run.inject(plainFault('kill', target))
    return this
  }

  restore(target: string): this {
    this.run.inject(plainFault('restore', target))
    return this
  }

  edit(design: Design): this {
    this.run.patch(modelOf(design, this.run.model.seed))
    return this
  }

  get now(): number {
    return this.run.engine.now / TICKS_PER_SEC
  }

  /** The books now: requests of clients over the whole run so far. */
  books(): { generated: number; completed: number; failed: number; shed: number; inFlight: number } {
    const { generated, completed, failed, shed, inFlight } = this.run.engine.tally
    return { generated, completed, failed, shed, inFlight }
  }

  /** Requests that ended in a span, and the share of them that did not succeed. */
  errorsUntil(seconds: number): number {
    const before = this.books()
    const after = this.until(seconds).books()
    const lost = after.failed + after.shed - before.failed - before.shed
    const done = after.completed - before.completed
    return lost + done === 0 ? Number.NaN : lost / (lost + done)
  }

  slot(id: string): number {
    const index = this.run.model.nodes.findIndex((node) => node.id === id)
    if (index < 0) throw new Error(`no node ${id}`)
    return this.run.slots[index]!
  }

  /** A column of a node, by its number in `codes.ts`. */
  column(id: string, column: number): number {
    return this.run.engine.nodeDoubles[this.slot(id) * NODE_DOUBLES + column]!
  }

  arrived = (id: string): number => this.column(id, N_ARRIVED)
  queued = (id: string): number => this.column(id, N_QUEUE)
  busy = (id: string): number => this.column(id, N_BUSY)

  readings(id: string) {
    const slot = this.slot(id)
    return this.run.engine.behaviours[slot]!.read(this.run.engine, slot)
  }

  isAlive = (id: string): boolean => this.run.engine.nodeInts[this.slot(id) * NODE_INTS + M_ALIVE] === 1

  /** Marks of the run so far. */
  marks(type?: RunMark['type']): readonly RunMark[] {
    this.#marks.push(...this.run.engine.chronicle.takeMarks())
    return type === undefined ? this.#marks : this.#marks.filter((mark) => mark.type === type)
  }
}

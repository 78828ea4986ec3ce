import {
  CUT,
  E_DONE,
  E_FAILED,
  E_LATENCY_SUM,
  E_RETRIED,
  E_SENT,
  EDGE_DOUBLES,
  TICKS_PER_MS,
  TICKS_PER_SEC,
} from './codes.ts'
import { FadingRates } from './fading.ts'
import { NODE, NODE_AT, SYSTEM, WIRE_AT, type WireColumn } from './frame.ts'
import type { Run } from './run/loader.ts'

/** Counters of an edge, summed up for its wire. */
const EDGE_COUNTERS = [E_SENT, E_FAILED, E_RETRIED, E_LATENCY_SUM, E_DONE] as const

/** The wires' part of a `Sampler`: smoothed rates, and what is seen of them at once. */
export class WireSampler {
  readonly #run: Run
  readonly #ids: readonly string[]
  readonly #rates: FadingRates
  readonly #totals: Float64Array

  constructor(run: Run, previous: WireSampler | null) {
    this.#run = run
    this.#ids = run.model.wires
    this.#rates = new FadingRates(this.#ids.length, EDGE_COUNTERS.length)
    this.#totals = new Float64Array(this.#ids.length * EDGE_COUNTERS.length)
    if (previous !== null) this.#takeOver(previous)
    this.#sum()
    // A trunk may have gained or lost call paths: its total jumps, its rate must not.
    this.#rates.startAll(this.#totals)
  }

  /** Says how long ago the last fold was; call it before `fold` and `read`. */
  elapse(seconds: number): void {
    this.#rates.elapse(seconds)
  }

  fold(): void {
    this.#sum()
    this.#rates.foldAll(this.#totals)
  }

  /** Fills the wires' columns of a frame whose nodes are filled already. */
  read(out: Float64Array): void {
    this.#sum()
    for (let w = 0; w < this.#ids.length; w++) {
      const set = (column: WireColumn, value: number): void => {
        out[this.#column(column) + w] = value
      }
      const rate = (c: number): number => this.#rates.rate(w, c, this.#totals[w * EDGE_COUNTERS.length + c]!)
      set('ratePerSec', rate(0))
      set('failPerSec', rate(1))
      set('retryPerSec', rate(2))
      if (rate(4) > 0) set('latencyMs', rate(3) / rate(4) / TICKS_PER_MS)
    }
    this.#readPaths(out)
  }

  /** What a wire takes over from its call paths: the highest load of their targets, and who is being ejected. */
  #readPaths(out: Float64Array): void {
    const { engine, edgeSlots, model, slots } = this.#run
    const paths = new Float64Array(this.#ids.length)
    const ejected = new Float64Array(this.#ids.length)
    const cut = new Float64Array(this.#ids.length)
    const open = new Float64Array(this.#ids.length)
    model.edges.forEach((edge, e) => {
      const source = slots[edge.source]!
      const behaviour = engine.behaviours[source]!
      paths[edge.wire] = paths[edge.wire]! + 1
      if (behaviour.isEjected(engine, source, edgeSlots[e]!)) ejected[edge.wire] = ejected[edge.wire]! + 1
      if (engine.edgeRings[edgeSlots[e]!] === CUT) cut[edge.wire] = cut[edge.wire]! + 1
      if (engine.guards[source]?.isOpen(edgeSlots[e]!)) open[edge.wire] = open[edge.wire]! + 1
      const load = out[SYSTEM.length + NODE_AT.utilisation * slots.length + edge.target]!
      keepIf(out, this.#column('load') + edge.wire, load, (known) => load > known)
      const ejectsIn = behaviour.ejectsIn(engine, source, edgeSlots[e]!) / TICKS_PER_SEC
      keepIf(out, this.#column('ejectsInSec') + edge.wire, ejectsIn, (known) => ejectsIn < known)
    })
    for (let w = 0; w < paths.length; w++) {
      const share = (count: number): number => (paths[w] === 0 ? 0 : count / paths[w]!)
      out[this.#column('ejected') + w] = share(ejected[w]!)
      out[this.#column('cut') + w] = share(cut[w]!)
      out[this.#column('open') + w] = share(open[w]!)
    }
  }

  #takeOver(previous: WireSampler): void {
    const before = new Map(previous.#ids.map((id, i) => [id, i]))
    this.#ids.forEach((id, i) => {
      const row = before.get(id)
      if (row !== undefined) this.#rates.copyRow(i, previous.#rates, row)
    })
  }

  #sum(): void {
    const { engine, edgeSlots, model } = this.#run
    const totals = this.#totals.fill(0)
    model.edges.forEach((edge, e) => {
      const from = edgeSlots[e]! * EDGE_DOUBLES
      const into = edge.wire * EDGE_COUNTERS.length
      for (let c = 0; c < EDGE_COUNTERS.length; c++) {
        totals[into + c] = totals[into + c]! + engine.weight * engine.edgeDoubles[from + EDGE_COUNTERS[c]!]!
      }
    })
  }

  #column(column: WireColumn): number {
    return SYSTEM.length + NODE.length * this.#run.slots.length + WIRE_AT[column] * this.#ids.length
  }
}

/** Keeps a number where none is known yet, or where it is the better one. */
function keepIf(out: Float64Array, at: number, value: number, better: (known: number) => boolean): void {
  if (Number.isNaN(value)) return
  if (Number.isNaN(out[at]!) || better(out[at]!)) out[at] = value
}

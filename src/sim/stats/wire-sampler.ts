import { CUT, E_DONE, E_FAILED, E_LATENCY_SUM, E_RETRIED, E_SENT, EDGE_DOUBLES } from '../core/codes.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import { TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { GUARDS } from '../kit/guards.ts'
import { FadingRates } from './fading.ts'
import { FailureShares } from './failure-shares.ts'
import { NODE, NODE_AT, SYSTEM, WIRE_AT, type WireColumn } from './frame.ts'

/** Counters of an edge, summed up for its wire. */
const EDGE_COUNTERS = [E_SENT, E_FAILED, E_RETRIED, E_LATENCY_SUM, E_DONE] as const

/** The wires' part of a `Sampler`: smoothed rates, and what is seen of them at once. */
export class WireSampler {
  private readonly _run: PlacedRun
  private readonly _ids: readonly string[]
  private readonly _rates: FadingRates
  private readonly _totals: Float64Array
  private readonly _failures: FailureShares

  constructor(run: PlacedRun, previous: WireSampler | null) {
    this._run = run
    this._ids = run.model.wires
    this._rates = new FadingRates(this._ids.length, EDGE_COUNTERS.length)
    this._totals = new Float64Array(this._ids.length * EDGE_COUNTERS.length)
    const rows = run.model.edges.map(({ wire }) => wire)
    this._failures = new FailureShares(rows, run.edgeSlots, this._ids.length)
    if (previous !== null) this._takeOver(previous)
    this._sum()
    // A trunk may have gained or lost call paths: its total jumps, its rate must not.
    this._rates.startAll(this._totals)
    this._failures.start(run.engine.edgeFailures)
  }

  /** Says how long ago the last fold was; call it before `fold` and `read`. */
  elapse(seconds: number): void {
    this._rates.elapse(seconds)
    this._failures.elapse(seconds)
  }

  fold(): void {
    this._sum()
    this._rates.foldAll(this._totals)
    this._failures.fold(this._run.engine.edgeFailures)
  }

  /** Fills the wires' columns of a frame whose nodes are filled already. */
  read(out: Float64Array): void {
    this._sum()
    this._failures.count(this._run.engine.edgeFailures)
    for (let w = 0; w < this._ids.length; w++) {
      const set = (column: WireColumn, value: number): void => {
        out[this._column(column) + w] = value
      }
      const rate = (c: number): number => this._rates.rate(w, c, this._totals[w * EDGE_COUNTERS.length + c]!)
      set('ratePerSec', rate(0))
      set('failPerSec', rate(1))
      set('failingClasses', rate(1) > 0 ? this._failures.read(w) : 0)
      set('retryPerSec', rate(2))
      if (rate(4) > 0) set('latencyMs', rate(3) / rate(4) / TICKS_PER_MS)
    }
    this._readPaths(out)
  }

  /** What a wire takes over from its call paths: the highest load of their targets, and who is being ejected. */
  private _readPaths(out: Float64Array): void {
    const { engine, edgeSlots, model, slots } = this._run
    const paths = new Float64Array(this._ids.length)
    const ejected = new Float64Array(this._ids.length)
    const cut = new Float64Array(this._ids.length)
    const open = new Float64Array(this._ids.length)
    model.edges.forEach((edge, e) => {
      const source = slots[edge.source]!
      const behaviour = engine.behaviours[source]!
      paths[edge.wire] = paths[edge.wire]! + 1
      if (behaviour.isEjected(engine, source, edgeSlots[e]!)) ejected[edge.wire] = ejected[edge.wire]! + 1
      if (engine.edgeRings[edgeSlots[e]!] === CUT) cut[edge.wire] = cut[edge.wire]! + 1
      if (GUARDS.of(engine, source)?.isOpen(edgeSlots[e]!)) open[edge.wire] = open[edge.wire]! + 1
      const load = out[SYSTEM.length + NODE_AT.utilisation * slots.length + edge.target]!
      keepIf(out, this._column('load') + edge.wire, load, (known) => load > known)
      const ejectsIn = behaviour.ejectsIn(engine, source, edgeSlots[e]!) / TICKS_PER_SEC
      keepIf(out, this._column('ejectsInSec') + edge.wire, ejectsIn, (known) => ejectsIn < known)
    })
    for (let w = 0; w < paths.length; w++) {
      const share = (count: number): number => (paths[w] === 0 ? 0 : count / paths[w]!)
      out[this._column('ejected') + w] = share(ejected[w]!)
      out[this._column('cut') + w] = share(cut[w]!)
      out[this._column('open') + w] = share(open[w]!)
    }
  }

  private _takeOver(previous: WireSampler): void {
    const before = new Map(previous._ids.map((id, i) => [id, i]))
    this._ids.forEach((id, i) => {
      const row = before.get(id)
      if (row === undefined) return
      this._rates.copyRow(i, previous._rates, row)
      this._failures.copyRow(i, previous._failures, row)
    })
  }

  private _sum(): void {
    const { engine, edgeSlots, model } = this._run
    const totals = this._totals.fill(0)
    model.edges.forEach((edge, e) => {
      const from = edgeSlots[e]! * EDGE_DOUBLES
      const into = edge.wire * EDGE_COUNTERS.length
      for (let c = 0; c < EDGE_COUNTERS.length; c++) {
        totals[into + c] = totals[into + c]! + engine.weight * engine.edgeDoubles[from + EDGE_COUNTERS[c]!]!
      }
    })
  }

  private _column(column: WireColumn): number {
    return SYSTEM.length + NODE.length * this._run.slots.length + WIRE_AT[column] * this._ids.length
  }
}

/** Keeps a number where none is known yet, or where it is the better one. */
function keepIf(out: Float64Array, at: number, value: number, better: (known: number) => boolean): void {
  if (Number.isNaN(value)) return
  if (Number.isNaN(out[at]!) || better(out[at]!)) out[at] = value
}

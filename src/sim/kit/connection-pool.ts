import { C_STATE, CALL_INTS, E_OPEN, EDGE_DOUBLES, WAITING } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { NodePart, POOL_ROW } from '../core/node-state.ts'
import { TIMER } from '../core/timers.ts'
import { OP } from '../core/vocabulary.ts'

interface Query {
  readonly call: number
  readonly edge: number
  readonly op: number
  readonly since: number
}

/** What waits at one database, the oldest first; those that have gone meanwhile are passed over. */
interface Line {
  readonly queries: Query[]
  first: number
}

/** The connections that a server keeps to each database: a query takes one, or waits for one until it gives up. */
export class ConnectionPool {
  private readonly _waitTicks: number
  private readonly _lines = new Map<number, Line>()
  private readonly _waiting = new Map<number, Query>()
  /** Connections of all instances to each database. */
  connections = 1

  constructor(waitTicks: number, before: ConnectionPool | null) {
    this._waitTicks = waitTicks
    if (before === null) return
    this._lines = before._lines
    this._waiting = before._waiting
  }

  get waiting(): number {
    return this._waiting.size
  }

  /** Whether a query has to wait for a connection; it is sent by itself when its turn comes. */
  waits(engine: Machine, node: number, call: number, edge: number, op: number): boolean {
    if (op !== OP.dataGet && op !== OP.dataScan && op !== OP.dataPut) return false
    if (this._isFree(engine, edge) && !this._lines.has(edge)) return false
    const query = { call, edge, op, since: engine.now }
    const line = this._lines.get(edge)
    if (line) line.queries.push(query)
    else this._lines.set(edge, { queries: [query], first: 0 })
    this._waiting.set(call, query)
    roomOf(engine).calls.ints[call * CALL_INTS + C_STATE] = WAITING
    if (Number.isFinite(this._waitTicks)) engine.after(this._waitTicks, node, TIMER.poolWait, call)
    return true
  }

  /** A connection may be free again: the oldest who wait for it go. */
  freed(engine: Machine, edge: number): void {
    const line = this._lines.get(edge)
    while (line !== undefined && this._lines.get(edge) === line && this._isFree(engine, edge)) {
      const query = this._next(line)
      if (query === undefined) {
        this._lines.delete(edge)
        return
      }
      this._waiting.delete(query.call)
      if (engine.callOn(query.call, edge, query.op) >= 0) continue
      // Without a record for it the query goes on waiting, behind the others; the next answer tries again.
      this._waiting.set(query.call, query)
      line.queries.push(query)
      return
    }
  }

  /** More connections may be free, or as many as are wanted. */
  reopen(engine: Machine): void {
    for (const edge of [...this._lines.keys()]) this.freed(engine, edge)
  }

  /** What a call waits for whose time is over; undefined where it has gone, or waits anew since a shorter time. */
  expired(engine: Machine, call: number): Query | undefined {
    const query = this._waiting.get(call)
    if (query === undefined || engine.now - query.since < this._waitTicks) return undefined
    this._waiting.delete(call)
    return query
  }

  /** What waited is lost with the server. */
  clear(): void {
    this._lines.clear()
    this._waiting.clear()
  }

  private _isFree(engine: Machine, edge: number): boolean {
    const open = roomOf(engine).edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]!
    return open === 0 || (open + 1) * engine.weight <= this.connections
  }

  private _next(line: Line): Query | undefined {
    while (line.first < line.queries.length) {
      const query = line.queries[line.first++]!
      if (line.first > 64 && line.first * 2 > line.queries.length) {
        line.queries.splice(0, line.first)
        line.first = 0
      }
      if (this._waiting.get(query.call) === query) return query
    }
    return undefined
  }
}

/** Connections that a node keeps to databases. */
export const CONNECTIONS = new NodePart<ConnectionPool>(POOL_ROW)

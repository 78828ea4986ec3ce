import {
  CLASS_READINGS,
  type ClassColumn,
  NODE_READINGS,
  type NodeColumn,
  SYSTEM_READINGS,
  type SystemColumn,
  WIRE_READINGS,
  type WireColumn,
} from '../../model/readings.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'

/**
 * Layout of a metric frame: one columnar Float64Array of `SYSTEM.length + nodes x NODE.length + wires x WIRE.length`
 * doubles. Columns of nodes and wires are contiguous (column c of node i is at `base + c x nodes + i`), in the order of
 * the layout that the worker announced for `layoutVersion`. NaN means "does not apply here". Rates are per simulated
 * second and, like utilisation, smoothed with a time constant of 2.5 s. Percentiles cover about the last 5 s.
 */
export const SYSTEM = [
  ...Object.keys(SYSTEM_READINGS),
  ...REQUEST_CLASSES.flatMap((name) => Object.keys(CLASS_READINGS).map((column) => `${name}.${column}`)),
] as readonly SystemColumn[]
export const NODE = Object.keys(NODE_READINGS) as readonly NodeColumn[]
export const WIRE = Object.keys(WIRE_READINGS) as readonly WireColumn[]

export type { ClassColumn, NodeColumn, SystemColumn, WireColumn }

const columnIndex = <C extends string>(columns: readonly C[]) =>
  Object.fromEntries(columns.map((column, index) => [column, index])) as Readonly<Record<C, number>>

export const SYSTEM_AT = columnIndex(SYSTEM)
export const NODE_AT = columnIndex(NODE)
export const WIRE_AT = columnIndex(WIRE)

/** Ids in the order of the columns. `version` counts the loads and patches of a run. */
export interface FrameLayout {
  readonly version: number
  readonly nodes: readonly string[]
  readonly wires: readonly string[]
}

export const frameLength = (nodes: number, wires: number): number =>
  SYSTEM.length + nodes * NODE.length + wires * WIRE.length

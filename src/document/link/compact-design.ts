import {
  DEFAULT_SLO,
  DESIGN_FORMAT,
  DESIGN_LIMITS,
  type Design,
  type DesignEdge,
  type DesignNode,
  type Extra,
} from '../../model/design.ts'
import { FAULT_TYPES } from '../../model/fault.ts'
import type { Params } from '../../model/field.ts'
import { FIELDS_V3 } from '../../model/frozen-fields.ts'
import { isRecord } from '../../model/plain-data.ts'
import { type ByteReader, BytesError, type ByteWriter } from './bytes.ts'
import { readParams, writeParams } from './compact-params.ts'

/** By version of the codec: version of the documents that it carries. */
const DOCUMENT_VERSIONS: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4 }

// The fields of every version have the same places in the next one, so one table reads them all.
const KINDS = FIELDS_V3.slice(0, -1)
const WIRE = FIELDS_V3.at(-1)!
const kindIndex: ReadonlyMap<string, number> = new Map(KINDS.map(([id], index) => [id, index]))

/** Sizes of the grid that positions may lie on, in canvas pixels; a design takes the widest one that fits. */
const GRIDS = [16, 8, 4, 1] as const
const NO_GRID = GRIDS.length

/** Head of a design: which of its rarer parts are there. */
const HAS_SEED = 1
const HAS_SLO = 2
const HAS_EVENTS = 4
const HAS_EXTRAS = 8

/** Parts in columns: what is alike stands together, and compresses. */
export function writeDesignBytes(writer: ByteWriter, design: Design): void {
  const extras = extrasOf(design)
  const { scenario, slo, nodes, edges } = design
  const { availability, latencyMsP95 } = slo
  const usual = availability === DEFAULT_SLO.availability && latencyMsP95 === DEFAULT_SLO.latencyMsP95
  writer.whole(
    (scenario.seed === 1 ? 0 : HAS_SEED) +
      (usual ? 0 : HAS_SLO) +
      (scenario.events.length === 0 ? 0 : HAS_EVENTS) +
      (extras === null ? 0 : HAS_EXTRAS),
  )
  writer.text(design.title)
  writer.text(design.notes)
  const index = indexOf(nodes)
  writeNodes(writer, nodes, index)
  writeEdges(writer, edges, index)
  if (scenario.seed !== 1) writer.whole(scenario.seed)
  if (!usual) {
    writer.number(availability)
    writer.number(latencyMsP95)
  }
  if (scenario.events.length > 0) writeEvents(writer, design, index)
  if (extras !== null) writer.text(JSON.stringify(extras))
}

/** A document as it would stand in a file; the one reader of documents checks it. */
export function readDesignBytes(reader: ByteReader, codec: number): Readonly<Record<string, unknown>> {
  const flags = reader.whole(HAS_SEED + HAS_SLO + HAS_EVENTS + HAS_EXTRAS)
  const [title, notes] = [reader.text(), reader.text()]
  const nodes = readNodes(reader, null)
  const ids = nodes.map(({ id }) => id)
  const edges = readEdges(reader, ids)
  const seed = flags & HAS_SEED ? reader.whole() : 1
  const slo =
    flags & HAS_SLO ? { availability: reader.number(), latencyMsP95: reader.number() } : { ...DEFAULT_SLO }
  const events =
    flags & HAS_EVENTS
      ? readEvents(
          reader,
          ids,
          edges.map(({ id }) => id),
        )
      : []
  const document = {
    format: DESIGN_FORMAT,
    version: DOCUMENT_VERSIONS[codec],
    title,
    notes,
    nodes,
    edges,
    scenario: { seed, events },
    slo,
  }
  return flags & HAS_EXTRAS ? withExtras(document, reader.text()) : document
}

type Index = ReadonlyMap<string, number>

const indexOf = (things: readonly { readonly id: string }[]): Index =>
  new Map(things.map(({ id }, i) => [id, i]))

/** An id of the list by its place, or else as a text. */
function writeRef(writer: ByteWriter, id: string, index: Index): void {
  const at = index.get(id)
  writer.whole(at === undefined ? 0 : at + 1)
  if (at === undefined) writer.text(id)
}

function readRef(reader: ByteReader, ids: readonly string[]): string {
  const at = reader.whole(ids.length)
  return at === 0 ? reader.text() : ids[at - 1]!
}

function writeNodes(writer: ByteWriter, nodes: readonly DesignNode[], index: Index): void {
  writer.whole(nodes.length)
  for (const { kind } of nodes) {
    writer.whole(kindIndex.get(kind) ?? KINDS.length)
    if (!kindIndex.has(kind)) writer.text(kind)
  }
  for (const { id, kind } of nodes) {
    const number = numberedId(id, prefixOf(kind))
    writer.whole(number)
    if (number === 0) writer.text(id)
  }
  for (const { parent } of nodes) {
    writer.whole(parent === undefined ? 0 : 1)
    if (parent !== undefined) writeRef(writer, parent, index)
  }
  for (const { label } of nodes) writer.text(label)
  const grid = GRIDS.findIndex((size) =>
    nodes.every(({ position: { x, y } }) => Number.isInteger(x / size) && Number.isInteger(y / size)),
  )
  writer.whole(grid < 0 ? NO_GRID : grid)
  for (const axis of ['x', 'y'] as const)
    for (const { position } of nodes) writeCoordinate(writer, position[axis], GRIDS[grid])
  for (const { kind, params } of nodes) writeKindParams(writer, kind, params)
}

interface RawNode {
  id: string
  kind: string
  label: string
  position: { x: number; y: number }
  parent?: string
  params: Params
}

function readNodes(reader: ByteReader, known: readonly string[] | null): RawNode[] {
  const count = reader.whole(DESIGN_LIMITS.nodes)
  const each = <T>(read: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => read(i))
  const kinds = each(() => {
    const at = reader.whole(KINDS.length)
    return at === KINDS.length ? reader.text() : KINDS[at]![0]
  })
  const ids = each((i) => {
    const number = reader.whole()
    return number === 0 ? reader.text() : `${prefixOf(kinds[i]!)}-${number}`
  })
  const parents = each(() => (reader.whole(1) === 0 ? undefined : readRef(reader, known ?? ids)))
  const labels = each(() => reader.text())
  const grid = GRIDS[reader.whole(NO_GRID)]
  const [xs, ys] = [each(() => readCoordinate(reader, grid)), each(() => readCoordinate(reader, grid))]
  const params = each((i) => readKindParams(reader, kinds[i]!))
  return each((i) => ({
    id: ids[i]!,
    kind: kinds[i]!,
    label: labels[i]!,
    position: { x: xs[i]!, y: ys[i]! },
    ...(parents[i] === undefined ? {} : { parent: parents[i] }),
    params: params[i]!,
  }))
}

function writeCoordinate(writer: ByteWriter, value: number, grid: number | undefined): void {
  if (grid !== undefined) writer.signed(value / grid)
  else {
    writer.byte(value < 0 ? 1 : 0)
    writer.number(Math.abs(value))
  }
}

function readCoordinate(reader: ByteReader, grid: number | undefined): number {
  if (grid !== undefined) return reader.signed() * grid
  const negative = reader.whole(1) === 1
  const value = reader.number() ?? Number.NaN
  return negative ? -value : value
}

const prefixOf = (kind: string): string => KINDS[kindIndex.get(kind) ?? -1]?.[1] ?? kind

/** The number of an id that follows the pattern `prefix-number`; 0 where it does not. */
function numberedId(id: string, prefix: string): number {
  if (!id.startsWith(`${prefix}-`)) return 0
  const number = Number(id.slice(prefix.length + 1))
  return Number.isSafeInteger(number) && number > 0 && id === `${prefix}-${number}` ? number : 0
}

function writeKindParams(writer: ByteWriter, kind: string, params: Params): void {
  const fields = KINDS[kindIndex.get(kind) ?? -1]?.[2]
  if (fields) writeParams(writer, fields, params)
  else writer.text(Object.keys(params).length === 0 ? '' : JSON.stringify(params))
}

function readKindParams(reader: ByteReader, kind: string): Params {
  const fields = KINDS[kindIndex.get(kind) ?? -1]?.[2]
  if (fields) return readParams(reader, fields)
  const text = reader.text()
  return text === '' ? {} : (jsonOf(text) as Params)
}

/** How the id of a wire follows from its ends and from the wires before it. */
const ID_OF_ENDS = 0
const ID_TEXT = 1
const ID_NUMBERED = 2

function writeEdges(writer: ByteWriter, edges: readonly DesignEdge[], index: Index): void {
  writer.whole(edges.length)
  for (const { source } of edges) writeRef(writer, source, index)
  for (const { target } of edges) writeRef(writer, target, index)
  for (const { id, source, target } of edges) {
    const number = numberedId(id, WIRE[1])
    if (id === `${source}>${target}`) writer.whole(ID_OF_ENDS)
    else if (number > 0) writer.whole(ID_NUMBERED + number - 1)
    else {
      writer.whole(ID_TEXT)
      writer.text(id)
    }
  }
  for (const { params } of edges) writeParams(writer, WIRE[2], params)
}

function readEdges(reader: ByteReader, ids: readonly string[]) {
  const count = reader.whole(DESIGN_LIMITS.edges)
  const each = <T>(read: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => read(i))
  const sources = each(() => readRef(reader, ids))
  const targets = each(() => readRef(reader, ids))
  const names = each((i) => {
    const code = reader.whole()
    if (code === ID_OF_ENDS) return `${sources[i]}>${targets[i]}`
    return code === ID_TEXT ? reader.text() : `${WIRE[1]}-${code - ID_NUMBERED + 1}`
  })
  const params = each(() => readParams(reader, WIRE[2]))
  return each((i) => ({ id: names[i]!, source: sources[i]!, target: targets[i]!, params: params[i]! }))
}

/** A target is a node, a wire, or something that is not there. */
function writeEvents(writer: ByteWriter, { scenario, edges }: Design, nodes: Index): void {
  const targets: Index = new Map([
    ...edges.map(({ id }, i) => [id, nodes.size + i] as const),
    ...nodes.entries(),
  ])
  writer.whole(scenario.events.length)
  for (const { at, type, target, duration, amount } of scenario.events) {
    writer.number(at)
    writer.whole(FAULT_TYPES.indexOf(type))
    writeRef(writer, target, targets)
    writer.number(duration ?? null)
    writer.number(amount ?? null)
  }
}

function readEvents(reader: ByteReader, nodes: readonly string[], edges: readonly string[]) {
  const targets = [...nodes, ...edges]
  return Array.from({ length: reader.whole(DESIGN_LIMITS.events) }, () => {
    const at = reader.number()
    const type = FAULT_TYPES[reader.whole(FAULT_TYPES.length - 1)]
    const target = readRef(reader, targets)
    const [duration, amount] = [reader.number(), reader.number()]
    return {
      at,
      type,
      target,
      ...(duration === null ? {} : { duration }),
      ...(amount === null ? {} : { amount }),
    }
  })
}

/** What this version does not know, by where it stands. */
interface Extras {
  readonly root?: Extra
  readonly scenario?: Extra
  readonly slo?: Extra
  readonly nodes?: Readonly<Record<string, Extra>>
  readonly edges?: Readonly<Record<string, Extra>>
  readonly events?: Readonly<Record<string, Extra>>
}

function extrasOf({ nodes, edges, scenario, slo, extra }: Design): Extras | null {
  const lists = { nodes, edges, events: scenario.events }
  const byPlace = Object.entries(lists).flatMap(([name, list]) => {
    const found = list.flatMap((thing, i) => (thing.extra ? [[i, thing.extra]] : []))
    return found.length === 0 ? [] : [[name, Object.fromEntries(found)]]
  })
  const extras: Extras = {
    ...(extra ? { root: extra } : {}),
    ...(scenario.extra ? { scenario: scenario.extra } : {}),
    ...(slo.extra ? { slo: slo.extra } : {}),
    ...Object.fromEntries(byPlace),
  }
  return Object.keys(extras).length === 0 ? null : extras
}

interface RawDocument extends Record<string, unknown> {
  readonly nodes: readonly object[]
  readonly edges: readonly object[]
  readonly scenario: { readonly seed: number; readonly events: readonly object[] }
  readonly slo: object
}

function withExtras(document: RawDocument, text: string): Readonly<Record<string, unknown>> {
  const extras = extrasIn(text)
  const each = (list: readonly object[], extra: Readonly<Record<string, Extra>> = {}) =>
    list.map((thing, i) => ({ ...(Object.hasOwn(extra, i) ? extra[i] : {}), ...thing }))
  const { scenario } = document
  return {
    ...extras.root,
    ...document,
    nodes: each(document.nodes, extras.nodes),
    edges: each(document.edges, extras.edges),
    scenario: { ...extras.scenario, ...scenario, events: each(scenario.events, extras.events) },
    slo: { ...extras.slo, ...document.slo },
  }
}

/** Whatever a link may hold, each part is an object or not there. */
function extrasIn(text: string): Extras {
  const extras = jsonOf(text)
  for (const part of Object.values(extras))
    if (!isRecord(part)) throw new BytesError('unknown properties are not where they belong')
  return extras as Extras
}

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Falls through to the same answer as any other value.
  }
  throw new BytesError('unknown properties are not readable')
}

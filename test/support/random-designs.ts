import { KIND_MODELS } from '../../src/kinds/models.ts'
import {
  type Design,
  type DesignEdge,
  type DesignNode,
  emptyDesign,
  type ScenarioEvent,
} from '../../src/model/design.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import { FAULT_TYPES } from '../../src/model/fault.ts'
import type { Field, Params, ParamValue } from '../../src/model/field.ts'

/** Kinds of which real designs have many, so that plans, caches and replication are laid more often than by an even draw. */
const USUAL = ['client', 'load-balancer', 'web', 'cache', 'database', 'replica', 'replica', 'shard', 'queue']
const FRAMES = KIND_MODELS.filter(({ traits }) => traits.contains).map(({ id }) => id)
const PARTS = [
  ...KIND_MODELS.filter(({ traits }) => !traits.contains).map(({ id }) => id),
  ...USUAL,
  'no-such-kind',
]
/** The faults that there were when the designs were recorded, so that they stay the same. */
const FAULTS_THEN = FAULT_TYPES.filter((type) => type !== 'freeze')
const FRAMES_MAX = 4
const NODES_MAX = 24
const EVENTS_MAX = 6

/**
 * A design as somebody may draw it in a hurry: frames inside frames, wires that mean nothing, circles, faults on things
 * that are not there. The same number gives the same design for ever: nothing of a library takes part.
 */
export function randomDesign(seed: number): Design {
  const random = mulberry32(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const frames = Array.from({ length: Math.floor(random() * (FRAMES_MAX + 1)) }, (_, i) =>
    part(`frame-${i}`, pick(FRAMES), i > 0 && random() < 0.5 ? `frame-${Math.floor(random() * i)}` : null),
  )
  const parts = Array.from({ length: 1 + Math.floor(random() * NODES_MAX) }, (_, i) =>
    part(`n-${i}`, pick(PARTS), frames.length > 0 && random() < 0.5 ? pick(frames).id : null),
  )
  const nodes = [...frames, ...parts].map((node) => ({ ...node, params: choices(node.kind, pick, random) }))
  const edges = wires(nodes, Math.floor(random() * 4 * nodes.length), pick, random)
  const events = Array.from({ length: Math.floor(random() * EVENTS_MAX) }, () =>
    event([...nodes, ...edges], pick, random),
  )
  return { ...emptyDesign('random'), nodes, edges, scenario: { seed: 1, events } }
}

type Pick = <T>(from: readonly T[]) => T

const part = (id: string, kind: string, parent: string | null): DesignNode => ({
  id,
  kind,
  label: '',
  position: { x: 0, y: 0 },
  params: {},
  ...(parent === null ? {} : { parent }),
})

/** Only choices and toggles: they decide what plans look like. */
function choices(kind: string, pick: Pick, random: () => number): Params {
  // What fields a kind gained since the designs were recorded draws no number, so that they stay the same.
  const fields = (KIND_MODELS.find(({ id }) => id === kind)?.fields ?? []).filter(
    ({ group }) => group !== 'availability',
  )
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = random() < 0.3 ? chosen(field, pick) : undefined
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

function chosen(field: Field, pick: Pick): ParamValue | undefined {
  if (field.type === 'toggle') return pick([true, false])
  return field.type === 'choice' ? pick(field.options).value : undefined
}

/** Mostly forward, so that most of the designs have no circle. */
function wires(nodes: readonly DesignNode[], count: number, pick: Pick, random: () => number): DesignEdge[] {
  const forward = random() < 0.8
  const rules = EDGE_FIELDS.find(({ key }) => key === 'carries')
  const edges: DesignEdge[] = []
  for (let i = 0; i < count; i++) {
    const a = Math.floor(random() * nodes.length)
    const b = Math.floor(random() * nodes.length)
    const [source, target] = forward && a > b ? [b, a] : [a, b]
    const rule = random() < 0.1 && rules?.type === 'choice' ? { carries: pick(rules.options).value } : {}
    edges.push({
      id: `w-${i}`,
      source: nodes[source]!.id,
      target: nodes[target]!.id,
      params: { latencyMs: Math.floor(random() * 3), ...rule },
    })
  }
  return edges
}

function event(targets: readonly { readonly id: string }[], pick: Pick, random: () => number): ScenarioEvent {
  const target = random() < 0.1 ? 'nobody' : pick(targets).id
  return { at: Math.floor(random() * 60), type: pick(FAULTS_THEN), target }
}

/** The public-domain generator of that name: 32 bits of state, whole-number arithmetic, the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

import { kindModel } from '../../kinds/models.ts'
import { type Design, type DesignNode, nextId } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Role } from '../../model/kind.ts'
import { fieldValue } from '../../model/params.ts'
import type { ClassVerdict, Said } from '../verdict.ts'
import {
  callersOf,
  framesOf,
  nodeOf,
  type Place,
  partsIn,
  withCopy,
  withMove,
  withNode,
  withoutWires,
  withParams,
  withWire,
} from './design-edits.ts'

/** What can be done about a loss; the sentences stand in `reading/spof-sentence.ts`. */
export type RemedyCode =
  | 'second'
  | 'secondByName'
  | 'balance'
  | 'balanceSecond'
  | 'secondName'
  | 'replica'
  | 'promote'
  | 'probe'
  | 'retryNext'
  | 'probeFaster'
  | 'promoteFaster'
  | 'answerShorter'
  | 'fallBack'
  | 'grow'
  | 'refuse'
  | 'spread'

/** One step of an edit. */
type Change =
  | { readonly type: 'set'; readonly node: string; readonly params: Params }
  | { readonly type: 'copy'; readonly node: string; readonly place: Place }
  | { readonly type: 'move'; readonly node: string; readonly place: Place }
  /** A replica of a database that nobody copies yet. */
  | { readonly type: 'replica'; readonly of: string; readonly place: Place }
  /** A chooser between the callers of some nodes and these nodes. */
  | {
      readonly type: 'front'
      readonly kind: string
      readonly node: string
      readonly callers: readonly Role[]
    }
  /** A resolver beside the path moves on to it. */
  | { readonly type: 'onPath'; readonly resolver: string }
  /** Several steps; those that name the frame `place` stand in a new one beside `beside`. */
  | { readonly type: 'frame'; readonly id: string; readonly beside: string }

/** What to do, and the edit that does it. */
export interface Remedy {
  readonly said: Said<RemedyCode>
  readonly changes: readonly Change[]
}

/** What can be done about a verdict, the best first; nothing where nothing helps, or nothing has to. */
export function remediesOf(design: Design, verdict: ClassVerdict): readonly Remedy[] {
  const node = nodeOf(design, verdict.target)
  if (!node) return []
  if (verdict.verdict === 'overload') return growth(design, verdict)
  return verdict.targetKind === 'node'
    ? nodeRemedies(design, node, verdict)
    : frameRemedies(design, node, verdict)
}

/** The design with a remedy in it. */
export const applyRemedy = (design: Design, remedy: Remedy): Design =>
  remedy.changes.reduce(applyChange, design)

function applyChange(design: Design, change: Change): Design {
  switch (change.type) {
    case 'set':
      return withParams(design, change.node, change.params)
    case 'copy':
      return withCopy(design, change.node, change.place).design
    case 'move':
      return withMove(design, change.node, change.place)
    case 'replica': {
      const made = withNode(design, 'replica', nodeOf(design, change.of)!, change.place)
      return withWire(made.design, change.of, made.id)
    }
    case 'front':
      return withFront(design, change.kind, change.node, change.callers)
    case 'onPath':
      return withResolverOnPath(design, change.resolver)
    case 'frame':
      return withFrame(design, change.id, change.beside)
  }
}

// Nodes ---------------------------------------------------------------------------------------------------------------

const roleOf = (node: DesignNode): Role | undefined => kindModel(node.kind)?.role

const param = (node: DesignNode, key: string): unknown =>
  fieldValue(kindModel(node.kind)?.fields ?? [], node.params, key)

function nodeRemedies(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const remedies =
    verdict.verdict === 'transient' ? gapRemedies(design, node) : lossRemedies(design, node, verdict)
  return [...remedies, ...speakRemedies(node, verdict)]
}

/** A part that says nothing when it is dead costs its callers their connect timeout. */
const speakRemedies = (node: DesignNode, verdict: ClassVerdict): Remedy[] =>
  param(node, 'whenDown') === 'silent' && verdict.verdict !== 'transient'
    ? [remedy('refuse', { target: node.id }, { type: 'set', node: node.id, params: { whenDown: 'refuse' } })]
    : []

function lossRemedies(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard')
    return verdict.verdict === 'delay' ? [] : dataRemedies(design, node)
  if (role === 'edgeCache' && param(node, 'originFallback') !== true && callersCanWait(verdict))
    return [
      remedy(
        'fallBack',
        { target: node.id },
        { type: 'set', node: node.id, params: { originFallback: true } },
      ),
    ]
  if (role === 'resolver') return resolverRemedies(design, node)
  if (verdict.verdict === 'delay') return role === 'consumer' ? [second(design, node)] : []
  const blind = blindChoosers(design, node)
  if (verdict.verdict === 'partial' && blind.length > 0)
    return [remedy('probe', { by: blind[0]!.id }, ...blind.map((by) => probing(by.id)))]
  return [...fronted(design, node, verdict), second(design, node, ...blind.map((by) => probing(by.id)))]
}

const callersCanWait = ({ verdict }: ClassVerdict): boolean => verdict === 'hard' || verdict === 'partial'

const probing = (id: string): Change => ({
  type: 'set',
  node: id,
  params: { healthChecks: true },
})

/** Balancers and resolvers before a node that do not look whether it lives. */
const blindChoosers = (design: Design, node: DesignNode): DesignNode[] =>
  callersOf(design, node.id).filter(
    (caller) =>
      (roleOf(caller) === 'balancer' || roleOf(caller) === 'resolver') &&
      param(caller, 'healthChecks') === false,
  )

function dataRemedies(design: Design, node: DesignNode): Remedy[] {
  const replicas = design.nodes.some(
    (other) => roleOf(other) === 'replica' && callersOf(design, other.id).some(({ id }) => id === node.id),
  )
  if (replicas && param(node, 'promotion') === false)
    return [
      remedy('promote', { target: node.id }, { type: 'set', node: node.id, params: { promotion: true } }),
    ]
  const place = otherPlace(design, node)
  const changes: Change[] = [{ type: 'replica', of: node.id, place }]
  if (param(node, 'promotion') === false)
    changes.push({ type: 'set', node: node.id, params: { promotion: true } })
  // A balancer whose only target is out has to let requests through to the one that was promoted.
  for (const caller of callersOf(design, node.id))
    if (param(caller, 'failOpen') === false)
      changes.push({ type: 'set', node: caller.id, params: { failOpen: true } })
  return [remedy('replica', { target: node.id }, ...changes)]
}

function resolverRemedies(design: Design, node: DesignNode): Remedy[] {
  const clients = callersOf(design, node.id).filter((caller) => roleOf(caller) === 'source')
  const beside = !design.edges.some((edge) => edge.source === node.id)
  const retries = clients.filter((client) => Number(param(client, 'retries')) < 1)
  return [
    remedy(
      'secondName',
      { target: node.id },
      ...(beside ? [{ type: 'onPath', resolver: node.id } as const] : []),
      { type: 'copy', node: node.id, place: node.parent ?? null },
      ...retries.map(({ id }): Change => ({ type: 'set', node: id, params: { retries: 1 } })),
    ),
  ]
}

/** Where those who call a node choose blindly or not at all, somebody who looks has to stand between. */
function fronted(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const role = roleOf(node)
  const callers = callersOf(design, node.id)
  const roles = new Set(callers.map(roleOf))
  const place = otherPlace(design, node)
  const copy: Change = { type: 'copy', node: node.id, place }
  if (role === 'balancer' || role === 'edgeCache') {
    if (!roles.has('source')) return []
    const front: Change = { type: 'front', kind: 'dns', node: node.id, callers: ['source'] }
    return [remedy('secondByName', { target: node.id }, copy, front)]
  }
  if (role !== 'service') return []
  const direct = (['source', 'service', 'consumer'] as const).filter((one) => roles.has(one))
  if (direct.length === 0) return []
  const front: Change = { type: 'front', kind: 'load-balancer', node: node.id, callers: direct }
  return verdict.verdict === 'partial' && hasTwin(design, node)
    ? [remedy('balance', { target: node.id }, front)]
    : [remedy('balanceSecond', { target: node.id }, copy, front)]
}

/** Another node of the same kind has the same callers. */
const hasTwin = (design: Design, node: DesignNode): boolean => twinsOf(design, node).length > 0

function twinsOf(design: Design, node: DesignNode): DesignNode[] {
  const callers = callersOf(design, node.id).map(({ id }) => id)
  return design.nodes.filter(
    (other) =>
      other.id !== node.id &&
      other.kind === node.kind &&
      callersOf(design, other.id).some(({ id }) => callers.includes(id)),
  )
}

const second = (design: Design, node: DesignNode, ...more: Change[]): Remedy =>
  remedy(
    'second',
    { target: node.id },
    { type: 'copy', node: node.id, place: otherPlace(design, node) },
    ...more,
  )

function gapRemedies(design: Design, node: DesignNode): Remedy[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard') {
    const detectMs = Math.min(3000, Number(param(node, 'detectMs')) / 2)
    const promoteMs = Math.min(5000, Number(param(node, 'promoteMs')) / 2)
    const values = { target: node.id, sec: (detectMs + promoteMs) / 1000 }
    return [remedy('promoteFaster', values, { type: 'set', node: node.id, params: { detectMs, promoteMs } })]
  }
  return callersOf(design, node.id).flatMap((caller) => noticingRemedies(caller))
}

function noticingRemedies(caller: DesignNode): Remedy[] {
  const role = roleOf(caller)
  const set = (params: Params): Change => ({ type: 'set', node: caller.id, params })
  if (role === 'balancer') {
    if (Number(param(caller, 'retryNext')) < 1)
      return [remedy('retryNext', { by: caller.id }, set({ retryNext: 1 }))]
    const healthIntervalMs = Math.max(10, Number(param(caller, 'healthIntervalMs')) / 2)
    return [remedy('probeFaster', { by: caller.id, sec: healthIntervalMs / 1000 }, set({ healthIntervalMs }))]
  }
  if (role !== 'resolver') return []
  const ttlMs = Math.min(10_000, Number(param(caller, 'ttlMs')) / 2)
  const healthIntervalMs = Math.max(100, Math.min(10_000, Number(param(caller, 'healthIntervalMs')) / 2))
  return [remedy('answerShorter', { by: caller.id, sec: ttlMs / 1000 }, set({ ttlMs, healthIntervalMs }))]
}

function growth(design: Design, { overloads }: ClassVerdict): Remedy[] {
  const changes = overloads.flatMap(({ target, factor }): Change[] => {
    const node = nodeOf(design, target)
    const key =
      node && ['instances', 'slots', 'ratePerSecMax'].find((one) => typeof param(node, one) === 'number')
    if (!node || !key) return []
    const scales = param(node, 'autoscale') === true
    const now = Number(param(node, scales ? 'instancesMax' : key))
    const wanted = Math.ceil((now * factor) / USED_AT_MOST)
    const connections = param(node, 'connectionsMax')
    return [
      {
        type: 'set',
        node: target,
        params: {
          [scales ? 'instancesMax' : key]: wanted,
          ...(typeof connections === 'number' && connections < wanted ? { connectionsMax: wanted } : {}),
        },
      },
    ]
  })
  const [worst] = overloads
  if (changes.length === 0 || !worst) return []
  return [remedy('grow', { survivor: worst.target, times: worst.factor / USED_AT_MOST }, ...changes)]
}

/** Load that leaves room for chance. */
const USED_AT_MOST = 0.8

const remedy = (code: RemedyCode, values: Said['values'], ...changes: Change[]): Remedy => ({
  said: { code, values },
  changes,
})

// Frames --------------------------------------------------------------------------------------------------------------

/** A zone or region that takes too much with it: of everything that is inside alone, something has to stand outside. */
function frameRemedies(design: Design, frame: DesignNode, verdict: ClassVerdict): Remedy[] {
  const inside = partsIn(design, frame.id).filter((part) => kindModel(part.kind)?.traits.mortal)
  if (verdict.verdict === 'transient') return inside.flatMap((part) => gapRemedies(design, part))
  if (verdict.verdict === 'delay' && verdict.requestClass !== 'task') return []
  const place = placeOutside(design, frame)
  const names = new Set(inside.map(({ id }) => id))
  const done = new Set<string>()
  const steps = inside.flatMap((part): Change[] => {
    if (done.has(part.id)) return []
    const twins = kinOf(design, part)
    for (const twin of twins) done.add(twin.id)
    return twins.some((twin) => !names.has(twin.id)) ? [] : outside(design, part, twins, place.id, verdict)
  })
  const probes = [...new Set(inside.flatMap((part) => blindChoosers(design, part)).map(({ id }) => id))].map(
    probing,
  )
  if (steps.length === 0 && probes.length === 0) return []
  const code = steps.length === 0 ? 'probe' : 'spread'
  const values = {
    target: frame.id,
    place: place.id ?? '',
    by: steps.length === 0 ? idOf(probes[0]!) : '',
    isNew: place.change ? 1 : 0,
  }
  return [remedy(code, values, ...(place.change ? [place.change] : []), ...steps, ...probes)]
}

const idOf = (change: Change): string => (change.type === 'set' ? change.node : '')

/** A node, and those that stand for it: its twins, and the replicas of a database. */
function kinOf(design: Design, node: DesignNode): DesignNode[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard' || role === 'replica') {
    const owner =
      role === 'replica'
        ? callersOf(design, node.id).find((one) => roleOf(one) === 'primary' || roleOf(one) === 'shard')
        : node
    if (owner) {
      const copies = design.nodes.filter(
        (other) =>
          roleOf(other) === 'replica' && callersOf(design, other.id).some(({ id }) => id === owner.id),
      )
      return [owner, ...copies]
    }
  }
  return [node, ...twinsOf(design, node)]
}

function outside(
  design: Design,
  part: DesignNode,
  kin: readonly DesignNode[],
  place: Place,
  verdict: ClassVerdict,
): Change[] {
  const [first] = kin
  const role = roleOf(first!)
  if (role === 'primary' || role === 'shard') {
    const promoted: Change[] =
      param(first!, 'promotion') === false
        ? [{ type: 'set', node: first!.id, params: { promotion: true } }]
        : []
    const replica = kin.find((one) => roleOf(one) === 'replica')
    return [
      replica ? { type: 'move', node: replica.id, place } : { type: 'replica', of: first!.id, place },
      ...promoted,
    ]
  }
  if (role === 'lookAside') return []
  if (role === 'edgeCache') return [{ type: 'set', node: part.id, params: { originFallback: true } }]
  if (role === 'resolver')
    return resolverRemedies(design, part).flatMap(({ changes }) => changes.map((one) => into(one, place)))
  const other = kin.find((one) => one.id !== part.id)
  if (other) return [{ type: 'move', node: other.id, place }]
  const [front] = fronted(design, part, { ...verdict, verdict: 'hard' })
  return front ? front.changes.map((one) => into(one, place)) : [{ type: 'copy', node: part.id, place }]
}

const into = (change: Change, place: Place): Change =>
  change.type === 'copy' ? { ...change, place } : change

// Places --------------------------------------------------------------------------------------------------------------

/** Another zone than the node's own where there is one, else where it stands. */
function otherPlace(design: Design, node: DesignNode): Place {
  const home = framesOf(design, node.id).find((frame) => isDomain(frame))
  if (home === undefined || home.id !== node.parent) return node.parent ?? null
  return siblingsOf(design, home)[0]?.id ?? home.id
}

/** Tiers group what is alike; what dies as one by itself are zones and regions. */
const isDomain = (frame: DesignNode): boolean => frame.kind === 'zone' || frame.kind === 'region'

const siblingsOf = (design: Design, frame: DesignNode): DesignNode[] =>
  design.nodes.filter(
    (other) => other.id !== frame.id && other.kind === frame.kind && other.parent === frame.parent,
  )

/** Somewhere that does not go with a frame: a sibling of it, or a new one. */
function placeOutside(design: Design, frame: DesignNode): { id: Place; change?: Change } {
  const [sibling] = siblingsOf(design, frame)
  if (sibling) return { id: sibling.id }
  const prefix = kindModel(frame.kind)?.idPrefix ?? frame.kind
  const id = nextId(prefix, new Set(design.nodes.map((node) => node.id)))
  return { id, change: { type: 'frame', id, beside: frame.id } }
}

function withFrame(design: Design, id: string, besideId: string): Design {
  const beside = nodeOf(design, besideId)!
  const width = Number(param(beside, 'width')) + 64
  const frame: DesignNode = {
    ...beside,
    id,
    label: '',
    position: { x: beside.position.x + width, y: beside.position.y },
  }
  const at = design.nodes.indexOf(beside)
  return { ...design, nodes: [...design.nodes.slice(0, at + 1), frame, ...design.nodes.slice(at + 1)] }
}

// Choosers ------------------------------------------------------------------------------------------------------------

/** Puts a chooser with health checks before a node and its twins; the callers' own wires lead to it from now on. */
function withFront(design: Design, kind: string, id: string, roles: readonly Role[]): Design {
  const node = nodeOf(design, id)!
  const behind = new Set([id, ...twinsOf(design, node).map((twin) => twin.id)])
  const callers = callersOf(design, id).filter((caller) => roles.includes(roleOf(caller)!))
  const names = new Set(callers.map((caller) => caller.id))
  const made = withNode(design, kind, callers[0]!, callers[0]!.parent ?? null)
  const cut = withoutWires(made.design, (edge) => names.has(edge.source) && behind.has(edge.target))
  const fed = [...names].reduce((next, caller) => withWire(next, caller, made.id), cut)
  return [...behind].reduce((next, target) => withWire(next, made.id, target), fed)
}

/** The doors of those who ask a resolver beside their path are reached through it. */
function withResolverOnPath(design: Design, resolver: string): Design {
  const clients = new Set(callersOf(design, resolver).map(({ id }) => id))
  const doors = new Set(
    design.edges
      .filter((edge) => clients.has(edge.source) && edge.target !== resolver)
      .map((edge) => edge.target),
  )
  const routes = [...doors].reduce((next, door) => withWire(next, resolver, door), design)
  return withoutWires(routes, (edge) => clients.has(edge.source) && doors.has(edge.target))
}

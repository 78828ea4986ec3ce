import type { Fault } from '../../model/fault.ts'
import { assert } from '../../model/result.ts'
import { UNREAD } from '../core/call-pool.ts'
import { FAR_EDGE, FAR_USER } from '../core/calls.ts'
import { CUT, E_DELAY, E_WAY, EDGE_DOUBLES, FAR, M_PLACE, NODE_INTS } from '../core/codes.ts'
import type { Behaviour } from '../core/contract.ts'
import { Engine } from '../core/engine.ts'
import { Handlers } from '../core/handlers.ts'
import { forgetState, NodeState } from '../core/node-state.ts'
import type { SimModel, SimStep } from '../core/sim-model.ts'
import { TIMER } from '../core/timers.ts'
import { CLASS_COUNT, TICKS_PER_MS, UNAVAILABLE } from '../core/vocabulary.ts'
import { Crowds } from '../crowd/crowds.ts'
import { CLUSTER, Cluster } from '../kit/cluster.ts'
import { CONNECTIONS } from '../kit/connection-pool.ts'
import { wakeFeeders } from '../kit/consumers.ts'
import { GUARDS } from '../kit/guards.ts'
import type { MemberLink } from '../kit/log-ways.ts'
import { directWay, LONG } from '../kit/plan.ts'
import { MOVE_TICKS, Reshardings } from '../kit/resharding.ts'
import { Faults } from './faults.ts'
import type { RunHead } from './run-head.ts'
import { addEdge, addNode, readdNode } from './slots.ts'
import { Steps } from './steps.ts'
import { WATCH_TICKS, Watch } from './watch.ts'

/**
 * One run: an engine with a model in it, which edits may replace while it runs. Nodes and edges keep their slots in the
 * engine for as long as the run lasts, so that calls in flight stay valid; the maps lead from the model's indices there.
 */
export class Run {
  readonly engine: Engine
  readonly watch: Watch
  private readonly _handlers: ReadonlyMap<string, Handlers>
  private readonly _nodeSlots = new Map<string, number>()
  private readonly _edgeSlots = new Map<string, number>()
  /** Places of parts that edits have removed, by their ids. */
  private readonly _gone = new Map<string, { readonly slot: number; readonly behaviour: Handlers }>()
  private readonly _faults: Faults
  private readonly _reshardings = new Reshardings()
  /** Keys are being moved, and the timer for the next batch is set. */
  private _moves = false
  private _directorSlot = -1
  private _model: SimModel
  /** Slot of each node and edge of the present model. */
  private _slots: number[] = []
  private _edges: number[] = []

  /** One of `weight` requests is followed on its own; see `Crowds`. With a head it goes on with a run whose engine was lost. */
  constructor(
    model: SimModel,
    behaviours: Readonly<Record<string, Behaviour>>,
    weight = 1,
    head: RunHead | null = null,
  ) {
    this.engine = new Engine(model.seed)
    if (weight > 1) this.engine.crowds = new Crowds(this.engine, weight)
    if (head !== null) this.engine.beginAt(head.atTick)
    this._handlers = new Map(Object.entries(behaviours).map(([kind, one]) => [kind, new Handlers(one)]))
    this._model = model
    this._faults = new Faults(this)
    this.watch = new Watch(this)
    this._place(model)
    this._faults.schedule(this._directorSlot)
    this.engine.after(WATCH_TICKS - (this.engine.now % WATCH_TICKS), this._directorSlot, TIMER.look, 0)
    if (head !== null) this._faults.resume(head)
    this.engine.ageTicks = 0
  }

  get model(): SimModel {
    return this._model
  }

  /** Engine slot of each node of the model. */
  get slots(): readonly number[] {
    return this._slots
  }

  /** Engine slot of each edge of the model. */
  get edgeSlots(): readonly number[] {
    return this._edges
  }

  /** Puts an edited model under the running engine. Scenario events are those of the first model. */
  patch(model: SimModel): void {
    this.engine.cause = -1
    const gone = new Set(this._slots)
    this._model = model
    this._place(model)
    for (const slot of this._slots) gone.delete(slot)
    if (gone.size === 0) return
    for (const slot of gone) this._retire(slot)
    this.engine.dropTimers(gone)
  }

  /** How many faults go on. */
  get goingFaults(): number {
    return this._faults.going
  }

  /** Does something to a node, a wire, or everything inside a frame. Unknown targets are ignored: they may just have been deleted. */
  inject(fault: Fault): void {
    this._faults.inject(fault)
  }

  /** A timer of the director's node: keys move, or a fault of the scenario begins or ends. */
  direct(code: number, data: number): void {
    if (code === TIMER.move) this._moveKeys()
    else if (code === TIMER.look) this._look()
    else this._faults.timer(code, data)
  }

  /** Indices in the model that a node's or frame's id stands for. */
  membersOf(target: string): readonly number[] {
    const index = this._model.nodes.findIndex((node) => node.id === target)
    if (index >= 0) return [index]
    return this._model.frames.find((frame) => frame.id === target)?.members ?? []
  }

  /** A node that an edit removed: what was in it is lost, and nothing reaches it any more. */
  private _retire(slot: number): void {
    const { engine } = this
    this._faults.forget(slot)
    const behaviour = engine.behaviours[slot]!.awake
    engine.retire(slot)
    forgetState(engine, slot)
    engine.behaviours[slot] = GONE
    // An edit may have given its id to a component of another kind.
    const id = engine.nodeIds[slot]!
    if (this._nodeSlots.get(id) === slot) this._nodeSlots.delete(id)
    this._gone.set(id, { slot, behaviour })
  }

  private _place(model: SimModel): void {
    const { engine } = this
    this._slots = model.nodes.map((node) => this._nodeSlot(node.id, node.kind))
    if (this._directorSlot < 0) {
      this._directorSlot = addNode(this.engine, '', DIRECTOR)
      DIRECTED.ensure(engine, this._directorSlot, () => this)
    }
    this._edges = model.edges.map((edge) => this._edgeSlot(edge.id))
    model.edges.forEach((edge, index) => {
      const slot = this._edges[index]!
      engine.edgeTargets[slot] = this._slots[edge.target]!
      this.setWay(index, this._faults.cutBy(model.wires[edge.wire]!))
    })
    model.nodes.forEach((node, index) => {
      engine.nodeInts[this._slots[index]! * NODE_INTS + M_PLACE] = node.place
    })
    const clusters = new Set(CLUSTER.all(engine))
    this._cluster(model)
    for (const slot of this._slots) engine.updateGate(slot)
    engine.keys = Math.max(engine.keys, model.keys)
    engine.keyed = model.nodes.some((node) => this._handlers.get(node.kind)?.isKeyed(node.params) === true)
    this._keepVersions(model)
    const steps = new Steps(engine, model, this._slots, this._edges)
    model.nodes.forEach((_, index) => {
      engine.plans[this._slots[index]!] = steps.plansOf(model.plans[index]!)
    })
    // Until it is known who looks before calling, everybody does.
    engine.directWays = new Int32Array(engine.nodeIds.length * CLASS_COUNT).fill(LONG)
    model.nodes.forEach((node, index) => {
      const slot = this._slots[index]!
      engine.accumulate(slot)
      engine.behaviours[slot]!.configure(engine, slot, node.params)
      engine.fillSlots(slot)
    })
    this._direct(model)
    for (const cluster of clusters) cluster.lookAgain(engine)
    this._relate(model)
    this._reshard(model)
  }

  private _direct(model: SimModel): void {
    const { engine } = this
    model.nodes.forEach((_, index) => {
      const slot = this._slots[index]!
      for (let c = 0; c < CLASS_COUNT; c++)
        engine.directWays[slot * CLASS_COUNT + c] = directWay(
          engine.plans[slot]![c],
          GUARDS.of(engine, slot) !== null || CONNECTIONS.of(engine, slot) !== null,
        )
    })
  }

  /** Sets the way over an edge: cut (by a fault, -1 for none), at the distance of each user, or one constant delay with a ring of its own. */
  setWay(index: number, cutBy: number): void {
    const { engine } = this
    const cut = cutBy >= 0
    const edge = this._model.edges[index]!
    const slot = this._edges[index]!
    const way = Math.round((edge.latencyMs / 2) * TICKS_PER_MS)
    engine.blame.setCut(slot, cutBy)
    engine.edgeDoubles[slot * EDGE_DOUBLES + E_WAY] = way
    const special = cut || edge.far !== 'no'
    engine.edgeDoubles[slot * EDGE_DOUBLES + E_DELAY] = special
      ? edge.far === 'user'
        ? FAR_USER
        : FAR_EDGE
      : way
    engine.edgeRings[slot] = cut ? CUT : special ? FAR : engine.schedule.ring(way, false)
  }

  /** Primaries with their replicas; those that are known keep their leader and their logs. */
  private _cluster(model: SimModel): void {
    const { engine } = this
    const links = new Map<number, MemberLink[]>()
    model.edges.forEach((edge, index) => {
      if (edge.meaning !== 'replicates' || model.primaryOf[edge.target] !== edge.source) return
      const owner = this._slots[edge.source]!
      const members = links.get(owner) ?? [{ node: owner, edge: -1, lagTicks: 0 }]
      links.set(owner, members)
      const node = this._slots[edge.target]!
      if (members.every((member) => member.node !== node))
        members.push({ node, edge: this._edges[index]!, lagTicks: 0 })
    })
    const known = new Map<number, Cluster>()
    for (const cluster of CLUSTER.all(engine)) known.set(cluster.owner, cluster)
    CLUSTER.clear(engine)
    for (const [owner, members] of links) {
      const cluster = known.get(owner) ?? new Cluster(owner)
      cluster.setMembers(members)
      for (const { node } of members) CLUSTER.set(engine, node, cluster)
    }
  }

  /** Counts the writes of each key where a copy of it could be stale. */
  private _keepVersions(model: SimModel): void {
    const { engine } = this
    if (!model.nodes.some((node) => this._handlers.get(node.kind)?.copies === true)) return
    if (engine.versions !== null && engine.versions.length >= engine.keys) return
    const versions = new Uint32Array(engine.keys)
    if (engine.versions !== null) versions.set(engine.versions)
    else engine.calls.versions.fill(UNREAD)
    engine.versions = versions
  }

  /** Keys begin to move where an edit has changed who owns them. */
  private _reshard(model: SimModel): void {
    const { engine } = this
    let begins = false
    model.plans.forEach((plans, index) => {
      const caller = this._slots[index]!
      plans.forEach((plan, c) => {
        const step =
          plan?.findIndex((candidate) => candidate.choice !== 'turn' && keysPerSec(model, candidate) > 0) ??
          -1
        const group = engine.plans[caller]![c]?.[step]?.group
        if (group && this._reshardings.update(engine, caller, group, keysPerSec(model, plan![step]!)))
          begins = true
      })
    })
    if (begins && !this._moves) this._moveKeys()
  }

  private _look(): void {
    this.watch.step()
    this.engine.after(WATCH_TICKS, this._directorSlot, TIMER.look, 0)
  }

  private _moveKeys(): void {
    this._moves = this._reshardings.move(this.engine)
    if (this._moves) this.engine.after(MOVE_TICKS, this._directorSlot, TIMER.move, 0)
  }

  /** Relations that no plan holds: who feeds a worker, what a monitor watches. */
  private _relate(model: SimModel): void {
    const { engine } = this
    const feeders = new Map<number, number[]>()
    const watched = new Map<number, number[]>()
    model.edges.forEach((edge, index) => {
      const [source, target] = [this._slots[edge.source]!, this._slots[edge.target]!]
      if (edge.meaning === 'consumes') push(feeders, target, source)
      if (edge.meaning === 'watches') push(watched, source, this._edges[index]!)
    })
    replace(engine.feedersOf, feeders)
    replace(engine.watchedBy, watched)
    engine.placed = this._slots
    engine.crowds?.refresh()
    for (const consumer of feeders.keys()) wakeFeeders(engine, consumer)
  }

  private _nodeSlot(id: string, kind: string): number {
    const known = this._nodeSlots.get(id)
    const behaviour = this._handlers.get(kind)
    assert(behaviour, `no behaviour for kind ${kind}`)
    if (known !== undefined && this.engine.behaviours[known]!.awake === behaviour) return known
    const slot = this._takeBack(id, behaviour) ?? addNode(this.engine, id, behaviour)
    this._nodeSlots.set(id, slot)
    return slot
  }

  /** Whoever undoes and redoes gets the same parts again and again: they need no more room each time. */
  private _takeBack(id: string, behaviour: Handlers): number | undefined {
    const gone = this._gone.get(id)
    if (gone?.behaviour !== behaviour) return undefined
    this._gone.delete(id)
    readdNode(this.engine, gone.slot, behaviour)
    return gone.slot
  }

  private _edgeSlot(id: string): number {
    const known = this._edgeSlots.get(id)
    if (known !== undefined) return known
    const slot = this._edgeSlots.size
    this._edgeSlots.set(id, slot)
    addEdge(this.engine, slot)
    return slot
  }
}

/** How fast the shards of a step let keys move; 0 where it asks no shards. */
function keysPerSec(model: SimModel, step: SimStep): number {
  const { movePerSec } = model.nodes[model.edges[step.edges[0]!]!.target]!.params
  return typeof movePerSec === 'number' ? movePerSec : 0
}

const inert: Behaviour = {
  configure() {},
  arrive(engine, call, node) {
    engine.refuse(call, node, UNAVAILABLE)
  },
  served() {},
  replied() {},
}

const DIRECTED = new NodeState<Run>()

/** Strikes the scenario's faults; it is a node without an id that nothing calls, and its state is the run. */
const DIRECTOR = new Handlers({
  ...inert,
  timer: (engine, node, code, data) => DIRECTED.of(engine, node).direct(code, data),
})

/** What stands in the slot of a removed node. */
const GONE = new Handlers(inert)

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

function replace<T>(map: Map<number, readonly T[]>, entries: ReadonlyMap<number, readonly T[]>): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

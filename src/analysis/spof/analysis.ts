import type { Role } from '../../model/kind.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import { type ClassVerdict, type Overload, type TargetKind, VERDICTS, type Verdict } from '../verdict.ts'
import { Burdens } from './burdens.ts'
import { flowAt } from './capacity.ts'
import { CaseWalk } from './case-walk.ts'
import { arrivingAt, type Flows, FlowWalk } from './flows.ts'
import { type HitKnowledge, type HitRatios, hitCases, hitKnowledge } from './hit-ratios.ts'
import { Latencies } from './latency.ts'
import { type Loss, lossOf, NOTICED, SETTLED_MS } from './loss.ts'
import type { Knowledge } from './moment.ts'
import { Network, READ, STATIC, TASK } from './network.ts'
import type { NodeFacts } from './node-facts.ts'
import { loggedOutShare } from './sessions.ts'
import { momentsAfter } from './times.ts'
import type { ClassOutcome } from './walk.ts'

/** What the structure says of one class. */
export interface ClassVerdicts {
  /** Share that succeeds while nothing is lost; 0 where the class has no path, and then nothing is a single point of failure. */
  readonly success: number
  /** Everything whose loss would be noticed, worst first. */
  readonly verdicts: readonly ClassVerdict[]
}

/** What can be lost at once: a node, or all that a frame holds. */
export interface Target {
  readonly id: string
  readonly kind: TargetKind
  readonly nodes: readonly number[]
}

/** What is asked for what a cache has not got. */
const DATA: ReadonlySet<Role> = new Set<Role>(['primary', 'shard', 'replica'])

/** The analysis of one model; what several questions need is found once. */
export class SpofAnalysis {
  readonly network: Network
  readonly targets: readonly Target[]
  readonly #hits: HitKnowledge
  readonly #least: CaseWalk
  readonly #most: CaseWalk | null
  readonly #flowWalk: FlowWalk
  readonly #flows: Flows
  readonly #latencies: Latencies
  readonly #none: Loss
  readonly #asked = new Map<string, CaseWalk>()
  readonly #losses = new Map<string, Loss>()
  readonly #burdens: Burdens
  readonly #queues: readonly number[]
  /** Caches at which one fetches a key for all, and tells nobody where that fails. */
  readonly #leasers: readonly number[]
  /** The walk right after a loss: of its own, so that neither has to forget what the other one knows. */
  readonly #now: CaseWalk

  constructor(model: SimModel, hitRatios: HitRatios, facts: readonly NodeFacts[]) {
    this.network = new Network(model, facts)
    this.targets = targetsOf(this.network)
    this.#hits = hitKnowledge(this.network, hitRatios)
    this.#none = lossOf(this.network, [])
    this.#flowWalk = new FlowWalk(this.network, this.#hits.likely)
    this.#flows = this.#flowWalk.flows
    this.#latencies = new Latencies(this.network, this.#hits.likely)
    this.#least = this.#walkWith(this.#hits.least)
    this.#now = this.#walkWith(this.#hits.least, { isRough: true })
    this.#queues = [...model.nodes.keys()].filter((node) => this.network.roles[node] === 'buffer')
    this.#leasers = [...model.nodes.keys()].filter(
      (node) =>
        this.network.params(node).singleFlight === true && (this.network.plan(node, READ) ?? []).length === 0,
    )
    this.#most = this.#hits.isOpen ? this.#walkWith(this.#hits.most) : null
    this.#burdens = new Burdens(this.network, this.#flowWalk)
  }

  #walkWith(hitRatio: (node: number) => number, more: Partial<Knowledge> = {}): CaseWalk {
    const known: Knowledge = {
      hitRatio,
      ratePerSec: (node) => this.rateAt(node) + this.network.rateFrom(node),
      latencyMs: (node, requestClass) => this.#latencies.at(node, requestClass),
      busyMs: (node) => this.#busyMs(node),
      ownMs: (node, requestClass) => this.#latencies.own(node, requestClass),
      ...more,
    }
    return new CaseWalk(this.network, known, hitCases(this.#hits, hitRatio))
  }

  #busyMs(node: number): number {
    let [rate, sum] = [0, 0]
    for (const c of this.network.classes) {
      const part = this.#flows.rates[flowAt(node, c)]!
      rate += part
      sum += part * this.#latencies.at(node, c)
    }
    return rate > 0 ? sum / rate : 0
  }

  /** All classes; each target is looked at once for all of them. */
  all(): (ClassVerdicts & { readonly requestClass: RequestClass })[] {
    const classes = this.network.classes.map((c) => ({
      c,
      before: this.successBefore(c),
      verdicts: [] as ClassVerdict[],
    }))
    for (const target of this.targets)
      for (const { c, before, verdicts } of classes) {
        if (before < NOTICED) continue
        const verdict = this.verdict(c, target, before)
        if (verdict.verdict !== 'none') verdicts.push(verdict)
      }
    return classes.map(({ c, before, verdicts }) => ({
      requestClass: REQUEST_CLASSES[c]!,
      success: before < NOTICED ? 0 : rounded(before),
      verdicts: verdicts.sort(worstFirst),
    }))
  }

  ofClass(requestClass: number): ClassVerdicts {
    const success = this.successBefore(requestClass)
    if (success < NOTICED) return { success: 0, verdicts: [] }
    const verdicts = this.targets
      .map((target) => this.verdict(requestClass, target, success))
      .filter(({ verdict }) => verdict !== 'none')
    return { success: rounded(success), verdicts: verdicts.sort(worstFirst) }
  }

  /** What the loss of a target means for a class of which `before` succeeds otherwise. */
  verdict(requestClass: number, target: Target, before: number): ClassVerdict {
    const loss = this.#lossOf(target)
    const settled = this.#least.outcome(requestClass, loss, SETTLED_MS)
    const most =
      this.#most !== null && settled.success < before - NOTICED
        ? this.#most.outcome(requestClass, loss, SETTLED_MS).success
        : settled.success
    const gapSec = this.#gapSec(requestClass, loss)
    const overloads = settled.success < NOTICED ? [] : this.#overloads(requestClass, target, loss)
    const scaleSec =
      overloads.length === 0 && settled.success >= before - NOTICED
        ? this.#scaleSec(requestClass, target, loss)
        : 0
    const sec = Math.max(gapSec, scaleSec)
    const isDelayed =
      settled.waits > NOTICED ||
      this.#isSlower(requestClass, loss) ||
      this.#isLate(requestClass, loss) ||
      loggedOutShare(this.network, target.nodes, requestClass) > NOTICED
    const verdict = verdictOf(settled.success, before, sec, overloads, isDelayed)
    return {
      target: target.id,
      targetKind: target.kind,
      requestClass: REQUEST_CLASSES[requestClass]!,
      verdict,
      success: rounded(settled.success),
      successMax: rounded(Math.max(settled.success, most)),
      sec: verdict === 'hard' ? 0 : sec,
      overloads,
      domain: target.kind !== 'node' && target.kind !== 'wire',
    }
  }

  /** The walk that is sure of what it says: caches that are not measured hold nothing. */
  get walk(): CaseWalk {
    return this.#least
  }

  /** Nodes on whose being there a class may hang: all that its plans lead to, those that stand by included. */
  inUse(requestClass: number): number[] {
    const { network } = this
    const used = new Set(
      network.sources.filter(({ rates }) => rates[requestClass]! > 0).map(({ node }) => node),
    )
    for (const node of used)
      for (const step of network.plan(node, requestClass) ?? [])
        for (const edge of [...step.edges, ...step.under.flat()]) used.add(network.target(edge))
    return [...used].sort((a, b) => a - b)
  }

  /** Share of a class that succeeds while nothing is lost. */
  successBefore(requestClass: number): number {
    return this.#least.outcome(requestClass, this.#none, SETTLED_MS).success
  }

  /** What is left of a class once all has settled without a target. */
  settled(requestClass: number, target: Target): ClassOutcome {
    return this.#least.outcome(requestClass, this.#lossOf(target), SETTLED_MS)
  }

  /** The share that would succeed if all knew who is dead, if nobody waited for the dead, or if no cache held anything. */
  successIf(what: 'wise' | 'patient' | 'uncached', requestClass: number, target: Target): number {
    let walk = this.#asked.get(what)
    walk ??= this.#walkWith(what === 'uncached' ? () => 0 : this.#hits.least, {
      isWise: what === 'wise',
      isPatient: what === 'patient',
    })
    this.#asked.set(what, walk)
    return walk.outcome(requestClass, this.#lossOf(target), SETTLED_MS).success
  }

  /** Of those who get too much for a while without a target, the one that gets most; empty where nobody does. */
  busiest(requestClass: number, target: Target): string {
    const survivors = this.#survivors(requestClass, target, this.#lossOf(target), 'slots')
    const [worst] = survivors.sort((a, b) => b.factor - a.factor)
    return worst ? this.network.model.nodes[worst.node]!.id : ''
  }

  /** Ids of the nodes that fail at least such a share of the requests of some classes, once all has settled without a target. */
  failing(target: Target, classes: readonly number[], share: number): string[] {
    const loss = this.#lossOf(target)
    return this.network.model.nodes.flatMap(({ id }, node) => {
      if (loss.isDead[node] === 1) return [id]
      let [all, failed] = [0, 0]
      for (const c of classes) {
        const rate = this.#rateOf(node, c)
        if (rate === 0) continue
        all += rate
        failed += rate * (1 - this.#successAt(node, c, loss))
      }
      return all > 0 && failed >= share * all ? [id] : []
    })
  }

  #rateOf(node: number, requestClass: number): number {
    const source = this.network.sources.find((one) => one.node === node)
    return source ? source.rates[requestClass]! : this.#flows.rates[flowAt(node, requestClass)]!
  }

  #successAt(node: number, requestClass: number, loss: Loss): number {
    const { masses } = this.network.sources[0]!
    if (this.network.roles[node] === 'source') return this.#least.ofSource(node, requestClass, loss)
    if (this.network.roles[node] === 'resolver') return 1
    return this.#least.at(node, requestClass, loss, masses)
  }

  /** Share that succeeds after so many milliseconds without a target. */
  successAt(requestClass: number, target: Target, atMs: number): number {
    return this.#now.outcome(requestClass, this.#lossOf(target), atMs).success
  }

  #lossOf(target: Target): Loss {
    const known = this.#losses.get(target.id)
    if (known) return known
    const loss = lossOf(this.network, target.nodes)
    this.#losses.set(target.id, loss)
    return loss
  }

  /** Requests a second that arrive at a node. */
  rateAt(node: number): number {
    return arrivingAt(this.#flows, node)
  }

  /** Seconds until it is as good as it gets, where it was worse before. */
  #gapSec(requestClass: number, loss: Loss): number {
    // Compared with what the same requests meet in the end: others would differ by chance.
    const settled = this.#now.outcome(requestClass, loss, SETTLED_MS).success
    const isWhole = (atMs: number): boolean =>
      this.#now.outcome(requestClass, loss, atMs).success >= settled - NOTICED
    if (isWhole(0)) return 0
    const moments = momentsAfter(this.network, loss, (node) => this.rateAt(node))
    const wholeMs = moments.find(isWhole) ?? moments.at(-1) ?? 0
    return (wholeMs + (requestClass === READ ? this.#leaseMs(loss) : 0)) / 1000
  }

  /** Who fetched a key for all and failed keeps the others waiting for it until its lease is over. */
  #leaseMs(loss: Loss): number {
    if (!loss.nodes.some((node) => DATA.has(this.network.roles[node]!))) return 0
    const those = this.#leasers.filter(
      (node) => loss.isDead[node] === 0 && this.#flows.rates[flowAt(node, READ)]! > 0,
    )
    return Math.max(0, ...those.map((node) => this.network.number(node, 'leaseMs')))
  }

  #overloads(requestClass: number, target: Target, loss: Loss): Overload[] {
    return this.#survivors(requestClass, target, loss, 'slotsMax')
      .map(({ node, factor }) => ({ target: this.network.model.nodes[node]!.id, factor: rounded(factor) }))
      .sort((a, b) => b.factor - a.factor)
  }

  /** Time until the autoscalers of those who get too much have more instances; 0 where nobody waits for that. */
  #scaleSec(requestClass: number, target: Target, loss: Loss): number {
    const waits = this.#survivors(requestClass, target, loss, 'slots').map(
      ({ node }) => this.network.number(node, 'scaleEveryMs') + this.network.number(node, 'warmUpMs'),
    )
    return Math.max(0, ...waits) / 1000
  }

  /** Who of a class's nodes gets as much as it can carry, or more, because of a loss. */
  #survivors(
    requestClass: number,
    target: Target,
    loss: Loss,
    slots: 'slots' | 'slotsMax',
  ): { node: number; factor: number }[] {
    return this.#burdens
      .of(target.id, loss)
      .flatMap(({ node, factors, classes }) =>
        factors[slots] >= 1 && classes[requestClass]! > 0 ? [{ node, factor: factors[slots] }] : [],
      )
  }

  /** A cache that saves the class time is gone. */
  #isSlower(requestClass: number, loss: Loss): boolean {
    return loss.nodes.some((node) => {
      const role = this.network.roles[node]
      const saves =
        role === 'lookAside'
          ? requestClass === READ
          : role === 'edgeCache' && requestClass <= Math.max(READ, STATIC)
      return saves && this.#flows.rates[flowAt(node, requestClass)]! > 0
    })
  }

  /** Accepted tasks are worked on by fewer than before, or by nobody. */
  #isLate(requestClass: number, loss: Loss): boolean {
    if (requestClass !== TASK) return false
    return this.#queues.some((node) => {
      if (this.#flows.rates[flowAt(node, TASK)]! === 0) return false
      return this.#worked(node, loss) < this.#worked(node, this.#none) - NOTICED
    })
  }

  /** Share of a queue's messages that some living consumer would finish. */
  #worked(queue: number, loss: Loss): number {
    const consumers =
      this.network.plan(queue, TASK)?.[0]?.edges.map((edge) => this.network.target(edge)) ?? []
    return Math.max(0, ...consumers.map((consumer) => this.#mean(consumer, loss)))
  }

  #mean(node: number, loss: Loss): number {
    return this.#least.at(node, TASK, loss, this.network.sources[0]!.masses)
  }
}

function verdictOf(
  settled: number,
  before: number,
  sec: number,
  overloads: readonly Overload[],
  isDelayed: boolean,
): Verdict {
  if (settled < NOTICED) return 'hard'
  if (settled < before - NOTICED) return 'partial'
  if (overloads.length > 0) return 'overload'
  if (sec > 0) return 'transient'
  return isDelayed ? 'delay' : 'none'
}

/** Everything that can be lost at once; what cannot die, and a frame without anything that can, is left out. */
function targetsOf(network: Network): Target[] {
  const { nodes, frames } = network.model
  const single = nodes.flatMap(({ id }, node): Target[] =>
    network.mortal[node] ? [{ id, kind: 'node', nodes: [node] }] : [],
  )
  const together = frames.map(
    ({ id, kind, members }): Target => ({
      id,
      kind: kind as TargetKind,
      nodes: members.filter((member) => network.mortal[member]),
    }),
  )
  return [...single, ...together.filter((target) => target.nodes.length > 0)]
}

/** The worst verdict first; of equal ones what costs more, then by name, so that the order of drawing says nothing. */
export function worstFirst(a: ClassVerdict, b: ClassVerdict): number {
  const rank = ({ verdict }: ClassVerdict): number => VERDICTS.indexOf(verdict)
  const factor = ({ overloads }: ClassVerdict): number => overloads[0]?.factor ?? 0
  return (
    rank(a) - rank(b) ||
    a.success - b.success ||
    factor(b) - factor(a) ||
    b.sec - a.sec ||
    Number(a.domain) - Number(b.domain) ||
    (a.target < b.target ? -1 : a.target > b.target ? 1 : 0)
  )
}

/** Six digits are more than anybody reads, and hide in which order shares were added up. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

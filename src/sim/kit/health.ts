import { CUT, M_SILENT, N_ERRORS, N_SERVICE, N_SLOW, NODE_DOUBLES, NODE_INTS } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { TIMER } from '../core/timers.ts'
import { CLASS_COUNT, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { CLUSTER } from './cluster.ts'
import {
  forgiveProbes,
  forgiveTrials,
  type HealthSettings,
  isOut,
  isPutOut,
  listByEdge,
  NO_PASSIVE,
  newTarget,
  type Target,
  wholeSec,
} from './health-target.ts'

/** Health checks of a balancer or resolver: one probe timer a target with verdicts by rise and fall, and what requests show. */
export class HealthChecks {
  private readonly _targets = new Map<number, Target>()
  /** The same targets by edge: every answer asks for its own. */
  private _byEdge: readonly (Target | undefined)[] = []
  private _settings: HealthSettings = {
    enabled: false,
    intervalTicks: 1,
    timeoutTicks: 1,
    fall: 1,
    rise: 1,
    failOpen: true,
  }
  private _passive = NO_PASSIVE
  private _ejected = 0
  /** Targets with failures, where they come back by a trial. */
  private _failing = 0
  /** The fault by which a target was ejected last. */
  cause = -1

  /** Sets the targets and the settings; known targets keep their verdict, new ones begin healthy. */
  configure(
    engine: Machine,
    node: number,
    edges: readonly number[],
    settings: HealthSettings,
    passive = NO_PASSIVE,
  ): void {
    const begin = settings.enabled && !this._settings.enabled
    this._settings = settings
    this._passive = passive
    const wanted = new Set(edges)
    for (const edge of [...this._targets.keys()]) if (!wanted.has(edge)) this._targets.delete(edge)
    for (const edge of wanted) {
      const known = this._targets.get(edge)
      if (known && !begin) continue
      const target = known ?? newTarget(edge)
      this._targets.set(edge, target)
      if (settings.enabled) this._schedule(engine, node, target, this._phase(engine, node))
    }
    for (const target of this._targets.values()) {
      if (!settings.enabled) forgiveProbes(target)
      if (!Number.isFinite(passive.failures) || !passive.byTrial) forgiveTrials(target)
      if (!Number.isFinite(passive.failures)) target.outUntil = Number.NaN
    }
    this._byEdge = listByEdge(this._targets)
    this._count()
  }

  /** How many targets there are, and how many are sent to. */
  inRotation(isOutOfIt: (edge: number) => boolean): { targets: number; healthyTargets: number } {
    let healthyTargets = 0
    for (const edge of this._targets.keys()) if (!isOutOfIt(edge)) healthyTargets++
    return { targets: this._targets.size, healthyTargets }
  }

  /** The fault by which a target was ejected, or a probe of it failed, last. */
  causeOf(edge: number): number {
    return this._targets.get(edge)?.cause ?? -1
  }

  isEjected(edge: number): boolean {
    const target = this._targets.get(edge)
    return target !== undefined && isOut(target)
  }

  isSuspect(edge: number): boolean {
    return this._settings.enabled && this._byEdge[edge]?.suspect === true
  }

  /** Notes what a call to a target showed; true when that ejected it. */
  observe(engine: Machine, node: number, edge: number, failed: boolean, refused: boolean): boolean {
    const target = this._byEdge[edge]
    if (target === undefined) return false
    target.suspect = refused
    if (!Number.isFinite(this._passive.failures)) return false
    if (this._passive.byTrial) return this._observeTrial(engine, node, target, failed)
    const { failures, windowTicks } = this._passive
    if (!failed) {
      if (!Number.isFinite(windowTicks)) target.failures.length = 0
      return false
    }
    if (isOut(target)) return false
    target.failures.push(engine.now)
    if (target.failures.length > failures) target.failures.shift()
    if (target.failures.length < failures || engine.now - target.failures[0]! > windowTicks) return false
    return this._putOut(engine, node, target)
  }

  /** Whether what is sent matters: a target has failed, and comes back by a trial. */
  get isWary(): boolean {
    return this._failing > 0
  }

  /** A request goes to a target; true when that was its trial, so that the others stay away. */
  sent(engine: Machine, node: number, edge: number): boolean {
    const target = this._byEdge[edge]
    if (target === undefined || target.fails === 0) return false
    const sec = wholeSec(engine)
    if (target.awaitsTrial) {
      target.checkedSec = sec
      this._stayOut(engine, node, target)
      return true
    }
    if (sec - target.checkedSec > this._passive.windowTicks / TICKS_PER_SEC) target.checkedSec = sec
    return false
  }

  /**
   * As nginx does (ngx_http_upstream_round_robin): failures add up until a request succeeds that went out after the time since
   * the last one; each failure, late ones too, sets the clock again; a lone target is never put out.
   */
  private _observeTrial(engine: Machine, node: number, target: Target, failed: boolean): boolean {
    const wasOut = isPutOut(target)
    if (!failed) {
      if (target.fails === 0 || target.failedSec >= target.checkedSec) return false
      forgiveTrials(target)
      target.outUntil = Number.NaN
      if (wasOut && target.healthy) this._announce(engine, node, target, true)
      else this._count()
      return wasOut
    }
    target.fails++
    target.failedSec = target.checkedSec = wholeSec(engine)
    target.cause = engine.cause
    this._count()
    if (target.fails < this._passive.failures || this._targets.size === 1) return false
    const isNew = Number.isNaN(target.outUntil)
    if (isNew && this._putOutCount() >= this._outMax()) return false
    this._stayOut(engine, node, target)
    if (isNew) {
      engine.detected(node, engine.nodeIds[engine.edgeTargets[target.edge]!]!, target.cause)
      this._announce(engine, node, target, false)
    }
    return !wasOut
  }

  /** Out until more whole seconds have passed since the last look than its time has. */
  private _stayOut(engine: Machine, node: number, target: Target): void {
    const untilSec = target.checkedSec + Math.floor(this._passive.outTicks / TICKS_PER_SEC) + 1
    target.awaitsTrial = false
    if (target.outUntil === untilSec * TICKS_PER_SEC) return
    target.outUntil = untilSec * TICKS_PER_SEC
    engine.after(target.outUntil - engine.now, node, TIMER.outOver, target.edge)
  }

  private _putOutCount(): number {
    let out = 0
    for (const target of this._targets.values()) if (!Number.isNaN(target.outUntil)) out++
    return out
  }

  private _outMax(): number {
    return Math.max(1, Math.floor(this._passive.shareMax * this._targets.size))
  }

  /** Ticks until the target is ejected if its probes go on failing; NaN where it is ejected or fine. */
  ejectsIn(engine: Machine, edge: number): number {
    const target = this._targets.get(edge)
    if (!target || !this._settings.enabled || !target.healthy) return Number.NaN
    if (!engine.isUnheard(edge) && target.streak === 0) return Number.NaN
    const { fall, intervalTicks, timeoutTicks } = this._settings
    const asked = engine.now < target.probedAt + timeoutTicks
    const verdictAt = asked ? target.probedAt : target.nextProbeAt
    const late = asked || isMute(engine, edge, timeoutTicks) ? timeoutTicks : 0
    return verdictAt + late - engine.now + (fall - target.streak - 1) * intervalTicks
  }

  /** Handles a timer; true when a verdict changed. */
  timer(engine: Machine, node: number, code: number, edge: number): boolean {
    const target = this._targets.get(edge)
    if (!target) return false
    if (code === TIMER.outOver) return this._takeBack(engine, node, target)
    if (!this._settings.enabled) return false
    if (code === TIMER.probe) return this._probe(engine, node, target)
    if (code === TIMER.probeLate && target.probedAt === engine.now - this._settings.timeoutTicks)
      return engine.isAlive(node) && this._judge(engine, node, target, this._hasComeRound(engine, target))
    return false
  }

  /** A process that hung when it was asked, and runs again, has answered by now. */
  private _hasComeRound(engine: Machine, { askedFrozen, edge }: Target): boolean {
    return askedFrozen && !isMute(engine, edge, this._settings.timeoutTicks)
  }

  private _probe(engine: Machine, node: number, target: Target): boolean {
    if (target.nextProbeAt !== engine.now) return false
    const { intervalTicks, timeoutTicks } = this._settings
    const asks = engine.isAlive(node)
    const mute = asks && isMute(engine, target.edge, timeoutTicks)
    target.probedAt = mute ? engine.now : Number.NaN
    target.askedFrozen = mute && engine.isFrozen(engine.edgeTargets[target.edge]!)
    // Before the next probe, which may be due at the same moment.
    if (mute) engine.after(timeoutTicks, node, TIMER.probeLate, target.edge)
    this._schedule(engine, node, target, intervalTicks)
    if (mute || !asks) return false
    return this._judge(engine, node, target, answersWell(engine, node, engine.edgeTargets[target.edge]!))
  }

  private _judge(engine: Machine, node: number, target: Target, good: boolean): boolean {
    if (good) target.suspect = false
    if (good === target.healthy) {
      target.streak = 0
      return false
    }
    target.streak++
    if (!good) {
      if (target.streak === 1) target.cause = causeOf(engine, target.edge)
      engine.detected(node, engine.nodeIds[engine.edgeTargets[target.edge]!]!, target.cause)
    }
    if (target.streak < (good ? this._settings.rise : this._settings.fall)) return false
    target.healthy = good
    target.streak = 0
    this._announce(engine, node, target, good)
    return true
  }

  /** Ejects a target for a time because its requests fail; never the last one, and never more than the share. */
  private _putOut(engine: Machine, node: number, target: Target): boolean {
    if (this._putOutCount() >= this._outMax() || this._ejected >= this._targets.size - 1) return false
    target.failures.length = 0
    target.outCount++
    target.cause = engine.cause
    engine.detected(node, engine.nodeIds[engine.edgeTargets[target.edge]!]!, target.cause)
    const ticks = this._passive.outTicks * (this._passive.grows ? target.outCount : 1)
    target.outUntil = engine.now + ticks
    engine.after(ticks, node, TIMER.outOver, target.edge)
    this._announce(engine, node, target, false)
    return true
  }

  private _takeBack(engine: Machine, node: number, target: Target): boolean {
    if (target.outUntil !== engine.now) return false
    if (this._passive.byTrial) {
      target.awaitsTrial = true
      this._count()
      return true
    }
    target.outUntil = Number.NaN
    if (target.healthy) this._announce(engine, node, target, true)
    return true
  }

  private _announce(engine: Machine, node: number, target: Target, back: boolean): void {
    this._count()
    const name = engine.nodeIds[engine.edgeTargets[target.edge]!]!
    engine.mark(back ? 'readmit' : 'eject', node, name, 0, target.cause)
    if (!back) this.cause = target.cause
    if (!back && this._settings.failOpen && this._ejected === this._targets.size)
      engine.mark('failOpen', node, '', 0, target.cause)
  }

  private _schedule(engine: Machine, node: number, target: Target, ticks: number): void {
    target.nextProbeAt = engine.now + ticks
    engine.after(ticks, node, TIMER.probe, target.edge)
  }

  /** Probes of different targets are spread over the interval, as real ones are. */
  private _phase(engine: Machine, node: number): number {
    const stream = engine.streams.stream(engine.nodeIds[node]!, 'probe')
    return 1 + engine.streams.below(stream, this._settings.intervalTicks)
  }

  private _count(): void {
    this._ejected = this._failing = 0
    for (const target of this._targets.values()) {
      if (isOut(target)) this._ejected++
      if (target.fails > 0) this._failing++
    }
  }
}

/** A probe gets no answer in time: the wire is cut, the machine is gone, or its work takes too long. */
function isMute(engine: Machine, edge: number, timeoutTicks: number): boolean {
  if (roomOf(engine).edgeRings[edge] === CUT) return true
  const callee = engine.edgeTargets[edge]!
  if (!engine.isAlive(callee)) return roomOf(engine).nodeInts[callee * NODE_INTS + M_SILENT] === 1
  if (engine.isFrozen(callee)) return true
  const n = callee * NODE_DOUBLES
  let quickest = Number.POSITIVE_INFINITY
  for (let c = 0; c < CLASS_COUNT; c++)
    quickest = Math.min(quickest, roomOf(engine).nodeDoubles[n + N_SERVICE + c]!)
  return quickest * roomOf(engine).nodeDoubles[n + N_SLOW]! > timeoutTicks
}

/** The fault by which probes of a target fail. */
function causeOf(engine: Machine, edge: number): number {
  const { blame } = engine
  const target = engine.edgeTargets[edge]!
  const cut = blame.ofCut(edge)
  if (cut >= 0) return cut
  const own = blame.of(target, 'kill', 'freeze', 'drain', 'slow', 'errors')
  return own >= 0 ? own : (CLUSTER.of(engine, target)?.causeOf(target) ?? -1)
}

function answersWell(engine: Machine, prober: number, callee: number): boolean {
  if (!engine.isAlive(callee) || !engine.behaviours[callee]!.isReady(engine, callee)) return false
  const share = roomOf(engine).nodeDoubles[callee * NODE_DOUBLES + N_ERRORS]!
  if (share === 0) return true
  return engine.streams.uniform(engine.streams.stream(engine.nodeIds[prober]!, 'probe')) >= share
}

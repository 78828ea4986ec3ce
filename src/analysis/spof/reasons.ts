import { REQUEST_CLASSES } from '../../model/request-class.ts'
import type { ClassVerdict, Said } from '../verdict.ts'
import type { SpofAnalysis, Target } from './analysis.ts'
import { NOTICED, SETTLED_MS } from './loss.ts'
import type { Network } from './network.ts'
import { loggedOutShare } from './sessions.ts'
import { probesMs, promotionMs, resolverNoticeMs } from './times.ts'

/** Why a loss comes to what it comes to; the sentences stand in `reading/spof-sentence.ts`. */
export type ReasonCode =
  | 'only'
  | 'allInside'
  | 'unnoticed'
  | 'notPromoted'
  | 'forgotten'
  | 'tooSilent'
  | 'misses'
  | 'missesOpen'
  | 'keys'
  | 'share'
  | 'promotes'
  | 'ejects'
  | 'moves'
  | 'scales'
  | 'overload'
  | 'silent'
  | 'bypassed'
  | 'slower'
  | 'loggedOut'
  | 'tasksWait'

/** One reason for a verdict, with its figures: shares from 0 to 1, seconds, and ids of parts. */
export function reasonOf(spof: SpofAnalysis, verdict: ClassVerdict): Said<ReasonCode> {
  const target = spof.targets.find(({ id }) => id === verdict.target)!
  const subject = new Subject(spof, target, verdict)
  switch (verdict.verdict) {
    case 'transient':
      return subject.gap()
    case 'overload':
      return subject.overload()
    case 'delay':
      return subject.delay()
    default:
      return subject.failure()
  }
}

class Subject {
  readonly #spof: SpofAnalysis
  readonly #network: Network
  readonly #target: Target
  readonly #verdict: ClassVerdict
  readonly #class: number

  constructor(spof: SpofAnalysis, target: Target, verdict: ClassVerdict) {
    this.#spof = spof
    this.#network = spof.network
    this.#target = target
    this.#verdict = verdict
    this.#class = REQUEST_CLASSES.indexOf(verdict.requestClass)
  }

  failure(): Said<ReasonCode> {
    const { success } = this.#verdict
    const share = this.#failing(success)
    const [node] = this.#target.nodes
    if (this.#spof.successIf('wise', this.#class, this.#target) > success + NOTICED) {
      const by = this.#blindChooser()
      if (by !== undefined) return this.#say('unnoticed', { share, by })
    }
    if (this.#spof.successIf('patient', this.#class, this.#target) > success + NOTICED)
      return this.#say('tooSilent', { share })
    const unled = this.#target.nodes.find(
      (one) => this.#network.replicasOf[one]!.length > 0 && promotionMs(this.#network, one) > SETTLED_MS,
    )
    if (unled !== undefined && this.#target.kind === 'node')
      return this.#say('notPromoted', { share, count: this.#network.replicasOf[unled]!.length })
    if (this.#target.kind === 'node' && this.#network.roles[node!] === 'resolver')
      return this.#say('forgotten', { sec: this.#network.number(node!, 'ttlMs') / 1000 })
    const cache = this.#helpfulCache()
    if (cache !== undefined && success < NOTICED)
      return this.#say('missesOpen', { share: this.#verdict.successMax, cache })
    if (cache !== undefined) return this.#say('misses', { share, cache })
    if (success < NOTICED)
      return this.#target.kind === 'node'
        ? this.#say('only', {})
        : this.#say('allInside', { count: this.#target.nodes.length })
    return this.#say(this.#target.nodes.some((one) => this.#isKeyed(one)) ? 'keys' : 'share', { share })
  }

  gap(): Said<ReasonCode> {
    const { sec } = this.#verdict
    const share = this.#failing(this.#spof.successAt(this.#class, this.#target, 0))
    const ms = sec * 1000
    for (const node of this.#target.nodes) {
      const heir = this.#network.replicasOf[node]!.find((one) => !this.#target.nodes.includes(one))
      if (heir !== undefined && isAbout(promotionMs(this.#network, node), ms))
        return this.#say('promotes', { sec, share, heir: this.#id(heir) })
    }
    for (const node of this.#target.nodes)
      for (const chooser of this.#network.dependents[node]!) {
        const isSilent = this.#network.silent[node]!
        const firstSec = sec - this.#network.number(chooser, 'healthIntervalMs') / 1000
        if (
          this.#network.roles[chooser] === 'resolver' &&
          isAbout(resolverNoticeMs(this.#network, chooser, isSilent), ms)
        ) {
          const ttlSec = this.#network.number(chooser, 'ttlMs') / 1000
          return this.#say('moves', {
            sec,
            share,
            by: this.#id(chooser),
            firstSec: Math.max(0, firstSec - ttlSec),
          })
        }
        if (
          this.#network.roles[chooser] === 'balancer' &&
          isAbout(probesMs(this.#network, chooser, isSilent), ms)
        )
          return this.#say('ejects', { sec, share, by: this.#id(chooser), firstSec: Math.max(0, firstSec) })
      }
    if (share < NOTICED)
      return this.#say('scales', { sec, survivor: this.#spof.busiest(this.#class, this.#target) })
    return this.#say('ejects', { sec, share, by: this.#blindChooser() ?? '', firstSec: 0 })
  }

  overload(): Said<ReasonCode> {
    const [worst] = this.#verdict.overloads
    return this.#say('overload', { survivor: worst!.target, factor: worst!.factor })
  }

  delay(): Said<ReasonCode> {
    const { waits, waitMs } = this.#spof.settled(this.#class, this.#target)
    if (waits > NOTICED) return this.#say('silent', { share: waits, sec: waitMs / 1000 })
    const roles = this.#target.nodes.map((node) => this.#network.roles[node])
    const loggedOut = loggedOutShare(this.#network, this.#target.nodes, this.#class)
    if (loggedOut > NOTICED) return this.#say('loggedOut', { share: loggedOut })
    if (this.#verdict.requestClass === 'task') return this.#say('tasksWait', {})
    return this.#say(roles.includes('edgeCache') ? 'bypassed' : 'slower', {})
  }

  #say(code: ReasonCode, values: Said['values']): Said<ReasonCode> {
    return { code, values: { target: this.#target.id, class: this.#verdict.requestClass, ...values } }
  }

  #id(node: number): string {
    return this.#network.model.nodes[node]!.id
  }

  /** Of what would succeed otherwise, the share that fails. */
  #failing(success: number): number {
    const before = this.#spof.successBefore(this.#class)
    return before === 0 ? 0 : Math.max(0, 1 - success / before)
  }

  /** Who goes on sending to what is dead though it has others to choose from. */
  #blindChooser(): string | undefined {
    for (const node of this.#target.nodes)
      for (const chooser of this.#network.dependents[node]!) {
        if (this.#target.nodes.includes(chooser)) continue
        const hasChoice = (this.#network.plan(chooser, this.#class) ?? []).some(
          (step) =>
            step.edges.length > 1 &&
            step.choice === 'turn' &&
            step.edges.some((edge) => this.#network.target(edge) === node),
        )
        if (hasChoice && probesMs(this.#network, chooser, false) > SETTLED_MS) return this.#id(chooser)
      }
    return undefined
  }

  /** A living cache without which even more would fail. */
  #helpfulCache(): string | undefined {
    const { success, successMax } = this.#verdict
    const helps =
      Math.max(success, successMax) > this.#spof.successIf('uncached', this.#class, this.#target) + NOTICED
    if (!helps) return undefined
    const cache = this.#network.roles.findIndex(
      (role, node) =>
        (role === 'lookAside' || role === 'edgeCache') &&
        !this.#target.nodes.includes(node) &&
        this.#spof.rateAt(node) > 0,
    )
    return cache < 0 ? undefined : this.#id(cache)
  }

  /** A key chooses it. */
  #isKeyed(node: number): boolean {
    return this.#network.dependents[node]!.some((caller) =>
      (this.#network.plan(caller, this.#class) ?? []).some(
        (step) =>
          step.choice !== 'turn' &&
          step.edges.length > 1 &&
          step.edges.some((edge) => this.#network.target(edge) === node),
      ),
    )
  }
}

const isAbout = (a: number, b: number): boolean => Math.abs(a - b) < 0.5

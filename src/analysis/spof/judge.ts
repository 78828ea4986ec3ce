import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import { finished, type Steps } from '../steps.ts'
import type { ClassVerdict, Said } from '../verdict.ts'
import { SpofAnalysis, worstFirst } from './analysis.ts'
import type { HitRatios } from './hit-ratios.ts'
import { NOTICED } from './loss.ts'
import type { NodeFacts } from './node-facts.ts'
import { type ReasonCode, reasonOf } from './reasons.ts'

/** A loss that would be noticed, and why. */
export interface JudgedLoss {
  readonly verdict: ClassVerdict
  readonly reason: Said<ReasonCode>
}

/** What the structure of a design says: plain data, which may go from one thread to another. */
export interface Judged {
  readonly classes: readonly {
    readonly requestClass: RequestClass
    /** 0 where the class has no path. */
    readonly success: number
    /** The worst first. */
    readonly losses: readonly JudgedLoss[]
  }[]
}

/** What is asked of whoever judges designs beside the page: a model with what its kinds are, or what fails with a target. */
export type JudgeAsk =
  | {
      readonly type: 'judge'
      readonly id: number
      readonly model: SimModel
      readonly facts: readonly NodeFacts[]
      readonly hitRatios: HitRatios
    }
  | {
      readonly type: 'blast'
      readonly id: number
      readonly target: string
      readonly requestClass: RequestClass | null
    }

export type JudgeAnswer =
  | { readonly type: 'judged'; readonly id: number; readonly judged: Judged }
  | { readonly type: 'blasted'; readonly id: number; readonly failing: readonly string[] }

/** From this share of its requests on a part counts as failing. */
const FAILS_FROM = 0.5

/** Judges one model, and says of each target what would fail with it. */
export class Judge {
  readonly #spof: SpofAnalysis

  constructor(model: SimModel, facts: readonly NodeFacts[], hitRatios: HitRatios) {
    this.#spof = new SpofAnalysis(model, hitRatios, facts)
  }

  judge(): Judged {
    return finished(this.judging())
  }

  /** The same target by target, for whoever must let others have their turn in between. */
  *judging(): Steps<Judged> {
    const spof = this.#spof
    const classes = spof.network.classes.map((c) => ({
      c,
      requestClass: REQUEST_CLASSES[c]!,
      success: spof.successBefore(c),
      losses: [] as JudgedLoss[],
    }))
    for (const target of spof.targets) {
      for (const { c, success, losses } of classes) {
        const verdict = success < NOTICED ? null : spof.verdict(c, target, success)
        if (verdict && verdict.verdict !== 'none') losses.push({ verdict, reason: reasonOf(spof, verdict) })
      }
      yield
    }
    return {
      classes: classes.map(({ requestClass, success, losses }) => ({
        requestClass,
        success: success < NOTICED ? 0 : success,
        losses: losses.sort((a, b) => worstFirst(a.verdict, b.verdict)),
      })),
    }
  }

  /** Ids of the nodes that fail most of their requests once a target is gone and all has settled; it is one of them. */
  blastOf(id: string, requestClass: RequestClass | null): string[] {
    const target = this.#spof.targets.find((one) => one.id === id)
    if (!target) return []
    const classes = this.#spof.network.classes.filter(
      (c) => requestClass === null || REQUEST_CLASSES[c] === requestClass,
    )
    return this.#spof.failing(target, classes, FAILS_FROM)
  }
}

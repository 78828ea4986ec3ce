import type { RequestClass } from '../../model/request-class.ts'
import type { ClassVerdict, Said } from '../verdict.ts'
import type { ClassMeasure, Measure } from './judge.ts'

/** Where structure and run say different things of a class, and why. */
export type DifferenceCode =
  | 'overloads'
  | 'carries'
  | 'stillServed'
  | 'failsMore'
  | 'unseen'
  | 'gap'
  | 'slower'
  | 'notSlower'
  | 'betterThanSaid'

export interface Differing {
  readonly requestClass: RequestClass
  readonly said: Said<DifferenceCode>
  /** Only in what a request takes, not in whether it succeeds. */
  readonly onlyTime: boolean
}

/** Measured shares lie this close to what the structure says. */
const NEAR = 0.05

export function differencesOf(
  said: Readonly<Partial<Record<RequestClass, ClassVerdict>>>,
  measure: Measure,
): Differing[] {
  return (Object.entries(measure.byClass) as [RequestClass, ClassMeasure][]).flatMap(
    ([requestClass, one]) => {
      const verdict = said[requestClass]
      const found = verdict && differenceOf(verdict, one, measure)
      return found
        ? [{ requestClass, said: found, onlyTime: found.code === 'slower' || found.code === 'notSlower' }]
        : []
    },
  )
}

function differenceOf(said: ClassVerdict, one: ClassMeasure, measure: Measure): Said<DifferenceCode> | null {
  if (said.verdict === one.verdict || isWithin(said, one)) return null
  const { before, settled } = one.success
  const left = before !== null && before > 0 && settled !== null ? settled / before : 1
  const values = { class: said.requestClass, target: said.target, share: left }
  const [busiest] = measure.overloaded
  switch (one.verdict) {
    case 'overload':
      return { code: 'overloads', values: { ...values, by: busiest?.target ?? said.target } }
    case 'hard':
    case 'partial':
      if (said.verdict === 'hard') return { code: 'stillServed', values }
      return { code: 'failsMore', values: { ...values, share: 1 - left } }
    case 'transient':
      if (said.verdict === 'hard' || said.verdict === 'partial') return { code: 'betterThanSaid', values }
      return said.verdict === 'overload'
        ? { code: 'carries', values: { ...values, by: said.overloads[0]?.target ?? said.target } }
        : { code: 'gap', values: { ...values, sec: one.rtoSec ?? 0 } }
    default:
      return keptDifference(said, one, values)
  }
}

/** All succeed: what was said of it did not show. */
function keptDifference(said: ClassVerdict, one: ClassMeasure, values: Said['values']): Said<DifferenceCode> {
  switch (said.verdict) {
    case 'overload':
      return { code: 'carries', values: { ...values, by: said.overloads[0]?.target ?? said.target } }
    case 'transient':
      return { code: 'unseen', values: { ...values, sec: said.sec } }
    case 'hard':
    case 'partial':
      return { code: 'betterThanSaid', values }
    default:
      return { code: one.verdict === 'delay' ? 'slower' : 'notSlower', values }
  }
}

/** The structure knows a range where caches are not measured, and the run lies in it. */
function isWithin(said: ClassVerdict, { success, verdict }: ClassMeasure): boolean {
  if (success.settled === null || success.before === null) return false
  const fails = (one: string): boolean => one === 'hard' || one === 'partial'
  if (!fails(said.verdict) || !fails(verdict) || said.verdict === verdict) return false
  return success.settled >= said.success - NEAR && success.settled <= said.successMax + NEAR
}

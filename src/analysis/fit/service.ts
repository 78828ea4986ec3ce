import type { Field, NumberField, Params, ServicePart } from '../../model/field.ts'
import { paramOf } from '../../model/params.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Fit } from './fit.ts'
import { type FitProblem, problem } from './measured.ts'

/** The fields of a kind that a measurement can be put into. */
export interface ServiceFields {
  /** Mean times, as of reads and of writes; a kind without any takes no measurement. */
  readonly means: readonly NumberField[]
  /** Null where the kind's times are constant. */
  readonly cv: NumberField | null
  /** Work that comes on top of the mean under a condition. */
  readonly more: readonly NumberField[]
}

export function serviceFields(fields: readonly Field[]): ServiceFields {
  const of = (part: ServicePart): NumberField[] =>
    fields.filter((field): field is NumberField => field.type === 'number' && field.service === part)
  return { means: of('mean'), cv: of('cv')[0] ?? null, more: of('more') }
}

/** What a fit sets: the chosen mean, and the spread where the kind has one. */
export function fittedParams(fit: Fit, mean: NumberField, { cv }: ServiceFields): Result<Params, FitProblem> {
  const ms = Number(fit.meanMs.toPrecision(DIGITS))
  if (ms > mean.max) return err(problem('tooLong', { mean: ms, max: mean.max }))
  return ok({ [mean.key]: ms, ...(cv === null ? {} : { [cv.key]: Number(fit.cv.toFixed(CV_DECIMALS)) }) })
}

/** More digits than a measurement has. */
const DIGITS = 4
const CV_DECIMALS = 3

/** Requests that a node works on at once, by its fields; null where nothing bounds them. */
export function slotsOf(fields: readonly Field[], params: Params): number | null {
  const number = (key: string): number | null => {
    const field = fields.find((one) => one.key === key)
    const value = field && paramOf(field, params)
    return typeof value === 'number' ? value : null
  }
  const workers = number('workers')
  return workers === null ? number('slots') : workers * (number('instances') ?? 1)
}

import { compile } from '../compile/compile.ts'
import type { DesignIssue } from '../compile/issue.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { followOneOf } from '../model/measure.ts'
import { parseDesign } from '../model/parse.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import { issueText, parseErrorText } from './messages.ts'

export interface Refused {
  readonly ok: false
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** A design that was read and compiled and that somebody sends requests to, or what keeps it from running. */
export type Runnable =
  | {
      readonly ok: true
      readonly design: Design
      readonly model: SimModel
      readonly warnings: readonly string[]
    }
  | Refused

/** `seed` stands instead of the design's own, which null keeps; `approximate` says that only some requests are to be followed. */
export function readRunnable(text: string, seed: number | null, approximate = false): Runnable {
  const parsed = parseDesign(text, kindModel)
  if (!parsed.ok) return { ok: false, errors: [parseErrorText(parsed.error)], warnings: [] }
  const design = seed === null ? parsed.value : withSeed(parsed.value, seed)
  const compiled = compile(design)
  const issues: readonly DesignIssue[] = compiled.ok ? compiled.value.issues : compiled.error
  const of = (severity: DesignIssue['severity']): string[] =>
    issues.filter((issue) => issue.severity === severity).map(issueText)
  const warnings = of('warning')
  if (!compiled.ok) return { ok: false, errors: of('error'), warnings }
  const { model } = compiled.value
  if (!model.nodes.some((node) => kindModel(node.kind)?.role === 'source'))
    return {
      ok: false,
      errors: ['the design has no client, so there is no traffic: add a node of kind "client"'],
      warnings: [],
    }
  const { exactOnly } = model
  if (approximate && exactOnly !== null && followOneOf(model.offeredPerSec) > 1)
    return { ok: false, errors: [cannotApproximate(exactOnly)], warnings }
  return { ok: true, design, model, warnings }
}

const cannotApproximate = ({ node, field }: NonNullable<SimModel['exactOnly']>): string =>
  `nothing can be approximated here: "${field}" of "${node}" hangs on every single request. Run it without --approximate, or change that field`

const withSeed = (design: Design, seed: number): Design => ({
  ...design,
  scenario: { ...design.scenario, seed },
})

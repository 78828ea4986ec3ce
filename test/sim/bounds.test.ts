import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import type { Field, Params, ParamValue } from '../../src/model/field.ts'
import { everyKind, lone } from '../support/designs.ts'
import { compile, type Report, reportOf, TICKS_PER_SEC } from '../support/engine.ts'
import { start } from '../support/simulate.ts'

const SECONDS = 2
/** A field may bring any load: a run is looked at after so many events. */
const EVENTS_MAX = 20_000

/** The ends of what a field can hold. */
function boundsOf(field: Field): readonly ParamValue[] {
  if (field.type === 'number') return [field.min, field.max]
  if (field.type === 'limit') return [field.min, field.max, null]
  if (field.type === 'choice') return field.options.map(({ value }) => value)
  return field.type === 'toggle' ? [true, false] : []
}

/** What other fields must say for a field to do anything. */
function needed(kind: string, field: Field): Params {
  const { needs } = field
  if (needs === undefined) return {}
  const other = kindModel(kind)!.fields.find(({ key }) => key === needs.key)!
  const value =
    'is' in needs ? needs.is[0]! : boundsOf(other).find((bound) => !needs.not.includes(bound as never))!
  return { ...needed(kind, other), [needs.key]: value }
}

const changed = (design: Design, kind: string, params: Params): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.kind === kind ? { ...node, params: { ...node.params, ...params } } : node,
  ),
})

/** Runs a design for two seconds, or as many events as are enough to go wrong. */
function reportOfDesign(design: Design): Report | null {
  if (!compile(design).ok) return null
  const run = start(design)
  run.engine.run(SECONDS * TICKS_PER_SEC, EVENTS_MAX)
  return reportOf(run, 0, run.engine.now / TICKS_PER_SEC, run.engine.now === 0)
}

/** Figures of a report that cannot be. */
function absurdities(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    const share = /(utilisation|Ratio|errorRate|\.errors\.\w+)$/.test(path)
    const sound = share ? value >= 0 && value <= 1 : value >= 0 || /marks|theory/.test(path)
    return sound && Number.isFinite(value) ? [] : [`${path}: ${value}`]
  }
  if (typeof value !== 'object' || value === null) return []
  const { p50, p95, p99 } = value as { p50?: number; p95?: number; p99?: number }
  const ordered = p99 == null || p95 == null || ((p50 ?? p95) <= p95 && p95 <= p99)
  return [
    ...(ordered ? [] : [`${path}: ${p50} ${p95} ${p99}`]),
    ...Object.entries(value).flatMap(([key, inner]) => absurdities(inner, `${path}.${key}`)),
  ]
}

function expectSound(design: Design): void {
  const report = reportOfDesign(design)
  if (report === null) return
  expect(absurdities(report)).toEqual([])
  const { generated, completed, failed, shed, inFlight } = report.conservation
  expect(completed + failed + shed + inFlight).toBe(generated)
}

const rows = KIND_MODELS.flatMap((model) =>
  model.fields.flatMap((field) => boundsOf(field).map((value) => [model.id, field, value] as const)),
)

describe('figures are finite, sane and conserved', () => {
  it.each(KIND_MODELS.map(({ id }) => id))('with each field of the kind %s at its bounds', (kind) => {
    for (const [of, field, value] of rows) {
      if (of !== kind) continue
      const params = { ...needed(kind, field), [field.key]: value }
      for (const design of [lone(kind), everyKind(60)]) expectSound(changed(design, kind, params))
    }
  })

  it('with two fields at their bounds', () => {
    const one = fc.constantFrom(...rows)
    fc.assert(
      fc.property(one, one, fc.boolean(), ([kind, field, value], [other, second, last], alone) => {
        const first = { ...needed(kind, field), [field.key]: value }
        const then = { ...needed(other, second), [second.key]: last }
        expectSound(changed(changed(alone ? lone(kind) : everyKind(60), kind, first), other, then))
      }),
      { numRuns: 150 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import { KIND_SIMS } from '../../src/kinds/sims.ts'
import { kindView } from '../../src/kinds/views.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import type { Field } from '../../src/model/field.ts'
import { KIND_GROUPS, WIRE_MEANINGS } from '../../src/model/kind.ts'
import { parseDesign } from '../../src/model/parse.ts'
import { REQUEST_CLASSES } from '../../src/model/request-class.ts'
import { LANGUAGES, type Text } from '../../src/model/text.ts'
import { fieldError } from '../../src/model/validate.ts'
import { writeDesign } from '../../src/model/write.ts'
import { lone } from '../support/designs.ts'
import { draw, report } from '../support/simulate.ts'

const textsOf = (field: Field): Text[] => [
  field.label,
  field.help,
  ...(field.type === 'choice' ? field.options.flatMap(({ label, help }) => [label, help]) : []),
]

/** Words that the field table promises for a person are there in every language, and are not the same word twice. */
function expectWords(text: Text): void {
  for (const language of LANGUAGES) expect(text[language].trim()).not.toBe('')
}

const isHangul = (text: string): boolean => /[가-힣]/.test(text)

describe.each(KIND_MODELS.map((model) => [model.id, model] as const))('the kind %s', (id, model) => {
  it('has valid defaults', () => {
    for (const field of model.fields)
      expect([field.key, fieldError(field, field.default)]).toEqual([field.key, null])
  })

  it('has a field table that holds together', () => {
    const keys = model.fields.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const field of model.fields) {
      if (field.type !== 'number' && field.type !== 'limit') continue
      expect(field.min).toBeLessThan(field.max)
      expect(field.step).toBeGreaterThan(0)
    }
  })

  it('has fields that need only other fields of the table, and values that those can have', () => {
    for (const { key, needs } of model.fields) {
      if (!needs) continue
      const needed = model.fields.find((field) => field.key === needs.key)
      expect([key, needed?.key]).toEqual([key, needs.key])
      for (const value of 'is' in needs ? needs.is : needs.not)
        expect([key, value, fieldError(needed!, value)]).toEqual([key, value, null])
    }
  })

  it('has presets of valid values under different names', () => {
    expect(new Set(model.presets.map((preset) => preset.id)).size).toBe(model.presets.length)
    for (const preset of model.presets) {
      for (const text of [preset.label, preset.help]) expectWords(text)
      expect([isHangul(preset.help.ko), isHangul(preset.help.en)]).toEqual([true, false])
      for (const [key, value] of Object.entries(preset.params)) {
        const field = model.fields.find((candidate) => candidate.key === key)
        expect([key, field && fieldError(field, value)]).toEqual([key, null])
      }
    }
  })

  it('speaks both languages, in its name, its summary and every field and option', () => {
    for (const text of [model.name, model.summary, ...model.fields.flatMap(textsOf)]) expectWords(text)
    for (const text of [model.summary, ...model.fields.map(({ help }) => help)]) {
      expect(isHangul(text.ko)).toBe(true)
      expect(isHangul(text.en)).toBe(false)
    }
  })

  it('has a behaviour unless it is a frame, and a face', () => {
    expect(Object.hasOwn(KIND_SIMS, id)).toBe(!model.traits.contains)
    expect(model.role === 'frame').toBe(model.traits.contains)
    const view = kindView(id)!
    expect(view.width).toBeGreaterThan(0)
    expect(view.height).toBeGreaterThan(0)
  })

  it('is described by known words', () => {
    expect(KIND_GROUPS).toContain(model.group)
    for (const meaning of Object.values(model.wires)) expect(WIRE_MEANINGS).toContain(meaning)
    for (const requestClass of model.answers) expect(REQUEST_CLASSES).toContain(requestClass)
    expect(model.idPrefix).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(model.traits.plans && model.traits.forwards).toBe(false)
  })

  it('runs alone to the end of its time, and keeps the books', () => {
    const { conservation, nodes } = report(draw({ it: [id] }), 30)
    expect(Object.keys(nodes)).toEqual(model.traits.contains ? [] : ['it'])
    const { generated, completed, failed, shed, inFlight } = conservation
    expect(generated).toBe(completed + failed + shed + inFlight)
    expect(generated > 0).toBe(model.role === 'source')
  })

  it('runs with traffic and its defaults', () => {
    const { conservation, limited } = report(lone(id), 20)
    const { generated, completed, failed, shed, inFlight } = conservation
    expect(generated).toBeGreaterThan(1500)
    expect(generated).toBe(completed + failed + shed + inFlight)
    if (model.role !== 'source') expect(completed).toBeGreaterThan(0)
    expect(limited).toBe(0)
  })

  it('survives the document, with every field set', () => {
    const params = Object.fromEntries(model.fields.map((field) => [field.key, field.default]))
    const design = draw({ it: [id, params] })
    const text = writeDesign(design)
    const read = parseDesign(text, kindModel)
    expect(read).toEqual({ ok: true, value: design })
    expect(read.ok && writeDesign(read.value)).toBe(text)
  })
})

it('the three lists name the same kinds', () => {
  const ids = KIND_MODELS.map(({ id }) => id).sort()
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => kindView(id) === undefined)).toEqual([])
  const running = KIND_MODELS.flatMap(({ id, traits }) => (traits.contains ? [] : [id])).sort()
  expect(Object.keys(KIND_SIMS).sort()).toEqual(running)
})

it('prefixes of ids are different, so that an id tells its kind', () => {
  expect(new Set(KIND_MODELS.map(({ idPrefix }) => idPrefix)).size).toBe(KIND_MODELS.length)
})

it('the fields of a wire have valid defaults and speak both languages', () => {
  for (const field of EDGE_FIELDS) {
    expect(fieldError(field, field.default)).toBeNull()
    for (const text of textsOf(field)) expectWords(text)
  }
})

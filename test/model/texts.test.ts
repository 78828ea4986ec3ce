import { expect, it } from 'vitest'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import { LANGUAGES } from '../../src/model/text.ts'

/** Every text in two languages that a value holds, with the way to it. */
function texts(value: unknown, path: string): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return []
  const own = value as Record<string, unknown>
  if (LANGUAGES.every((language) => typeof own[language] === 'string')) return [[path, own]]
  return Object.entries(own).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
}

it('every text of kinds, fields, choices and wires says something in both languages', () => {
  const all = [...texts(KIND_MODELS, 'kinds'), ...texts(EDGE_FIELDS, 'wires')]
  expect(all.length).toBeGreaterThan(500)
  const empty = all.filter(([, text]) => LANGUAGES.some((language) => !/[^\s.]/.test(String(text[language]))))
  expect(empty.map(([path]) => path)).toEqual([])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import { faultsOn } from '../../src/model/kind.ts'
import { PLACES, placeField, roundTripMs } from '../../src/model/place.ts'
import { FAILURE_REASONS } from '../../src/model/request-class.ts'
import {
  faultCells,
  fieldCells,
  presetRows,
  sectionLines,
  tableRows,
  wireLines,
} from '../support/docs-tables.ts'
import { ROOT } from '../support/paths.ts'

const docsOf = (id: string): string => readFileSync(join(ROOT, 'src/kinds', id, 'docs.md'), 'utf8')

/** Figures of a report that no field and no failure is named after. */
const FIGURES = ['completionMs', 'hitRatio', 'lostWrites', 'oldestMs', 'sessionsLost', 'staleRatio']
const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...[...EDGE_FIELDS, ...KIND_MODELS.flatMap(({ fields }) => fields)].map(({ key }) => key),
  ...FAILURE_REASONS,
  ...FIGURES,
])

describe.each(KIND_MODELS.map((model) => [model.id, model] as const))(
  'the page of the kind %s',
  (id, model) => {
    const docs = docsOf(id)

    it('begins with its name and has its parts in order', () => {
      expect(docs.split('\n')[0]).toBe(`# ${model.name.en} (\`${id}\`)`)
      const headings = [...docs.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
      const presets = model.presets.length > 0 ? ['Presets'] : []
      expect(headings).toEqual(['Under load', 'How it fails', 'Faults', 'Fields', ...presets, 'Wires'])
      for (const heading of headings) expect(sectionLines(docs, heading!).join('').trim()).not.toBe('')
    })

    it('has a row for each field, with unit, default, range, meaning and the source of the default', () => {
      const [head, ...rows] = tableRows(docs, 'Fields')
      expect(head).toEqual([
        'key',
        'unit',
        'default',
        'range',
        'what it does',
        'where the default comes from',
      ])
      expect(rows.map((row) => row.slice(0, 4))).toEqual(model.fields.map(fieldCells))
      for (const row of rows)
        expect([row[0], row.length, row.slice(4).includes('')]).toEqual([row[0], 6, false])
    })

    it('has a row for each fault that it takes, with its amount and what it does', () => {
      const [head, ...rows] = tableRows(docs, 'Faults')
      expect(head).toEqual(['fault', 'amount', 'what it does here'])
      expect(rows.map((row) => row.slice(0, 2))).toEqual(faultsOn(model).map(faultCells))
      for (const row of rows) expect([row[0], row.length, row.includes('', 2)]).toEqual([row[0], 3, false])
    })

    it('has the values of each preset, and where they come from', () => {
      if (model.presets.length === 0) return
      expect(tableRows(docs, 'Presets')).toEqual(presetRows(model.presets))
      const sources = sectionLines(docs, 'Presets').filter((line) => line.startsWith('- '))
      expect(sources.map((line) => /^- `(.+?)`: ./.exec(line)?.[1])).toEqual(
        model.presets.map((preset) => preset.id),
      )
    })

    it('says what may be wired to it and from it', () => {
      const lines = sectionLines(docs, 'Wires').filter((line) => line.startsWith('- '))
      expect(lines).toEqual(model.traits.contains ? [] : wireLines(model))
    })

    it('speaks of fields, failures and figures that exist', () => {
      const prose = ['Under load', 'How it fails']
        .flatMap((heading) => sectionLines(docs, heading))
        .join('\n')
      const words = [...prose.matchAll(/`([a-z]+[A-Z]\w*)`/g)].map(([, word]) => word!)
      expect(words.filter((word) => !KNOWN_WORDS.has(word))).toEqual([])
    })
  },
)

it('the page of the region has the distances', () => {
  const names = placeField.options.slice(1).map(({ label }) => label.en)
  const distances = PLACES.map((_, a) => [names[a], ...PLACES.map((_place, b) => String(roundTripMs(a, b)))])
  expect(tableRows(docsOf('region'), 'Under load')).toEqual([['', ...names], ...distances])
})

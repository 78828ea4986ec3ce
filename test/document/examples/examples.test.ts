import { expect, it } from 'vitest'
import { STORY } from '../../../src/document/examples/examples.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import type { Design } from '../../../src/model/design.ts'
import { HOURS_PER_MONTH } from '../../../src/model/field.ts'
import { paramsWithDefaults } from '../../../src/model/params.ts'
import { parseDesign } from '../../../src/model/parse.ts'
import { LANGUAGES } from '../../../src/model/text.ts'
import { writeDesign } from '../../../src/model/write.ts'
import { miniature } from '../../../src/scene/miniature.ts'
import { compile } from '../../support/engine.ts'

const each = STORY.flatMap((entry) =>
  LANGUAGES.map((language) => ({ name: `${entry.id} in ${language}`, entry, language })),
)

it('the story is complete: four days and thirteen stages, in order', () => {
  expect(STORY.map(({ id }) => id)).toEqual([
    ...[1, 30, 60, 90].map((n) => `day-${n}`),
    ...Array.from({ length: 13 }, (_, n) => `stage-${n + 1}`),
  ])
})

it.each(each)('$name compiles without a warning', ({ entry, language }) => {
  const compiled = compile(entry.design(language))
  expect(compiled.ok ? compiled.value.issues : compiled.error).toEqual([])
})

it.each(each)('$name is the same document after it was written and read', ({ entry, language }) => {
  const design = entry.design(language)
  const read = parseDesign(writeDesign(design), kindModel)
  expect(read).toEqual({ ok: true, value: design })
  expect(design.title).not.toBe('')
  expect(design.notes).toContain(entry.tryThis[language])
})

it.each(each)(
  '$name says what it is, what it shows and what to try, in its language',
  ({ entry, language }) => {
    const said = [entry.title, entry.teaches, entry.tryThis].map((text) => text[language])
    expect(said.filter((text) => text.trim() === '')).toEqual([])
    // A title may be a name, as CDN is.
    const korean = said.slice(1).filter((text) => /[가-힣]/.test(text))
    expect(korean.length).toBe(language === 'ko' ? 2 : 0)
  },
)

const arranged = each.flatMap((one) =>
  (['wide', 'tall'] as const).map((arrangement) => ({ ...one, arrangement })),
)

it.each(arranged)(
  'no card of $name, $arrangement, lies over another, and frames hold what they hold',
  ({ entry, language, arrangement }) => {
    const design = entry.design(language, arrangement)
    const { boxes } = miniature(design)
    const parents = new Map(design.nodes.map((node) => [node.id, node.parent]))
    const holds = (frame: string, id: string): boolean => {
      const parent = parents.get(id)
      return parent === frame || (parent !== undefined && holds(frame, parent))
    }
    for (const a of boxes) {
      for (const b of boxes) {
        if (a === b || holds(b.id, a.id)) continue
        const gap = a.frame || b.frame ? 0 : 16
        const apart =
          a.x + a.width + gap <= b.x ||
          b.x + b.width + gap <= a.x ||
          a.y + a.height + gap <= b.y ||
          b.y + b.height + gap <= a.y
        const inside =
          holds(a.id, b.id) &&
          a.x <= b.x &&
          a.y <= b.y &&
          b.x + b.width <= a.x + a.width &&
          b.y + b.height <= a.y + a.height
        expect(apart || inside, `${a.id} and ${b.id}`).toBe(true)
      }
    }
  },
)

it('an example on a phone is the same, one part below the other', () => {
  for (const { design } of STORY) {
    const still = ({ nodes, ...rest }: Design) => ({
      ...rest,
      nodes: nodes.map(({ position: _, params: { width: _width, height: _height, ...params }, ...node }) => ({
        ...node,
        params,
      })),
    })
    expect(still(design('en', 'tall'))).toEqual(still(design('en')))
  }
})

it('examples say the same in both languages and differ in words only', () => {
  for (const entry of STORY) {
    const wordless = ({ nodes, edges, scenario, slo }: Design) => ({
      nodes: nodes.map(({ label: _, ...node }) => node),
      edges,
      scenario,
      slo,
    })
    expect(wordless(entry.design('ko'))).toEqual(wordless(entry.design('en')))
  }
})

it('day 90 costs 1,000 a month: balancer 20, three servers 300, cache 50, databases 450, CDN 100, storage 50, monitoring 30', () => {
  const design = STORY.find(({ id }) => id === 'day-90')!.design('en')
  expect(Object.fromEntries(billOf(design))).toEqual({
    'load-balancer': 20,
    web: 300,
    cache: 50,
    database: 150,
    replica: 300,
    cdn: 100,
    storage: 50,
    monitor: 30,
  })
})

it('stage 13 costs what its parts cost: 18 servers and 24 workers make the larger half', () => {
  const bill = billOf(STORY.find(({ id }) => id === 'stage-13')!.design('en'))
  expect(Object.fromEntries(bill)).toEqual({
    'load-balancer': 40,
    web: 18 * 100,
    worker: 24 * 100,
    queue: 20,
    cache: 100,
    'key-value': 100,
    shard: 3 * 150,
    replica: 6 * 150,
    cdn: 100,
    storage: 50,
    monitor: 30,
  })
  expect([...bill.values()].reduce((sum, price) => sum + price)).toBe(5990)
})

it('a small machine costs 100 a month, and one of 16 times its size 2,000', () => {
  const bill = (id: string) => priceOf(STORY.find((entry) => entry.id === 'stage-3')!.design('en'), id)
  expect(bill('web-2')).toBeCloseTo(100)
  expect(bill('web-1')).toBeCloseTo(2000)
})

/** What a month costs, by kind; kinds that cost nothing are left out. */
function billOf(design: Design): Map<string, number> {
  const bill = new Map<string, number>()
  for (const { id, kind } of design.nodes) {
    const price = priceOf(design, id)
    if (price > 0) bill.set(kind, Math.round((bill.get(kind) ?? 0) + price))
  }
  return bill
}

function priceOf(design: Design, id: string): number {
  const node = design.nodes.find((candidate) => candidate.id === id)!
  const { pricePerHour = 0, instances = 1 } = paramsWithDefaults(kindModel(node.kind)!.fields, node.params)
  return (pricePerHour as number) * HOURS_PER_MONTH * (instances as number)
}

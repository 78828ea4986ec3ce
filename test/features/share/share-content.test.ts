import { describe, expect, it } from 'vitest'
import { readLink } from '../../../src/document/link/link.ts'
import { embedCode } from '../../../src/features/share/embed-code.ts'
import { fitOf, LINK_PLACES } from '../../../src/features/share/link-fit.ts'
import { QR_BYTES_MAX, qrPicture } from '../../../src/features/share/qr-path.ts'
import {
  fragmentOf,
  linkContent,
  type ShareSource,
  USUAL_OPTIONS,
  untouchedExample,
} from '../../../src/features/share/share-content.ts'
import { plainFault } from '../../../src/model/fault.ts'
import { testSession } from '../../support/session.tsx'
import { draw } from '../../support/simulate.ts'

const { session } = testSession()

const design = { ...draw({ client: ['client'], web: ['web'] }, ['client > web']), notes: 'secret' }
const fault = { type: 'fault', tick: 3, fault: plainFault('kill', 'web') } as const
const noted = { type: 'edit', tick: 5, change: { notes: 'secret, too', title: 'later' } } as const
const source: ShareSource = {
  design: { ...design, title: 'as it is now' },
  shared: {
    start: design,
    moment: { engine: '2.0.0', oneOf: 1, atTick: 9, actions: [fault, noted] },
  },
  view: { x: 1, y: 2, zoom: 1, nodes: ['web'], wires: [] },
  language: 'ko',
  example: null,
}

const opened = (fragment: string | null) => {
  const read = readLink(fragment ?? '')
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

describe('what goes into a link', () => {
  it('is the design alone where nothing is chosen', () => {
    expect(opened(fragmentOf(source, USUAL_OPTIONS))).toMatchObject({
      design: { title: 'as it is now', notes: 'secret' },
      moment: null,
      view: null,
      language: null,
      editing: true,
    })
  })

  it('is all that is chosen', () => {
    const all = { notes: true, moment: true, view: true, language: true, editing: false }
    expect(opened(fragmentOf(source, all))).toMatchObject({
      design: { title: design.title },
      moment: { atTick: 9, actions: [fault, noted] },
      view: source.view,
      language: 'ko',
      editing: false,
    })
  })

  it('has no word of the notes where they are left out, not even of those that were written during the run', () => {
    const content = linkContent(source, { ...USUAL_OPTIONS, notes: false, moment: true })
    expect(JSON.stringify(content)).not.toContain('secret')
    expect(content.moment?.actions).toEqual([fault, { ...noted, change: { title: 'later' } }])
  })

  it('is the design alone where the run cannot be replayed', () => {
    expect(linkContent({ ...source, shared: null }, { ...USUAL_OPTIONS, moment: true })).toMatchObject({
      design: { title: 'as it is now' },
      moment: null,
    })
  })

  it('is the name of an example that nobody has touched, unless more is chosen', () => {
    const example = { ...source, example: 'stage-4' }
    expect(fragmentOf(example, USUAL_OPTIONS)).toBe('example=stage-4')
    expect(opened(fragmentOf(example, { ...USUAL_OPTIONS, view: true })).view).toEqual(source.view)
  })

  it('is nothing where a link would be longer than one that is read', () => {
    let state = 1
    const noise = Array.from({ length: 400 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return {
        id: `n${state}`,
        kind: 'web',
        label: `${state * 7919}`.repeat(8).slice(0, 120),
        position: { x: 0, y: 0 },
        params: {},
      }
    })
    const notes = Array.from({ length: 20_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return String.fromCharCode(0xac00 + (state % 11_172))
    }).join('')
    const large = { ...source, design: { ...design, notes, nodes: [...design.nodes, ...noise] } }
    expect(fragmentOf(large, USUAL_OPTIONS)).toBeNull()
    expect(fragmentOf(large, { ...USUAL_OPTIONS, notes: false })).not.toBeNull()
  })
})

it('an example counts as untouched until it is edited, and a design of one’s own never does', () => {
  const { desk } = session.desk.getState()
  const example = { ...desk, origin: { type: 'example', from: 'day-1' } } as const
  expect(untouchedExample(example)).toBe('day-1')
  expect(untouchedExample({ ...example, save: { status: 'saving' } })).toBeNull()
  expect(untouchedExample({ ...example, kept: true })).toBeNull()
  expect(untouchedExample({ ...example, origin: { type: 'link', from: 'day-1' } })).toBeNull()
})

it('a length fits where its last character still does', () => {
  const fits = LINK_PLACES.map(({ length }) => [fitOf(length), fitOf(length + 1)])
  expect(fits).toEqual([
    ['everywhere', 'shortcut'],
    ['shortcut', 'wiki'],
    ['wiki', 'file'],
  ])
})

describe('the embed code', () => {
  it('is an iframe that may do nothing but run, with the link behind ?embed', () => {
    const code = embedCode('https://host.example/app/', '1.abc', 'Mine')
    expect(code).toContain('src="https://host.example/app/?embed#1.abc"')
    expect(code).toContain('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"')
    expect(code).toContain('title="Mine"')
  })

  it('lets no title out of its attribute', () => {
    const code = embedCode('https://host.example/', '1.abc', "\"><script>alert(1)</script> & 'x'")
    expect(code.match(/</g)).toHaveLength(2)
    expect(code.match(/"/g)?.length).toBe(2 * 7)
    expect(code).toContain('&quot;&gt;&lt;script&gt;')
  })
})

describe('the QR code', () => {
  it('is a path of dark modules with four light ones on every side', () => {
    const picture = qrPicture('https://host.example/#1.abc')!
    const cells = modulesOf(picture.path)
    expect(Math.min(...cells.map(([x]) => x), ...cells.map(([, y]) => y))).toBe(4)
    expect(Math.max(...cells.map(([x]) => x), ...cells.map(([, y]) => y))).toBe(picture.size - 5)
    // The finder pattern of every code: a square of seven, its ring light, its middle of three dark.
    const dark = new Set(cells.map(String))
    const row = (y: number) =>
      Array.from({ length: 7 }, (_, i) => (dark.has(`${4 + i},${4 + y}`) ? 1 : 0)).join('')
    expect([0, 1, 2, 3, 4, 5, 6].map(row)).toEqual([
      '1111111',
      '1000001',
      '1011101',
      '1011101',
      '1011101',
      '1000001',
      '1111111',
    ])
  })

  it('holds as much as the largest code does, and not a byte more', () => {
    expect(qrPicture('a'.repeat(QR_BYTES_MAX))?.size).toBe(177 + 8)
    expect(qrPicture('a'.repeat(QR_BYTES_MAX + 1))).toBeNull()
    expect(qrPicture('가'.repeat(QR_BYTES_MAX / 3 + 1))).toBeNull()
  })
})

function modulesOf(path: string): [number, number][] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, width]) =>
    Array.from({ length: Number(width) }, (_, i): [number, number] => [Number(x) + i, Number(y)]),
  )
}

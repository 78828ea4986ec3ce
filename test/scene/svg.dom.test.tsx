import { describe, expect, it } from 'vitest'
import { exampleById } from '../../src/document/examples/examples.ts'
import { linkInPicture } from '../../src/document/picture-link.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { boundsOf, type Picture, type PictureNumbers } from '../../src/scene/drawing.ts'
import { NO_READING, type NodeReading } from '../../src/scene/readings.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { drawSvg, svgOf } from '../../src/scene/svg.ts'
import { THEMES, TOKENS } from '../../src/scene/theme.ts'
import { newLook } from '../../src/scene/wire-look.ts'
import { draw } from '../support/simulate.ts'

const opening = exampleById('opening')!.design('en')

/** The picture as an XML reader sees it; a reader that finds an error says so. */
function parsed(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(document.querySelector('parsererror')?.textContent ?? '').toBe('')
  return document
}

const textsOf = (svg: string): string[] =>
  [...parsed(svg).querySelectorAll('text')].map((element) => element.textContent ?? '')

const FRAME = { scale: 1, title: 'Picture', link: '' }

function pictureOf(design: Design, own: Partial<Picture> = {}): Picture {
  const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  return {
    scene,
    theme: THEMES.dark,
    language: 'en',
    numbers: null,
    level: 'near',
    zoom: 1,
    box: boundsOf(scene),
    losses: new Map(),
    problems: new Set(),
    clock: null,
    ...own,
  }
}

const shop = draw({ client: ['client'], web: ['web', { instances: 3 }], db: ['database'] }, [
  'client > web > db',
])

const BUSY: NodeReading = {
  ...NO_READING,
  level: 4,
  bar: 0.97,
  barLevel: 4,
  number: '97 %',
  left: '812/s',
  beside: ['p95 1.2 s', '1.2 s'],
  badges: [
    { text: 'drops 12/s', tone: 'drop' },
    { text: '×10 slow', tone: 'fault' },
    { text: 'draining', tone: 'plain' },
  ],
  count: { drawn: '×3', running: '×5' },
  short: '97%',
}
const DEAD: NodeReading = {
  ...NO_READING,
  down: true,
  lines: [{ left: 'Killed 5 s ago', right: '', tone: 'fail' }],
  promotion: { label: '7 s', share: 0.7 },
  short: 'down',
}

function numbersOf(picture: Picture): PictureNumbers {
  const wires = new Map(picture.scene.wires.map((wire) => [wire.id, newLook(wire)]))
  const [calls, reads] = [...wires.values()]
  Object.assign(calls!, { rate: 800, level: 4, width: 3.3, segmented: true, particles: 3, fallsPerSec: 5 })
  Object.assign(reads!, { cut: 1, until: 0.5, ejectsInSec: 3, ejectsFromSec: 6 })
  return {
    nodes: new Map([
      ['client', { ...NO_READING, left: '800/s' }],
      ['web', BUSY],
      ['db', DEAD],
    ]),
    histories: new Map([['web', Float32Array.of(Number.NaN, 0.2, 0.9)]]),
    frames: new Map(),
    wires,
    marks: new Map([[reads!.wire.id, { cut: 'cut', open: '', ejectsIn: '3 s' }]]),
    ghosts: [],
  }
}

describe('a design without a run', () => {
  it('is drawn with every name as text and one line for every wire', () => {
    const svg = drawSvg(opening, { theme: 'dark', language: 'en' })
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['Client', 'web-1', '×7', 'Primary DB', 'Region', 'Tier']),
    )
    for (const { route } of pictureOf(opening).scene.wires) expect(svg).toContain(`d="${route.d}"`)
  })

  it('is drawn in Korean, in the colours of the light theme', () => {
    const svg = drawSvg(exampleById('opening')!.design('ko'), { theme: 'light', language: 'ko' })
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['클라이언트', '로드 밸런서', '복제본 1', '리전']))
    expect(svg).toContain(TOKENS.light.canvas)
    expect(svg).not.toContain(TOKENS.dark.canvas)
    expect(parsed(svg).documentElement.getAttribute('lang')).toBe('ko')
  })

  it('is the same bytes every time', () => {
    const once = drawSvg(opening, { theme: 'dark', language: 'en' })
    expect(drawSvg(opening, { theme: 'dark', language: 'en' })).toBe(once)
  })

  it('can be a part of the canvas, at any size', () => {
    const area = { x: 10, y: 20, width: 300, height: 200 }
    const root = parsed(drawSvg(opening, { theme: 'dark', language: 'en', area, scale: 3 })).documentElement
    expect(root.getAttribute('viewBox')).toBe('10 20 300 200')
    expect([root.getAttribute('width'), root.getAttribute('height')]).toEqual(['900', '600'])
  })

  it('carries its link', () => {
    const svg = drawSvg(opening, { theme: 'dark', language: 'en', link: 'https://a.example/#1.x&y' })
    expect(linkInPicture(new TextEncoder().encode(svg))).toBe('https://a.example/#1.x&y')
  })

  it('needs nothing from elsewhere and runs nothing', () => {
    const document = parsed(drawSvg(opening, { theme: 'dark', language: 'en' }))
    expect(document.querySelectorAll('script, style, image, foreignObject, use, a, [href]')).toHaveLength(0)
  })

  it('is a picture even where it holds nothing', () => {
    const root = parsed(drawSvg(emptyDesign(), { theme: 'dark', language: 'en' })).documentElement
    expect(Number(root.getAttribute('width'))).toBeGreaterThan(0)
  })

  it('whose labels are markup is still only text', () => {
    const label = '</text><script>alert(1)</script>"&'
    const hostile = { ...shop, title: label, nodes: shop.nodes.map((node) => ({ ...node, label })) }
    const document = parsed(drawSvg(hostile, { theme: 'dark', language: 'en' }))
    expect(document.querySelectorAll('script')).toHaveLength(0)
    expect(document.querySelector('title')?.textContent).toBe(label)
  })

  it('shows a kind that this version does not know as a dashed card with its name', () => {
    const [first, ...others] = shop.nodes
    const svg = drawSvg(
      { ...shop, nodes: [{ ...first!, kind: 'quantum', label: 'Q' }, ...others] },
      { theme: 'dark', language: 'en' },
    )
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Q', 'quantum']))
    expect(svg).toContain('stroke-dasharray="3 3"')
  })
})

describe('a design with its run', () => {
  const still = pictureOf(shop)
  const numbers = numbersOf(still)

  it('says what every card, badge and wire says', () => {
    const texts = textsOf(svgOf({ ...still, numbers }, FRAME))
    for (const said of [
      '800/s',
      '97 %',
      '812/s',
      '×5',
      'drops 12/s',
      '×10 slow',
      '+1',
      'Killed 5 s ago',
      '7 s',
    ])
      expect(texts, said).toContain(said)
    expect(texts.filter((text) => text === 'cut')).toHaveLength(2)
    expect(texts).toContain('3 s')
  })

  it('takes the shorter words where the longer ones have no room', () => {
    const wide = { ...BUSY, left: '812,000,000/s' }
    const texts = textsOf(
      svgOf({ ...still, numbers: { ...numbers, nodes: new Map([['web', wide]]) } }, FRAME),
    )
    expect(texts).toContain('1.2 s')
    expect(texts).not.toContain('p95 1.2 s')
  })

  it('colours and widens a wire by its load, and leaves a gap where it is cut', () => {
    const svg = svgOf({ ...still, numbers }, FRAME)
    const [calls, reads] = still.scene.wires
    expect(svg).toContain(
      `d="${calls!.route.d}" fill="none" stroke="${TOKENS.dark['fill-4']}" stroke-opacity="0.8" stroke-width="3.3"`,
    )
    expect(svg.split(`d="${reads!.route.d}"`)).toHaveLength(3)
  })

  it('is a tile with a short word at half size, and a dot far off', () => {
    const tiles = textsOf(svgOf({ ...still, numbers, level: 'mid', zoom: 0.5 }, FRAME))
    expect(tiles).toEqual(expect.arrayContaining(['97%', 'down']))
    expect(tiles).not.toContain('812/s')
    const dots = parsed(svgOf({ ...still, numbers, level: 'far', zoom: 0.1 }, FRAME))
    expect(dots.querySelectorAll(`path[fill="${TOKENS.dark['fill-4']}"][d*="A50 50"]`)).toHaveLength(1)
    expect([...dots.querySelectorAll('text')].map(({ textContent }) => textContent)).not.toContain('97%')
  })

  it('has a sign at what an issue names', () => {
    const signed = svgOf({ ...still, numbers: null, problems: new Set(['db']) }, FRAME)
    expect(signed).toContain(`fill="${TOKENS.dark['load-3']}"`)
  })
})

it('a picture without numbers says by a head at its end which way each wire goes', () => {
  const heads = [
    ...drawSvg(opening, { theme: 'dark', language: 'en' }).matchAll(
      /d="M([-\d.]+) ([-\d.]+)L[-\d. ]+L[-\d. ]+Z"/g,
    ),
  ]
  const scene = new SceneBuilder().build(opening, 'en', NO_OVERRIDES)
  const ends = scene.wires.map(({ route }) => [...route.samples.slice(-2)])
  expect(heads).toHaveLength(ends.length)
  for (const [i, [, headX, headY]] of heads.entries()) {
    expect(Number(headX)).toBeCloseTo(ends[i]![0]!, 1)
    expect(Number(headY)).toBeCloseTo(ends[i]![1]!, 1)
  }
})

describe('what a fault has cost', () => {
  const rings = new Map([['db', { verdict: 'hard', label: 'SPOF: writes', short: 'SPOF' } as const]])
  const drawnAt = (level: Picture['level'], zoom: number): string => {
    const picture = pictureOf(draw({ zone: ['zone'], db: ['database', {}, { in: 'zone' }] }), {
      level,
      zoom,
      losses: rings,
    })
    const frames = new Map([['zone', { up: '', whole: true, result: ['zone down 9 s'] }]])
    const nodes = new Map([['db', { ...NO_READING, result: ['down 12 s · 99 lost'] }]])
    const numbers = { ...numbersOf(pictureOf(shop)), wires: new Map(), marks: new Map(), nodes, frames }
    return svgOf({ ...picture, numbers }, FRAME)
  }

  it('is written at cards, at tiles and at frames, and at dots there is no room for it', () => {
    const results = ['down 12 s · 99 lost', 'zone down 9 s']
    expect(textsOf(drawnAt('near', 1))).toEqual(expect.arrayContaining([...results, 'SPOF: writes']))
    expect(textsOf(drawnAt('mid', 0.5))).toEqual(expect.arrayContaining([...results, 'SPOF']))
    for (const result of results) expect(textsOf(drawnAt('far', 0.2))).not.toContain(result)
  })
})

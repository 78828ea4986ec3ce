import fc from 'fast-check'
import { KIND_MODELS } from '../../../src/kinds/models.ts'
import { type Design, type DesignNode, emptyDesign } from '../../../src/model/design.ts'

const FRAME_KINDS = KIND_MODELS.filter((model) => model.traits.contains).map(({ id }) => id)
const NODE_KINDS = KIND_MODELS.filter((model) => !model.traits.contains).map(({ id }) => id as string)

const label = fc.oneof(
  fc.constantFrom(
    '',
    '웹 서버',
    'Web (main)',
    'a "quoted" [one]',
    '<b>bold</b>',
    'x --> y',
    'end',
    '# 1; & co',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
/** Ids as people and the page make them, and ids that mermaid would stumble over. */
const idStem = fc.constantFrom(
  'web',
  'db-1',
  'end',
  'a b',
  '웹',
  'x',
  'graph',
  'a--b',
  '1',
  'style-guide',
  '"',
  'o-o',
)

/** Designs of every kind with frames in frames, any label and any wires, meaningless ones and repeated ones too. */
export const anyDesign: fc.Arbitrary<Design> = fc
  .record({
    title: fc.constantFrom('', 'Shop', '제목: "하나"'),
    frames: fc.array(
      fc.record({ kind: fc.constantFrom(...FRAME_KINDS), label, inside: fc.nat(9), stem: idStem }),
      {
        maxLength: 5,
      },
    ),
    nodes: fc.array(
      fc.record({ kind: fc.constantFrom(...NODE_KINDS, 'hologram'), label, inside: fc.nat(9), stem: idStem }),
      { minLength: 1, maxLength: 12 },
    ),
    wires: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }),
  })
  .map(({ title, frames, nodes, wires }) => {
    const all: DesignNode[] = []
    for (const [i, { kind, label: text, inside, stem }] of [...frames, ...nodes].entries()) {
      const parent = all[inside]
      const held = parent && inside < Math.min(i, frames.length) ? { parent: parent.id } : {}
      all.push({ id: `${stem}${i}`, kind, label: text, position: { x: 0, y: 0 }, params: {}, ...held })
    }
    const edges = wires.map(([from, to], i) => ({
      id: `wire-${i}`,
      source: all[from % all.length]!.id,
      target: all[to % all.length]!.id,
      params: {},
    }))
    return { ...emptyDesign(title), nodes: all, edges }
  })

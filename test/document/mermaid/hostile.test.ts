import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEFT_OUT_CODES, MERMAID_LIMITS } from '../../../src/document/mermaid/diagram.ts'
import { type MermaidImport, readMermaid } from '../../../src/document/mermaid/import.ts'
import { looksLikeMermaid, parseMermaid } from '../../../src/document/mermaid/parse.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import { readDesign } from '../../../src/model/parse.ts'
import { FILES, textOf } from './sketch.ts'

const TEXTS = readdirSync(FILES).map((file) => textOf(file.replace('.mmd', '')))

/** Characters looked at, for each of the text, with some to spare for short ones. Measured: at most 14 in the files. */
const STEPS_A_CHARACTER = 40
const STEPS_MORE = 2_000

function expectLinear(text: string): void {
  const parsed = parseMermaid(text)
  if (parsed.ok) expect(parsed.value.steps).toBeLessThan(text.length * STEPS_A_CHARACTER + STEPS_MORE)
}

function imported(text: string): MermaidImport {
  const read = readMermaid(text)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

const SNIPPETS = [
  ...['[', ']', '(', ')', '{', '}', '"', '|', '>', '<', '@{', '-->', '--', '-.', '==', '&', ';', '\n', ':::'],
  ...[
    'subgraph ',
    'end',
    '%%',
    '%%{',
    '}%%',
    '---',
    '~~~',
    '`',
    '\\',
    '/',
    '#quot;',
    'x',
    'o',
    '\u202e',
    '\ud800',
    '\0',
  ],
]

const mutated = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    edits: fc.array(
      fc.record({ at: fc.nat(2_000), cut: fc.nat(12), put: fc.constantFrom(...SNIPPETS, '') }),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
  })
  .map(({ text, edits }) =>
    edits.reduce((all, { at, cut, put }) => {
      const from = at % (all.length + 1)
      return all.slice(0, from) + put + all.slice(from + cut)
    }, text),
  )

it('2,000 mutated texts never throw, stay linear, and what is read of them is a valid design', {
  timeout: 300_000,
}, () => {
  fc.assert(
    fc.property(mutated, (text) => {
      expectLinear(text)
      const read = readMermaid(text)
      if (!read.ok) return
      expect(readDesign(read.value.design, kindModel).ok).toBe(true)
      const lines = text.split(/\r\n|\r|\n/).length
      for (const { line, column, why } of read.value.leftOut) {
        expect(line >= 1 && line <= lines && column >= 1).toBe(true)
        expect(LEFT_OUT_CODES).toContain(why)
      }
    }),
    { numRuns: 2_000 },
  )
})

describe('texts made to take long', () => {
  it.each([
    ['brackets', 'A['],
    ['brackets on lines', 'A[\n'],
    ['round ones', 'A((('],
    ['quotes', 'A["\n'],
    ['data without end', 'A@{\n'],
    ['data with quotes', 'A@{"}"\n'],
    ['dashes', 'A --'],
    ['dots', 'A -. ....'],
    ['dots alone', '.'],
    ['equals', 'A == =x='],
    ['waves', '~'],
    ['ids of links', 'A b@'],
    ['ampersands', 'A & '],
    ['bars', 'A -->|'],
    ['subgraphs', 'subgraph a\n'],
    ['ends', 'end\n'],
    ['blank lines', 'A\n\n\n\n'],
    ['tags', 'A[<a '],
    ['entities', 'A[#1'],
    ['directives', '%%{\n'],
    ['directives with an end', '%%{\n}%%\n'],
    ['directives on one line', '%%{}%%\n'],
    ['front matter', '---\n'],
    ['classes', 'class a,b c\n'],
    ['anything', 'A'],
    ['carriage returns', '\r'],
    ['chains', 'A-->B-->'],
  ])('%s', (_, piece) => {
    // With a node in it, because of a text with nothing in it no steps are known.
    const of = (length: number) => `flowchart LR\nA\n${piece.repeat(Math.floor(length / piece.length))}`
    expectLinear(of(12_000))
    expectLinear(of(48_000))
    // Nor does what is made of it throw.
    readMermaid(of(12_000))
  })

  it('architecture-beta as well', () => {
    for (const piece of ['service a(', 'a:R --> L:b\n', 'group g in g\n', 'junction j\n', 'a{group}:'])
      expectLinear(`architecture-beta\n${piece.repeat(Math.floor(48_000 / piece.length))}`)
  })
})

describe('limits', () => {
  it('a text of more than 50,000 characters is refused with both numbers', () => {
    const text = `flowchart LR\nA-->B\n${' '.repeat(MERMAID_LIMITS.characters)}`
    expect(readMermaid(text)).toEqual({
      ok: false,
      error: { code: 'tooLong', values: { count: text.length, limit: 50_000 } },
    })
  })

  it('of more than 500 wires the first 500 are read and the rest is said', () => {
    const many = Array.from({ length: 40 }, (_, i) => `w${i}[Web ${i}]`).join(' & ')
    const { diagram, leftOut } = imported(`flowchart LR\n${many} --> ${many}\n`)
    expect(diagram.links).toHaveLength(500)
    expect(leftOut.find(({ why }) => why === 'tooManyWires')?.values).toEqual({ limit: 500, count: 1100 })
  })

  it('a design has at most 2,000 nodes, and each that is left out is said', () => {
    const text = `flowchart LR\n${Array.from({ length: 2_010 }, (_, i) => `n${i}`).join('\n')}`
    const { design, leftOut } = imported(text)
    expect(design.nodes).toHaveLength(2_000)
    expect(leftOut.filter(({ why }) => why === 'tooManyNodes')).toHaveLength(10)
  })

  it('frames lie at most 16 deep', () => {
    const open = Array.from({ length: 20 }, (_, i) => `subgraph f${i}`).join('\n')
    const { design, leftOut } = imported(`flowchart LR\n${open}\nA\n${'end\n'.repeat(20)}`)
    expect(leftOut.map(({ why }) => why)).toEqual(Array(4).fill('tooDeep'))
    expect(design.nodes.find(({ id }) => id === 'A')!.parent).toBe('f15')
  })

  it('labels are cut at 120 characters, and cannot turn the direction of writing', () => {
    const { design } = imported(`flowchart LR\nA["${'가'.repeat(200)}"]\nB["safe\u202egnp.exe"]`)
    expect(design.nodes[0]!.label).toHaveLength(120)
    expect(design.nodes[1]!.label).not.toContain('\u202e')
  })

  it('ids that a design cannot have are replaced', () => {
    const { design, nodes } = imported(
      `flowchart LR\n__proto__[Web] --> constructor[(DB)]\n${'x'.repeat(80)}`,
    )
    expect(design.nodes.map(({ id }) => id)).toEqual(['web-1', 'db-1', 'web-2'])
    expect(nodes.map(({ id }) => id)).toEqual(['__proto__', 'constructor', 'x'.repeat(80)])
    expect(design.edges.map(({ source, target }) => [source, target])).toEqual([['web-1', 'db-1']])
  })
})

describe('what is no diagram', () => {
  it.each([
    ['sequenceDiagram\n  A->>B: hi', 'otherDiagram'],
    ['---\ntitle: x\n---\nerDiagram\n A ||--o{ B : has', 'otherDiagram'],
    ['', 'empty'],
    ['flowchart LR\n%% nothing\n', 'empty'],
    ['{"format": "faultline"}', 'notMermaid'],
    ['Dear all,\nthe servers are slow.', 'notMermaid'],
  ])('%j is refused: %s', (text, code) => {
    const read = readMermaid(text)
    expect(read.ok ? 'read' : read.error.code).toBe(code)
  })

  it('a paste is taken for a diagram by its first word, of any type', () => {
    for (const text of [
      'graph TD;A-->B',
      '```mermaid\nflowchart LR\n',
      '%% x\narchitecture-beta',
      'pie\n "a": 1',
    ])
      expect(looksLikeMermaid(text)).toBe(true)
    for (const text of ['', 'graphite', 'A --> B', '{"faultline-clip":1}', '#1.abc'])
      expect(looksLikeMermaid(text)).toBe(false)
  })

  it('without its first line, what draws a link is read all the same', () => {
    expect(imported('A[Client] --> B[Web]').design.edges).toHaveLength(1)
  })
})

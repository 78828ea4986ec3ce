import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import mermaid from 'mermaid'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeMermaid } from '../../../src/document/mermaid/export.ts'
import { parseMermaid } from '../../../src/document/mermaid/parse.ts'
import { anyDesign } from './any-design.ts'
import { FILES, textOf } from './sketch.ts'

/** What of mermaid's own database of a flowchart is compared with what was read. */
interface FlowDb {
  getVertices(): ReadonlyMap<string, { readonly text?: string }>
  getEdges(): readonly { readonly start: string; readonly end: string; readonly text: string }[]
  getSubGraphs(): readonly {
    readonly id: string
    readonly title: string
    readonly nodes: readonly string[]
  }[]
}

/** What mermaid refuses, or reads by other rules: broken texts, other diagrams, and what stands in a page. */
const NOT_COMPARED = ['broken', 'architecture-groups', 'architecture-junction', 'in-a-markdown-page']
const names = readdirSync(FILES)
  .map((file) => file.replace('.mmd', ''))
  .filter((name) => !NOT_COMPARED.includes(name))

beforeAll(() => mermaid.initialize({ startOnLoad: false, htmlLabels: true }))

/** Both write line breaks and entities in their own way on the way in. */
const alike = (text: string): string =>
  text
    .replace(/ﬂ°°(\w+)¶ß/g, '#$1;')
    .replace(/ﬂ°(\w+)¶ß/g, '#$1;')
    .replaceAll('&amp;', '&')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/\s+/g, ' ')
    .trim()

async function theirs(text: string) {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
  const db = diagram.db as unknown as FlowDb
  const frames = new Set(db.getSubGraphs().map(({ id }) => id))
  return {
    nodes: [...db.getVertices()]
      .filter(([id]) => !frames.has(id))
      .map(([id, { text: label = '' }]) => `${id}: ${alike(label)}`)
      .sort(),
    links: db.getEdges().map(({ start, end, text: words }) => `${start} > ${end}: ${alike(words)}`),
    frames: db
      .getSubGraphs()
      .map(({ title, nodes }) => `${alike(title)}: ${nodes.filter((id) => !frames.has(id)).sort()}`)
      .sort(),
  }
}

function ours(text: string) {
  const read = parseMermaid(text)
  if (!read.ok) throw new Error(read.error.code)
  const { nodes, links, frames } = read.value
  return {
    nodes: [...nodes.values()].map(({ id, text: label }) => `${id}: ${alike(label ?? id)}`).sort(),
    links: links.map(({ source, target, text: words }) => `${source} > ${target}: ${alike(words)}`),
    frames: [...frames.values()]
      .map(({ id, text: title }) => {
        const held = [...nodes.values()].filter((node) => node.frame === id).map((node) => node.id)
        return `${alike(title)}: ${held.sort()}`
      })
      .sort(),
  }
}

describe("mermaid's own parser finds the same nodes, labels, links and subgraphs", () => {
  it.each(names)('in %s', async (name) => {
    const text = textOf(name)
    expect(ours(text)).toEqual(await theirs(text))
  })
})

it('mermaid reads what is exported, whatever the design', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyDesign, async (design) => {
      const text = writeMermaid(design, 'en')
      expect(ours(text)).toEqual(await theirs(text))
    }),
    { numRuns: 40 },
  )
})

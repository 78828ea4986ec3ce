import { err, ok, type Result } from '../../model/result.ts'
import { readArchitecture } from './architecture.ts'
import { type Diagram, MERMAID_LIMITS } from './diagram.ts'
import { readFlowchart } from './flowchart.ts'
import { prelude } from './prelude.ts'
import { Scanner } from './scanner.ts'

/** Why nothing of a text can be read. */
export interface MermaidProblem {
  readonly code: 'tooLong' | 'otherDiagram' | 'notMermaid' | 'empty'
  readonly values: Readonly<Record<string, string | number>>
}

const FLOWCHARTS = ['flowchart', 'graph', 'flowchart-elk', 'swimlane-beta']
const ARCHITECTURES = ['architecture-beta', 'architecture']

/** The first words of mermaid's other diagrams. */
const OTHERS = [
  'sequenceDiagram',
  'classDiagram',
  'classDiagram-v2',
  'stateDiagram',
  'stateDiagram-v2',
  'erDiagram',
  'journey',
  'gantt',
  'pie',
  'quadrantChart',
  'requirementDiagram',
  'requirement',
  'gitGraph',
  'mindmap',
  'timeline',
  'zenuml',
  'sankey',
  'sankey-beta',
  'xychart',
  'xychart-beta',
  'block',
  'block-beta',
  'packet',
  'packet-beta',
  'kanban',
  'radar-beta',
  'treemap',
  'treemap-beta',
  'C4Context',
  'C4Container',
  'C4Component',
  'C4Dynamic',
  'C4Deployment',
  'venn-beta',
  'ishikawa',
  'ishikawa-beta',
]

/** Reads a diagram from text that anyone may have written. It never throws, and takes time in proportion to the text. */
export function parseMermaid(text: string): Result<Diagram, MermaidProblem> {
  const limit = MERMAID_LIMITS.characters
  if (text.length > limit) return err({ code: 'tooLong', values: { count: text.length, limit } })
  const before = prelude(text)
  const scanner = new Scanner(before.text)
  scanner.steps += before.steps
  scanner.skipSpaces(true)
  if (scanner.done) return err({ code: 'empty', values: {} })
  const word = firstWord(before.text, scanner.at)
  if (OTHERS.includes(word)) return err({ code: 'otherDiagram', values: { type: word } })
  if (ARCHITECTURES.includes(word)) {
    scanner.at += word.length
    return something(readArchitecture(scanner, before))
  }
  const known = FLOWCHARTS.includes(word)
  if (known) scanner.at += word.length
  const diagram = readFlowchart(scanner, before)
  // Without its first line a text is taken for a flowchart only if it draws something.
  return known || diagram.links.length > 0 ? something(diagram) : err({ code: 'notMermaid', values: {} })
}

/** Whether a text says of itself that it is a diagram, of whatever type: cheap enough to ask of everything that is pasted. */
export function looksLikeMermaid(text: string): boolean {
  if (text.length > MERMAID_LIMITS.characters) return false
  const before = prelude(text).text
  const word = firstWord(before, before.search(/\S/))
  return FLOWCHARTS.includes(word) || ARCHITECTURES.includes(word) || OTHERS.includes(word)
}

const firstWord = (text: string, at: number): string =>
  /^[A-Za-z][\w-]{0,30}/.exec(text.slice(at, at + 32))?.[0] ?? ''

const something = (diagram: Diagram): Result<Diagram, MermaidProblem> =>
  diagram.nodes.size + diagram.frames.size > 0 ? ok(diagram) : err({ code: 'empty', values: {} })

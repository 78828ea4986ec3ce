import type { LeftOut } from '../document/mermaid/diagram.ts'
import { type MermaidImport, readMermaid } from '../document/mermaid/import.ts'
import { writeDesign } from '../model/write.ts'
import { type CommandIo, EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { leftOutText, mermaidProblemText } from './mermaid-text.ts'
import { readWords, theOne } from './words.ts'

const USAGE = `Usage: faultline import DIAGRAM.mmd [--json]

Reads a mermaid diagram (flowchart, graph or architecture-beta) as a design.
Prints the design, and on standard error what every node was taken for and
what was left out, merged or turned.

  DIAGRAM.mmd    a text of mermaid, or - for standard input
  --json         one JSON object with all of it on standard output:
                 {"design", "nodes": [{"label", "kind", "sure"}],
                  "leftOut": [{"line", "column", "text", "why"}]}

Exit code 0 when anything was read, 2 when nothing was.
`

export const importCommand: Subcommand = {
  name: 'import',
  usage: USAGE,
  run: (words, io) => {
    const asked = readWords(words, { switches: ['--json'] })
    const file = asked.ok ? theOne(asked.value.operands, 'diagram') : asked
    if (!asked.ok || !file.ok) return misused(importCommand, file.ok ? '' : file.error, io)
    const text = io.read(file.value)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    const read = readMermaid(text.value)
    if (!read.ok) {
      io.complain(mermaidProblemText(read.error))
      return EXIT_BAD_INPUT
    }
    if (asked.value.switches.has('--json')) io.print(`${JSON.stringify(report(read.value))}\n`)
    else {
      io.print(writeDesign(read.value.design))
      say(read.value, io)
    }
    return EXIT_OK
  },
}

function report({ design, nodes, leftOut }: MermaidImport) {
  return {
    design: JSON.parse(writeDesign(design)) as unknown,
    nodes: nodes.map(({ label, kind, sure }) => ({ label, kind, sure })),
    leftOut: leftOut.map((entry) => ({
      line: entry.line,
      column: entry.column,
      text: entry.text,
      why: leftOutText(entry),
    })),
  }
}

function say({ nodes, leftOut }: MermaidImport, io: CommandIo): void {
  for (const { label, id, kind, sure } of nodes)
    io.complain(`${label === '' ? id : label}: ${kind}${sure ? '' : ' (not sure)'}`)
  for (const entry of leftOut) io.complain(placed(entry))
}

const placed = (entry: LeftOut): string =>
  `line ${entry.line}, column ${entry.column}: ${entry.text}: ${leftOutText(entry)}`

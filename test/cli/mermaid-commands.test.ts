import { expect, it } from 'vitest'
import type { CommandIo } from '../../src/cli/command.ts'
import { exportCommand } from '../../src/cli/export-command.ts'
import { importCommand } from '../../src/cli/import-command.ts'
import { leftOutText, mermaidProblemText } from '../../src/cli/mermaid-text.ts'
import { LEFT_OUT_CODES, leftOut } from '../../src/document/mermaid/diagram.ts'
import { kindModel } from '../../src/kinds/models.ts'
import { parseDesign } from '../../src/model/parse.ts'
import { err, ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { everyKind } from '../support/designs.ts'

/** A shell that has one file, and what a command said in it. */
function shell(file: string | null) {
  const said = { out: '', wrong: [] as string[] }
  const io: CommandIo = {
    read: (name) => (file === null ? err(`cannot read ${name}`) : ok(file)),
    print: (text) => {
      said.out += text
    },
    complain: (text) => said.wrong.push(text),
  }
  return { io, said }
}

const DIAGRAM = 'graph LR\n  U[User] --> W[웹 서버]\n  W --> X\n  W --> D[(DB)]\n  D --> W\n  ??? [\n'

it('import prints the design, and what it made of the diagram on standard error', () => {
  const { io, said } = shell(DIAGRAM)
  expect(importCommand.run(['a.mmd'], io)).toBe(0)
  const design = parseDesign(said.out, kindModel)
  expect(design.ok && design.value.nodes.map(({ kind }) => kind).slice(0, 4)).toEqual([
    'client',
    'web',
    'web',
    'database',
  ])
  expect(said.wrong).toContain('웹 서버: web')
  expect(said.wrong).toContain('X: web (not sure)')
  expect(said.wrong).toContain(
    'line 5, column 5: DB --> 웹 서버: a reply is part of its call: merged with it',
  )
})

it('import --json prints one object with design, nodes and leftOut, and nothing else', () => {
  const { io, said } = shell('graph LR\n  U[User] --> W[Web]\n  W --> U\n')
  expect(importCommand.run(['--json', '-'], io)).toBe(0)
  expect(said.wrong).toEqual([])
  const report = JSON.parse(said.out)
  expect(Object.keys(report)).toEqual(['design', 'nodes', 'leftOut'])
  expect(report.design.format).toBe('faultline')
  expect(report.nodes).toEqual([
    { label: 'User', kind: 'client', sure: true },
    { label: 'Web', kind: 'web', sure: true },
  ])
  expect(report.leftOut).toEqual([
    { line: 3, column: 5, text: 'Web --> User', why: 'a reply is part of its call: merged with it' },
  ])
})

it.each([
  ['sequenceDiagram\n A->>B: x', ['a.mmd'], /sequenceDiagram/],
  ['', ['a.mmd'], /nothing in it/],
  [null, ['a.mmd'], /cannot read/],
  ['graph LR\nA', [], /which diagram\? name one/],
  ['graph LR\nA', ['a.mmd', '--fast'], /unknown option --fast/],
])('import of %j with %j ends with 2 and prints nothing', (file, words, why) => {
  const { io, said } = shell(file)
  expect(importCommand.run(words, io)).toBe(2)
  expect(said.out).toBe('')
  expect(said.wrong.join()).toMatch(why)
})

it('export --format mermaid prints a flowchart that import reads', () => {
  const { io, said } = shell(writeDesign(everyKind()))
  expect(exportCommand.run(['d.json', '--format', 'mermaid', '--language=ko'], io)).toBe(0)
  expect(said.out).toMatch(/^flowchart LR|^---/)
  const again = shell(said.out)
  expect(importCommand.run(['-', '--json'], again.io)).toBe(0)
  expect(JSON.parse(again.said.out).design.nodes).toHaveLength(everyKind().nodes.length)
})

it.each([
  [writeDesign(everyKind()), ['d.json'], /--format is one of/],
  [writeDesign(everyKind()), ['d.json', '--format', 'constructor'], /--format is one of/],
  [writeDesign(everyKind()), ['d.json', '--format=mermaid', '--language=fr'], /--language is one of/],
  ['{}', ['d.json', '--format', 'mermaid'], /"format" must be "faultline"/],
  [null, ['d.json', '--format', 'mermaid'], /cannot read/],
])('export with wrong words or files ends with 2', (file, words, why) => {
  const { io, said } = shell(file)
  expect(exportCommand.run(words, io)).toBe(2)
  expect(said.out).toBe('')
  expect(said.wrong.join()).toMatch(why)
})

it('every reason has a sentence of its own', () => {
  const values = { source: 'A', target: 'B', id: 'x', limit: 1, count: 2, bracket: '[' }
  const sentences = LEFT_OUT_CODES.map((why) =>
    leftOutText(leftOut(why, { line: 1, column: 1 }, 'x', values)),
  )
  expect(new Set(sentences).size).toBe(LEFT_OUT_CODES.length)
  expect(sentences.join()).not.toContain('undefined')
  expect(mermaidProblemText({ code: 'tooLong', values: { count: 60_000, limit: 50_000 } })).toContain('60000')
})

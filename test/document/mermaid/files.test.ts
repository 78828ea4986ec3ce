import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from '../../../src/compile/compile.ts'
import { readMermaid } from '../../../src/document/mermaid/import.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import { KIND_SIMS } from '../../../src/kinds/sims.ts'
import { readDesign } from '../../../src/model/parse.ts'
import { Run } from '../../../src/sim/run/loader.ts'
import { runReport } from '../../../src/sim/run/run-report.ts'
import { CHAPTERS } from './expected-chapters.ts'
import { MEANING } from './expected-meaning.ts'
import { SYNTAX } from './expected-syntax.ts'
import { FILES, sketchOf, textOf } from './sketch.ts'

const EXPECTED = { ...CHAPTERS, ...SYNTAX, ...MEANING }

function imported(name: string) {
  const read = readMermaid(textOf(name))
  if (!read.ok) throw new Error(`${name}: ${read.error.code}`)
  return read.value
}

it('every file has its expectation, and there are more than forty', () => {
  const names = readdirSync(FILES).map((file) => file.replace('.mmd', ''))
  expect(names.sort()).toEqual(Object.keys(EXPECTED).sort())
  expect(names.length).toBeGreaterThan(40)
})

describe.each(Object.entries(EXPECTED))('%s', (name, sketch) => {
  it('becomes the nodes, frames and wires that a person sees in it', () => {
    expect(sketchOf(imported(name))).toEqual({ leftOut: [], ...sketch })
  })

  it('is a valid design in which no two boxes of a frame overlap', () => {
    const { design } = imported(name)
    expect(readDesign(design, kindModel)).toEqual({ ok: true, value: design })
    const places = design.nodes.map(({ parent, position }) => `${parent} ${position.x} ${position.y}`)
    expect(new Set(places).size).toBe(places.length)
  })
})

describe.each(Object.keys(CHAPTERS))('%s', (name) => {
  it('runs, and at least 99 % of its requests are answered', () => {
    const compiled = compile(imported(name).design)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
    expect(compiled.value.issues.map(({ code }) => code)).toEqual([])
    const { system, conservation } = runReport(new Run(compiled.value.model, KIND_SIMS), 2, 12)
    expect(conservation.completed).toBeGreaterThan(500)
    expect(system.errorRate).toBeLessThan(0.01)
  })
})

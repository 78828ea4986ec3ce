import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../src/build/list-files.ts'
import { parseArguments, USAGE } from '../src/cli/arguments.ts'
import { runDesign } from '../src/cli/run-command.ts'
import { kindModel } from '../src/kinds/models.ts'
import { EDGE_FIELDS } from '../src/model/edge-fields.ts'
import { parseDesign } from '../src/model/parse.ts'
import { faultRows, fieldCells, tableRows } from './support/docs-tables.ts'
import { ROOT } from './support/paths.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const README = read('README.md')
const ARCHITECTURE = read('ARCHITECTURE.md')

/** The blocks of code of one language, in order. */
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!)

const inCode = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)

/** Where a file or folder lies that a document names from the root, from `src` or within the engine. */
const fileOf = (name: string): string | undefined =>
  ['', 'src', 'src/sim'].map((folder) => join(ROOT, folder, name)).find((path) => existsSync(path))

/** What builds and pictures make, what every kind has, and what only looks like a path. */
const NO_FILES: ReadonlySet<string> = new Set([
  ...['dist/app', 'shots/', 'reports/mutation'],
  ...['model.ts', 'sim.ts', 'view.ts', 'docs.md', 'src/features/F'],
  ...['M/M/c', 'M/G/1', 'M/M/c/K'],
])

describe.each([
  ['README.md', README],
  ['ARCHITECTURE.md', ARCHITECTURE],
])('%s', (_, text) => {
  it('names files and folders that exist', () => {
    const missing = inCode(text)
      .filter((code) => /^[.\w-]+(\/[\w.-]+)*\/?$/.test(code) && /\/|\.(ts|tsx|md|json|cjs)$/.test(code))
      .filter((code) => !NO_FILES.has(code) && !fileOf(code.replace('kinds/X/', 'kinds/web/')))
    expect(missing).toEqual([])
  })

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm (?:run (?:--silent |-s )?([\w-]+)|(start|test))/g)].map(
      (match) => match[1] ?? match[2]!,
    )
    expect(named.length).toBeGreaterThan(2)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })
})

describe('the README', () => {
  const design = blocks(README, 'json')[0]!

  it('shows a design that runs without a complaint, and what the shell prints for it', () => {
    const outcomes = ['', '--json'].map((option) => {
      const parsed = parseArguments(
        ['design.json', '--seed', '1', '--duration', '60', option].filter(Boolean),
      )
      if (!parsed.ok) throw new Error(parsed.error)
      const outcome = runDesign(design, parsed.value)
      if (!outcome.ok) throw new Error(outcome.errors.join())
      expect(outcome.warnings).toEqual([])
      return outcome.text.trimEnd()
    })
    expect(outcomes[0]).toBe(README.split('For the design above it prints:\n\n```\n')[1]!.split('\n```')[0])
    expect(JSON.parse(outcomes[1]!)).toMatchObject(JSON.parse(blocks(README, 'json')[2]!) as object)
  })

  it('shows a fault that a scenario may hold', () => {
    const event = JSON.parse(blocks(README, 'json')[1]!) as unknown
    const whole = JSON.parse(design) as object
    expect(parseDesign(JSON.stringify({ ...whole, scenario: { events: [event] } }), kindModel).ok).toBe(true)
  })

  it('has every fault with its amount and what it strikes', () => {
    expect(subsection('Faults').map((row) => row.slice(0, 3))).toEqual(faultRows())
  })

  it('has every field of a wire with its default', () => {
    const [key, value] = [0, 2]
    const fields = EDGE_FIELDS.map(fieldCells).map((cells) => [cells[key], cells[value]])
    expect(subsection('Wires and places').map((row) => row.slice(0, 2))).toEqual(fields)
  })

  it('has every option of the shell', () => {
    const rows = tableRows(README, 'From a shell').slice(1)
    const options = rows.map(([option]) => /--\w+/.exec(option!)![0])
    expect(options).toEqual([...new Set(USAGE.split('\n\n').at(-2)!.match(/--\w+/g))])
  })

  /** The rows of the table of a part of "The design format", without the head. */
  function subsection(name: string): string[][] {
    const part = README.split(/^### /m).find((text) => text.startsWith(`${name}\n`))!
    return tableRows(`## ${part}`, name).slice(1)
  }
})

describe('the ARCHITECTURE', () => {
  it('says of every file of the engine what it is for', () => {
    const named = tableRows(ARCHITECTURE, 'The engine')
      .slice(1)
      .flatMap(([files]) => inCode(files!))
    expect(named.sort()).toEqual(listFiles(join(ROOT, 'src/sim')).sort())
  })

  it('names limits that stand where it says', () => {
    const cells = tableRows(ARCHITECTURE, 'Named limits')
      .slice(1)
      .map((row) => row[2]!)
    for (const place of cells.flatMap((cell) => cell.split('; '))) {
      const words = inCode(place)
      const files = words.filter((word) => word.includes('/'))
      const names = words.filter((word) => /^[A-Z_]+$|^[a-z]+[A-Z]\w+$/.test(word))
      for (const file of files) {
        const path = fileOf(file)
        for (const name of names)
          expect([file, name, path !== undefined && readFileSync(path, 'utf8').includes(name)]).toEqual([
            file,
            name,
            true,
          ])
      }
    }
  })
})

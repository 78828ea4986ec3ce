import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../../src/compile/compile.ts'
import { Desk } from '../../src/document/desk.ts'
import type { DocumentEntry } from '../../src/document/document.ts'
import { EXAMPLES } from '../../src/document/examples/examples.ts'
import { designOfText, textOfBytes } from '../../src/document/file.ts'
import type { Library, Save } from '../../src/document/library/library.ts'
import { designLink } from '../../src/document/link/link.ts'
import { openAddress, type StartPorts } from '../../src/document/start.ts'
import { TabMemory } from '../../src/document/tab-memory.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { memoryStorage } from '../support/documents.ts'
import { mutatedJson, mutatedText, randomOf, resealed } from './mutations.ts'

/** What many tries came to. */
export interface Totals {
  readonly runs: number
  opened: number
  refused: number
  /** What was thrown past the boundary, with the number of its try. */
  readonly thrown: string[]
  /** Tries after which the document that was open was another, or the link opened as something that nobody wrote. */
  readonly changed: number[]
  /** Wall milliseconds of each try. */
  readonly times: number[]
}

const GOLDEN = join(import.meta.dirname, '../model/golden/design-v1.json')

const freshTotals = (runs: number): Totals => ({
  runs,
  opened: 0,
  refused: 0,
  thrown: [],
  changed: [],
  times: [],
})

function corpus(): readonly Design[] {
  const read = designOfText(readFileSync(GOLDEN, 'utf8'))
  if (!read.ok) throw new Error('the golden design is not readable')
  return [read.value.design, ...EXAMPLES.flatMap((one) => [one.design('en'), one.design('ko')])]
}

/** Mutated files, read from their bytes; what is read must compile, be written and be linked without a throw. */
export function fuzzFiles(runs: number, seed: number): Totals {
  const texts = corpus().map(writeDesign)
  const random = randomOf(seed)
  const totals = freshTotals(runs)
  for (let run = 0; run < runs; run++) {
    const text = texts[Math.floor(random() * texts.length)]!
    const mutated = random() < 0.5 ? mutatedText(text, random) : mutatedJson(text, random)
    const bytes = new TextEncoder().encode(mutated)
    attempt(totals, run, () => {
      const decoded = textOfBytes(bytes)
      const read = decoded.ok ? designOfText(decoded.value) : decoded
      if (!read.ok) return false
      compile(read.value.design)
      writeDesign(read.value.design)
      designLink(read.value.design)
      return true
    })
  }
  return totals
}

/** So many links have a right checksum over wrong bytes; what they open as is then whatever they say, within the rules. */
const SEALED_SHARE = 0.3

/** Mutated links, opened as the page does over a document that is open. */
export async function fuzzLinks(runs: number, seed: number): Promise<Totals> {
  const links = corpus().map(designLink)
  const known = new Set(links)
  const random = randomOf(seed)
  const totals = freshTotals(runs)
  for (let run = 0; run < runs; run++) {
    const link = links[Math.floor(random() * links.length)]!
    const sealed = random() < SEALED_SHARE
    const mutated = sealed ? resealed(link, random) : mutatedText(link, random)
    const began = performance.now()
    try {
      const { desk, ports, shown } = await openDesk()
      const before = desk.state.id
      const outcome = await openAddress(`#${mutated}`, ports)
      const opened = outcome?.type === 'link'
      const right = opened
        ? desk.state.id !== before && (sealed || known.has(designLink(shown.at(-1)!)))
        : desk.state.id === before && shown.length === 1
      if (opened) totals.opened++
      else totals.refused++
      if (!right) totals.changed.push(run)
    } catch (error) {
      totals.thrown.push(`${run}: ${String(error)}`)
    }
    totals.times.push(performance.now() - began)
  }
  return totals
}

function attempt(totals: Totals, run: number, tried: () => boolean): void {
  const began = performance.now()
  try {
    if (tried()) totals.opened++
    else totals.refused++
  } catch (error) {
    totals.thrown.push(`${run}: ${String(error)}`)
  }
  totals.times.push(performance.now() - began)
}

/** A desk on which a document lies, over a library in memory. */
async function openDesk() {
  const shown: Design[] = []
  const library: Pick<Library, 'save' | 'read' | 'entry' | 'list'> = {
    save: ({ id, design, origin, base }: Save) => Promise.resolve(ok(entryOf(id, design, origin, base + 1))),
    read: () => Promise.resolve({ status: 'missing' }),
    entry: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
  }
  const memory = new TabMemory(memoryStorage, memoryStorage)
  const desk = new Desk({
    library,
    memory,
    tabs: {
      claim: () => Promise.resolve(true),
      takeOver: () => Promise.resolve(),
      release: () => {},
      say: () => {},
    },
    current: () => shown.at(-1) ?? emptyDesign(),
    show: (design) => shown.push(design),
    continueAs: () => {},
    changed: () => {},
    now: () => 0,
  })
  await desk.open(emptyDesign('mine'), { type: 'new', from: '' }, { keep: true })
  const ports: StartPorts = {
    desk,
    library,
    memory,
    example: () => Promise.resolve(null),
    arrive: ({ design }) => Promise.resolve(ok(design)),
    addressKept: () => {},
  }
  return { desk, ports, shown }
}

const entryOf = (
  id: string,
  design: Design,
  origin: DocumentEntry['origin'],
  revision: number,
): DocumentEntry => ({
  id,
  title: design.title,
  origin,
  createdAt: 0,
  savedAt: 0,
  revision,
  nodes: design.nodes.length,
  bytes: 0,
  deletedAt: null,
})

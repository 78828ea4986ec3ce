import { deflateSync } from 'fflate'
import lz from 'lz-string'
import { EXAMPLES } from '../../src/document/examples/examples.ts'
import { base64url } from '../../src/document/link/armour.ts'
import { designLink } from '../../src/document/link/link.ts'
import type { Design } from '../../src/model/design.ts'
import type { Language } from '../../src/model/text.ts'
import { documentOf } from '../../src/model/write.ts'
import { streets } from './streets.ts'

/** Characters behind `#`, beside what two plain ways to pack the same document would need. */
export interface LinkLength {
  readonly design: string
  readonly language: Language
  readonly notes: boolean
  readonly nodes: number
  readonly length: number
  readonly deflatedJson: number
  readonly lzString: number
}

/** Nodes of the made-up design that stands for a large one. */
export const LARGE = 100

/** Every example with and without its notes in both languages, and the large design. */
export function linkLengths(): LinkLength[] {
  const examples = EXAMPLES.flatMap(({ id, design }) =>
    (['en', 'ko'] as const).flatMap((language) => {
      const full = design(language)
      const bare = { ...full, notes: '' }
      return full.notes === ''
        ? [lengthOf(id, language, full)]
        : [lengthOf(id, language, full), lengthOf(id, language, bare)]
    }),
  )
  return [...examples, lengthOf(`${LARGE} nodes`, 'en', streets(LARGE))]
}

function lengthOf(name: string, language: Language, design: Design): LinkLength {
  const json = JSON.stringify(documentOf(design))
  return {
    design: name,
    language,
    notes: design.notes !== '',
    nodes: design.nodes.length,
    length: designLink(design).length,
    deflatedJson: base64url(deflateSync(new TextEncoder().encode(json), { level: 9 })).length,
    lzString: lz.compressToEncodedURIComponent(json).length,
  }
}

/** The longest link of a sort, which is what a target speaks of; NaN where there is none. */
export function longest(lengths: readonly LinkLength[], of: (one: LinkLength) => boolean): number {
  const found = lengths.filter(of).map(({ length }) => length)
  return found.length === 0 ? Number.NaN : Math.max(...found)
}

export interface LinkTarget {
  readonly what: string
  readonly of: (one: LinkLength) => boolean
  /** Name of the budget. */
  readonly budget:
    | 'opening'
    | 'stage13WithNotesEn'
    | 'stage13WithNotesKo'
    | 'exampleWithoutNotes'
    | 'nodes100'
}

export const LINK_TARGETS: readonly LinkTarget[] = [
  { what: 'opening example', of: ({ design }) => design === 'opening', budget: 'opening' },
  {
    what: 'stage 13 with notes, English',
    of: ({ design, language, notes }) => design === 'stage-13' && language === 'en' && notes,
    budget: 'stage13WithNotesEn',
  },
  {
    what: 'stage 13 with notes, Korean',
    of: ({ design, language, notes }) => design === 'stage-13' && language === 'ko' && notes,
    budget: 'stage13WithNotesKo',
  },
  {
    what: 'longest example without notes',
    of: ({ design, notes }) => !notes && design !== `${LARGE} nodes`,
    budget: 'exampleWithoutNotes',
  },
  { what: `${LARGE} nodes`, of: ({ design }) => design === `${LARGE} nodes`, budget: 'nodes100' },
]

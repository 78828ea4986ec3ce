import { readAddress } from '../document/address.ts'
import { openingExample } from '../document/examples/opening.ts'
import { type LinkView, readLink } from '../document/link/link.ts'
import type { AddressProblem } from '../document/start.ts'
import type { Design } from '../model/design.ts'
import type { RunMoment } from '../model/run-log.ts'
import type { Language } from '../model/text.ts'

/** What an embed shows. */
export interface EmbeddedDesign {
  readonly design: Design
  /** Where there is one, `design` is as it was at the start of its run. */
  readonly moment: RunMoment | null
  /** Where its canvas stands; null where it shows the whole. */
  readonly view: LinkView | null
}

export type EmbedContent =
  | ({ readonly type: 'design'; readonly language: Language } & EmbeddedDesign)
  | { readonly type: 'problem'; readonly language: Language; readonly problem: AddressProblem }

/** The size of the frame, by which an example is laid out. */
export interface FrameSize {
  readonly width: number
  readonly height: number
}

/** Reads what stands behind `#`. The language is the link's own, or else the reader's; a damaged link is never another design. */
export async function readEmbedded(
  hash: string,
  readers: Language,
  { width, height }: FrameSize,
): Promise<EmbedContent> {
  const address = readAddress(hash)
  const arrangement = width >= height ? 'wide' : 'tall'
  const shown = (design: Design) =>
    ({ type: 'design', language: readers, design, moment: null, view: null }) as const
  switch (address.type) {
    case 'none':
      return shown(openingExample(readers, arrangement))
    case 'example': {
      const { exampleById } = await import('../document/examples/examples.ts')
      const example = exampleById(address.id)
      return example ? shown(example.design(readers, arrangement)) : unknown(readers, `example=${address.id}`)
    }
    case 'link':
      return ofLink(address.text, readers)
    case 'unknown':
      return unknown(readers, address.text)
  }
}

const unknown = (language: Language, text: string): EmbedContent => ({
  type: 'problem',
  language,
  problem: { code: 'unknown', text },
})

function ofLink(text: string, readers: Language): EmbedContent {
  const read = readLink(text)
  if (!read.ok) return { type: 'problem', language: readers, problem: read.error }
  const { design, moment, view, language } = read.value
  return { type: 'design', language: language ?? readers, design, moment, view }
}

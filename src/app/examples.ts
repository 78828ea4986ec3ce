import { arrangementFor, openingExample } from '../document/examples/opening.ts'
import { chosenLanguage } from '../i18n/language.ts'
import type { Design } from '../model/design.ts'

/** An example in the reader's language, on a phone from top to bottom; null for a name that none has. */
export async function exampleForThisScreen(id: string): Promise<Design | null> {
  const language = chosenLanguage()
  const arrangement = arrangementFor(innerWidth)
  // The first visitor's example is here with the page; the others are fetched when one is asked for.
  if (id === 'opening') return openingExample(language, arrangement)
  const { exampleById } = await import('../document/examples/examples.ts')
  return exampleById(id)?.design(language, arrangement) ?? null
}

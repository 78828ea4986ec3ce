import { arrangementFor, openingExample } from '../features/library/opening-example.ts'
import type { Design } from '../model/design.ts'
import { uiStore } from '../store/stores.ts'

/** An example in the reader's language, on a phone from top to bottom; null for a name that none has. */
export async function exampleForThisScreen(id: string): Promise<Design | null> {
  const { language } = uiStore.getState()
  const arrangement = arrangementFor(innerWidth)
  if (id === 'opening') return openingExample(language, arrangement)
  const { GALLERY } = await import('../features/library/gallery/entries.ts')
  return GALLERY.find((entry) => entry.id === id)?.design(language, arrangement) ?? null
}

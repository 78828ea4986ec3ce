import { builtModule } from '../support/built.ts'

/** How long it takes to judge what every loss in a design means, in milliseconds by nodes, in code that is built as the worker's. */
export async function measureLosses(): Promise<Record<string, number>> {
  const entry = new URL('judged-losses.ts', import.meta.url)
  const { judgedLosses } = await builtModule<typeof import('./judged-losses.ts')>(entry)
  return judgedLosses()
}

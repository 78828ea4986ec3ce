import { TestRunner, test } from 'vitest'

/**
 * Stryker looks at tests, and a file that throws while it is loaded has none: a change that nobody could overlook would count as one
 * that nobody noticed. Here such a file has one test, which fails.
 */
export default class LoadingRunner extends TestRunner {
  #thrown: { readonly error: unknown } | null = null

  override async importFile(filepath: string, source: 'collect' | 'setup'): Promise<unknown> {
    try {
      if (source === 'setup' || this.#thrown === null) return await super.importFile(filepath, source)
    } catch (error) {
      this.#thrown = { error }
    }
    const thrown = this.#thrown
    if (source === 'collect' && thrown !== null)
      test('is loaded', () => {
        throw thrown.error
      })
    return null
  }
}

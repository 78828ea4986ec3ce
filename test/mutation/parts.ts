/** A folder of the product with the tests that answer for it: those that are quick, because each mutant runs them again. */
export interface Part {
  readonly name: string
  readonly sources: readonly string[]
  readonly tests: readonly string[]
}

/** Names the tests of a part to `vitest.mutation.config.ts`, by a comma between patterns. */
export const TESTS_VARIABLE = 'FAULTLINE_MUTATION_TESTS'

const part = (name: string, tests: readonly string[], sources = [`src/${name}`]): Part => ({
  name,
  sources,
  tests,
})

const ENGINE = ['test/sim/**', 'test/kinds/**']

export const PARTS: readonly Part[] = [
  part('sim', ENGINE),
  part('kinds', ENGINE),
  part('compile', ['test/compile/**']),
  part('model', ['test/model/**']),
  part('analysis', ['test/analysis/**']),
  part('document', ['test/document/**']),
  part('session', ['test/session/**']),
  part('runtime', ['test/runtime/**', 'test/worker/**']),
  part('worker', ['test/worker/**'], ['worker']),
]

/** A test that takes longer than the others together says little that they do not, and a mutant would wait for it. */
export const SLOW_TESTS: readonly string[] = []

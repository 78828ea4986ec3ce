/** A folder of the product with the tests that answer for it: those that are quick, because each mutant runs them again. */
export interface Part {
  /** The folder; what lies in the folder of another part belongs to that one. */
  readonly folder: string
  readonly tests: readonly string[]
}

/** Names the tests of a part to `vitest.mutation.config.ts`, one pattern a line. */
export const TESTS_VARIABLE = 'FAULTLINE_MUTATION_TESTS'

const part = (folder: string, ...tests: readonly string[]): Part => ({ folder, tests })

const KINDS = 'test/kinds/**'
const BEHAVIOUR = 'test/sim/core/behaviour.test.ts'
const DETERMINISM = 'test/sim/determinism.test.ts'

export const PARTS: readonly Part[] = [
  part('src/sim/core', 'test/sim/core/**', 'test/sim/run/faults.test.ts', 'test/sim/*.test.ts', KINDS),
  part('src/sim/kit', 'test/sim/kit/**', BEHAVIOUR, KINDS),
  part('src/sim/run', 'test/sim/run/**', DETERMINISM, 'test/worker/replay.test.ts', 'test/kinds/f*.test.ts'),
  part('src/sim/stats', 'test/sim/stats/**', 'test/sim/counted-calls.test.ts', 'test/kinds/*i*.test.ts'),
  part('src/sim/crowd', 'test/sim/crowd/**'),
  part('src/kinds', KINDS, BEHAVIOUR),
  part('src/compile', 'test/compile/**'),
  part('src/model', 'test/model/**', 'test/document/link/**'),
  part('src/analysis', 'test/analysis/*.test.ts'),
  part('src/analysis/availability', 'test/analysis/availability/**'),
  part('src/analysis/explain', 'test/analysis/explain/**'),
  part('src/analysis/fit', 'test/analysis/fit/**'),
  part('src/analysis/resilience', 'test/analysis/resilience*'),
  part('src/analysis/spof', 'test/analysis/spof/**'),
  part('src/document', 'test/document/*.test.ts', 'test/document/{examples,link}/**'),
  part('src/document/library', 'test/document/library/**', 'test/document/desk.test.ts'),
  part('src/document/mermaid', 'test/document/mermaid/**'),
  part('src/session', 'test/session/**'),
  part('src/runtime', 'test/runtime/**', 'test/worker/**'),
  part('worker', 'test/worker/**'),
]

/** Tests of many seconds, which see little that the others do not. */
export const SLOW_TESTS: readonly string[] = [
  'test/sim/{bounded,bounds,conservation}.test.ts',
  'test/sim/run/{snapshot,waypoints}.test.ts',
  'test/**/growth.test.ts',
]

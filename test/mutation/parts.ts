/** A folder of the product with the tests that answer for it: those that are quick, because each mutant runs them again. */
export interface Part {
  /** The folder; what lies in the folder of another part belongs to that one. */
  readonly folder: string
  readonly tests: readonly string[]
}

/** Names the tests of a part to `vitest.mutation.config.ts`, one pattern a line. */
export const TESTS_VARIABLE = 'FAULTLINE_MUTATION_TESTS'

const part = (folder: string, ...tests: readonly string[]): Part => ({ folder, tests })

const KINDS = 'test/kinds/*.test.ts'
/** Whether each fault does to each kind what it must says little about what kinds are built from. */
const WORK_OF_KINDS = 'test/kinds/[!f]*.test.ts'
const BEHAVIOUR = 'test/sim/core/behaviour.test.ts'
const DETERMINISM = 'test/sim/determinism.test.ts'
const COUNTED = 'test/sim/counted-calls.test.ts'

export const PARTS: readonly Part[] = [
  part('src/sim/core', 'test/sim/core/*.test.ts', 'test/sim/run/faults.test.ts', COUNTED, DETERMINISM),
  part('src/sim/kit', 'test/sim/kit/*.test.ts', BEHAVIOUR, WORK_OF_KINDS),
  part('src/sim/run', 'test/sim/run/*.test.ts', DETERMINISM, 'test/worker/replay.test.ts'),
  part('src/sim/stats', 'test/sim/stats/*.test.ts', COUNTED),
  part('src/sim/crowd', 'test/sim/crowd/*.test.ts'),
  part('src/kinds', KINDS, BEHAVIOUR),
  part('src/compile', 'test/compile/**/*.test.ts'),
  part(
    'src/model',
    'test/model/**/*.test.ts',
    'test/document/link/**/*.test.ts',
    'test/documents.test.ts',
    'test/kinds/docs.test.ts',
  ),
  part('src/analysis', 'test/analysis/*.test.ts'),
  part('src/analysis/availability', 'test/analysis/availability/**/*.test.ts'),
  part('src/analysis/explain', 'test/analysis/explain/**/*.test.ts'),
  part('src/analysis/fit', 'test/analysis/fit/**/*.test.ts'),
  part('src/analysis/resilience', 'test/analysis/resilience*.test.ts'),
  part('src/analysis/spof', 'test/analysis/spof/**/*.test.ts'),
  part('src/document', 'test/document/*.test.ts', 'test/document/{examples,link}/**/*.test.ts'),
  part('src/document/library', 'test/document/library/**/*.test.ts', 'test/document/desk.test.ts'),
  part('src/document/mermaid', 'test/document/mermaid/**/*.test.ts'),
  part('src/session', 'test/session/**/*.test.ts'),
  part('src/runtime', 'test/runtime/**/*.test.ts', 'test/worker/**/*.test.ts'),
  part('worker', 'test/worker/**/*.test.ts'),
]

/** Tests of many seconds, which see little that the others do not. */
export const SLOW_TESTS: readonly string[] = [
  'test/sim/{bounded,bounds,conservation}.test.ts',
  'test/sim/run/{snapshot,waypoints}.test.ts',
  'test/**/growth.test.ts',
]

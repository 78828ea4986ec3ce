import { afterAll, expect, it } from 'vitest'
import { StepCounter } from '../../support/steps.ts'

// Apart from the other hostile texts, because counting makes all that runs in a file slow.
const counter = new StepCounter('/src/')
const { readMermaid } = await import('../../../src/document/mermaid/import.ts')
afterAll(() => counter.close())

/** Frames inside one another, and so wires between two such stacks: as many as a chain of frames may be long. */
const DEPTH = 15

const many = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${name}${i}`)

const stack = (name: string, members: readonly string[]): string =>
  [...many(`subgraph ${name}`, DEPTH), ...members, ...Array<string>(DEPTH).fill('end')].join('\n')

const crossed = (a: string, b: string): string =>
  `${many(a, DEPTH).join(' & ')} --> ${many(b, DEPTH).join(' & ')}`

/** Texts of a few thousand characters that stand for far more calls than they have wires. */
const TEXTS: readonly (readonly [string, (n: number) => string])[] = [
  [
    'every balancer of nested frames calls every server of others',
    (n) => [stack('A', many('lb', n)), stack('B', many('web', n)), crossed('A', 'B')].join('\n'),
  ],
  [
    'servers call frames of which almost nothing can be called, and others call them',
    (n) =>
      [
        stack('A', many('web', n)),
        stack('B', ['db', ...many('user', n)]),
        stack('C', many('lb', n)),
        crossed('A', 'B'),
        crossed('C', 'A'),
      ].join('\n'),
  ],
  [
    'many clients ask through the same frames',
    (n) =>
      [stack('A', many('user', n)), stack('B', many('lb', n)), 'web', crossed('A', 'B'), 'B0 --> web'].join(
        '\n',
      ),
  ],
]

/** What a doubling of the nodes may cost: frames are sorted, and fixed costs show in small texts only. */
const GROWTH_MAX = 3

it.each(TEXTS)('%s: the steps grow as the text does', (_, text) => {
  const counts = [50, 100, 200].map((n) =>
    counter.stepsOf(() => expect(readMermaid(`flowchart LR\n${text(n)}`).ok).toBe(true)),
  )
  expect(Math.max(...counts.slice(1).map((count, i) => count / counts[i]!))).toBeLessThan(GROWTH_MAX)
})

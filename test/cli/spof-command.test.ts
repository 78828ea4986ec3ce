import { expect, it } from 'vitest'
import { spofCommand } from '../../src/cli/spof-command.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import { ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { draw, sends } from '../support/simulate.ts'

function run(text: string, ...words: string[]) {
  let printed = ''
  let complained = ''
  const code = spofCommand.run(words, {
    read: () => ok(text),
    print: (more) => {
      printed += more
    },
    complain: (more) => {
      complained += `${more}\n`
    },
  })
  return { code, printed, complained }
}

const OPENING = writeDesign(openingExample('en'))

it('the JSON has every loss that would be noticed, the worst first, with a sentence and a remedy', () => {
  const { code, printed } = run(OPENING, 'design.json', '--json')
  expect(code).toBe(0)
  const { engine, classes } = JSON.parse(printed)
  expect(engine).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Object.keys(classes)).toEqual(['static', 'read', 'write', 'upload', 'task'])
  expect(classes.write.success).toBe(1)
  expect(classes.write.spofs[1]).toEqual({
    target: 'lb-1',
    kind: 'node',
    verdict: 'hard',
    success: 0,
    sec: 0,
    overloads: [],
    domain: false,
    reason: 'All writes fail while Load balancer is down: nothing else can do its part.',
    remedy: 'Add another one like Load balancer, with the same wires.',
  })
  expect(classes.write.spofs.find(({ target }: { target: string }) => target === 'db-1')).toMatchObject({
    verdict: 'transient',
    success: 1,
    sec: 40,
    reason: 'All writes fail for 40 s after Primary DB has died, until Replica 1 is promoted.',
  })
  expect(classes.read.spofs.filter(({ domain }: { domain: boolean }) => domain)).toHaveLength(2)
})

it('the list for people names every part under its class', () => {
  const { code, printed } = run(OPENING, 'design.json')
  expect(code).toBe(0)
  expect(printed).toContain('read: 4 single points of failure, 4 more whose loss would be noticed\n')
  expect(printed).toContain('  region-1 (region)  single point of failure\n')
  expect(printed).toContain('overloads others: worker-2 at 167 %\n')
})

it('pairs are those that fail together and never alone', () => {
  const design = draw({ client: sends(10), lb: ['load-balancer'], a: ['web'], b: ['web'] }, [
    'client > lb > a',
    'lb > b',
  ])
  const { printed } = run(writeDesign(design), 'design.json', '--json', '--pairs')
  expect(JSON.parse(printed).classes.read.pairs).toEqual({ sets: [['a', 'b']], isWhole: true })
})

it('a class without a way has no single point of failure, and says so', () => {
  const { code, printed, complained } = run(writeDesign(draw({ client: sends(10) })), '-')
  expect(code).toBe(0)
  expect(printed).toBe(
    'read: no request of this class finds a way, so nothing is a single point of failure\n',
  )
  expect(complained).toContain('warning: client "client" is not wired to anything')
})

it('a design without a client says so, and one that cannot run says why', () => {
  expect(run(writeDesign(draw({ web: ['web'] })), '-')).toMatchObject({
    code: 2,
    printed: '',
    complained: expect.stringContaining('has no client'),
  })
  const circle = draw({ client: sends(10), a: ['web'], b: ['web'] }, ['client > a > b > a'])
  const { code, printed, complained } = run(writeDesign(circle), '-')
  expect(code).toBe(2)
  expect(printed).toBe('')
  expect(complained).toContain('circle of calls')
})

it.each([
  [[], 'which design?'],
  [['a.json', 'b.json'], 'one design at a time'],
  [['a.json', '--fast'], 'unknown option --fast'],
])('%j is no way to ask', (words, problem) => {
  const { code, printed, complained } = run(OPENING, ...words)
  expect([code, printed]).toEqual([2, ''])
  expect(complained).toContain(problem)
})

it('how much a cache can answer is not known without a run, and the sentence says so', () => {
  const { printed } = run(OPENING, 'design.json')
  expect(printed).toContain(
    'While Object store is down, all static requests fail that CDN cannot answer; how many those are is not known before a run.',
  )
  expect(printed).not.toContain('at most 100')
})

import { expect, it } from 'vitest'
import { fitCommand } from '../../src/cli/fit-command.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import { err, ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { gammaHistogram, histogram, k6Summary } from '../support/measurements.ts'

function run(files: Readonly<Record<string, string>>, ...words: string[]) {
  let printed = ''
  let complained = ''
  const code = fitCommand.run(words, {
    read: (name) => {
      const text = files[name]
      return text === undefined ? err(`cannot read ${name}`) : ok(text)
    },
    print: (more) => {
      printed += more
    },
    complain: (more) => {
      complained += `${more}\n`
    },
  })
  return { code, printed, complained }
}

const FILES = {
  'k6.json': k6Summary(12.4, 0.8, 18_000),
  'prom.txt': gammaHistogram(30, 2),
  'design.json': writeDesign(openingExample('en')),
}

it('says mean and variation, how they were found, how well they fit, and what the time may hold besides', () => {
  const { code, printed, complained } = run(FILES, 'k6.json')
  expect([code, complained]).toEqual([0, ''])
  expect(printed).toContain('http_req_waiting: k6 summary · 18,000 samples\n')
  expect(printed).toContain('service time: mean 12.4 ms, coefficient of variation 0.8\n')
  expect(printed).toMatch(/^p95 +31\.\d+ ms +31\.\d+ ms$/m)
  expect(printed).toMatch(/^p99 +– +\d+\.\d+ ms$/m)
  expect(printed).toContain('Fits well')
  expect(printed.match(/^note: /gm)).toHaveLength(3)
})

it('the JSON has the figures', () => {
  const { printed } = run(FILES, 'prom.txt', '--json', '--rtt-ms', '0')
  const { source, metric, meanMs, cv, byShare, rows } = JSON.parse(printed)
  expect({ source, metric, meanMs, byShare, shares: rows.length }).toEqual({
    source: 'prometheus',
    metric: 'http_wait_ms',
    meanMs: 30,
    byShare: null,
    shares: 4,
  })
  expect(cv).toBeCloseTo(2, 2)
})

it('a round trip is taken out, and the unit of a name that has none is said', () => {
  const { printed } = run(FILES, 'k6.json', '--rtt-ms=0.1', '--json')
  expect(JSON.parse(printed).meanMs).toBeCloseTo(12.3, 10)
  const file = { x: histogram([0.01, 0.04], [50, 100], 100, 2, 'wait') }
  expect(run(file, 'x').complained).toContain('(--unit ms or --unit s)')
  expect(JSON.parse(run(file, 'x', '--unit', 's', '--json').printed).meanMs).toBeCloseTo(20, 10)
})

it('prints the design with the fields of the node set, and nothing else of it changed', () => {
  const { code, printed, complained } = run(
    FILES,
    'k6.json',
    '--design',
    'design.json',
    '--node',
    'db-1',
    '--field',
    'writeMs',
  )
  expect(code).toBe(0)
  const before = JSON.parse(FILES['design.json'])
  const after = JSON.parse(printed)
  const node = before.nodes.find(({ id }: { id: string }) => id === 'db-1')
  Object.assign(node.params, { writeMs: 12.4, serviceCv: 0.8 })
  expect(after).toEqual(before)
  expect(complained).toMatch(/With 8 slots that adds more than 5 % from \d/)
  expect(complained).toContain('The variation is one for all times of the node.')
})

it('says that the node was too busy while it was measured', () => {
  const busy = k6Summary(76, 0.8)
  const { complained } = run(
    { ...FILES, 'k6.json': busy },
    'k6.json',
    '--design',
    'design.json',
    '--node',
    'db-1',
  )
  expect(complained).toContain('At the measured 100/s this node would have been 95 % busy with it')
  const calm = run(FILES, 'k6.json', '--design', 'design.json', '--node', 'db-1')
  expect(calm.complained).not.toContain('busy')
})

it.each([
  [
    ['k6.json', '--metric', 'http_req_duration'],
    'There is no metric http_req_duration in it. There are: http_req_waiting.',
  ],
  [['prom.txt', '--label', 'method=GET'], 'No series has the labels method=GET. There are: http_wait_ms.'],
  [['design.json'], 'no summary of k6'],
  [['k6.json', '--design', 'k6.json', '--node', 'db-1'], '"format" must be "faultline"'],
  [['k6.json', '--design', 'design.json', '--node', 'db-9'], 'the design has no node "db-9"; there are: '],
  [['k6.json', '--design', 'design.json', '--node', 'queue-1'], 'is a queue, which has no service time'],
  [
    ['k6.json', '--design', 'design.json', '--node', 'db-1', '--field', 'lagMs'],
    'there are: readMs, scanMs, writeMs',
  ],
  [['nothing.json'], 'cannot read nothing.json'],
])('%j: what is wrong is said, and nothing is printed', (words, sentence) => {
  const { code, printed, complained } = run(FILES, ...words)
  expect([code, printed]).toEqual([2, ''])
  expect(complained).toContain(sentence)
})

it.each([
  [[], 'which measurement? name one'],
  [['k6.json', '--node', 'db-1'], '--node needs --design'],
  [['k6.json', '--design', 'x'], '--design needs --node'],
  [['k6.json', '--field', 'x'], '--field needs --design and --node'],
  [['k6.json', '--unit', 'min'], '--unit is ms or s, not "min"'],
  [['k6.json', '--label', 'GET'], '--label is name=value, not "GET"'],
  [['k6.json', '--rtt-ms', '-1'], '--rtt-ms -1 is not a number of milliseconds from 0 to'],
  [['-', '--design', '-', '--node', 'db-1'], 'only one of the measurement and the design'],
])('%j: the words are wrong', (words, sentence) => {
  const { code, complained } = run(FILES, ...words)
  expect(code).toBe(2)
  expect(complained).toContain(sentence)
  expect(complained).toContain('Usage: faultline fit FILE')
})

it('what a text quotes cannot reach the terminal', () => {
  const { complained } = run({ x: 'up{a="\u001b[31m"} 1 \u001b[0m\n\u001b[31mred' }, 'x')
  expect(complained).toContain('\\u001b[31mred')
  expect(complained).not.toContain('\u001b')
})

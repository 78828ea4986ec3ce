import { describe, expect, it } from 'vitest'
import { checkCommand, checkDesign } from '../../src/cli/check-command.ts'
import { EXIT_BAD_INPUT, EXIT_MISSED, EXIT_OK, type Subcommand } from '../../src/cli/command.ts'
import { explainCommand, explainDesign } from '../../src/cli/explain-command.ts'
import type { Design } from '../../src/model/design.ts'
import { err, ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { draw, sends } from '../support/simulate.ts'
import { at } from '../support/watch.ts'

const small = (ratePerSec: number): Design =>
  draw({ client: sends(ratePerSec), web: ['web', { workers: 20 }], db: ['database', { slots: 1 }] }, [
    'client > web > db',
  ])

const broken = at(small(50), { at: 20, type: 'kill', target: 'db', duration: 10 })

/** A command with a design in its file; what it printed, complained and ended with. */
function shell(command: Subcommand, design: Design | null, ...words: string[]) {
  const [printed, complaints] = [[] as string[], [] as string[]]
  const code = command.run(words, {
    read: () => (design === null ? err('no such file') : ok(writeDesign(design))),
    print: (text) => printed.push(text),
    complain: (text) => complaints.push(text),
  })
  return { code, printed: printed.join(''), complaints: complaints.join('\n') }
}

describe('check', () => {
  it('ends with 0 when every goal is met, and prints each with its figures', () => {
    const { code, printed } = shell(checkCommand, small(50), 'd.json')
    expect(code).toBe(EXIT_OK)
    expect(printed).toMatch(/^✓ availability 100 % of at least 99\.9 %$/m)
    expect(printed).toMatch(/^✓ p95 \d+ ms of at most 500 ms$/m)
    expect(printed).not.toContain('why')
  })

  it('ends with 1 when one is missed, and says why', () => {
    const { code, printed } = shell(checkCommand, broken, 'd.json')
    expect(code).toBe(EXIT_MISSED)
    expect(printed).toMatch(/^✗ availability 8\d\.\d+ % of at least 99\.9 % \(unavailable 1\d/m)
    expect(printed).toContain('Primary DB was killed at 0:20.0')
  })

  it('runs for a minute after the last event', () => {
    const checked = checkDesign(writeDesign(broken), {
      seed: null,
      durationSec: null,
      warmupSec: null,
      approximate: false,
      json: true,
    })
    expect(checked.ok && JSON.parse(checked.text)).toMatchObject({
      met: false,
      measuredSec: 90,
      warmupSec: 0,
      overdue: 0,
    })
  })

  it('what never gets an answer is no success', () => {
    const hangs = at(small(50), { at: 30, type: 'slow', target: 'db', amount: 1000 })
    const { printed, code } = shell(checkCommand, hangs, 'd.json', '--duration', '36')
    expect(code).toBe(EXIT_MISSED)
    expect(printed).toMatch(/\d+ requests have no answer at the end/)
  })

  it.each([
    [[], 'which design'],
    [['a.json', 'b.json'], 'one design at a time'],
    [['a.json', '--seed', 'x'], '--seed x is not a whole number'],
    [['a.json', '--duration', '0'], '--duration 0 is not a number of seconds above 0'],
    [['a.json', '--nonsense'], 'unknown option --nonsense'],
    [['a.json', '--duration'], 'needs a value'],
    [['a.json', '--duration', '10', '--warmup', '10'], 'warm-up is as long'],
  ])('ends with 2 for wrong words: %j', (words, complaint) => {
    const { code, printed, complaints } = shell(checkCommand, small(1), ...words)
    expect([code, printed]).toEqual([EXIT_BAD_INPUT, ''])
    expect(complaints).toContain(complaint)
  })

  it('ends with 2 for a design that nobody sends to, and for a file that is not there', () => {
    expect(shell(checkCommand, draw({ web: ['web'] }), 'd.json').code).toBe(EXIT_BAD_INPUT)
    expect(shell(checkCommand, null, 'd.json')).toMatchObject({
      code: EXIT_BAD_INPUT,
      complaints: 'no such file',
    })
  })
})

describe('explain', () => {
  it('begins with the cause, at the worst moment', () => {
    const { code, printed } = shell(explainCommand, broken, 'd.json')
    expect(code).toBe(EXIT_OK)
    const lines = printed.split('\n')
    expect(lines[1]).toBe('0:20.0    Primary DB was killed at 0:20.0')
    expect(lines.at(-2)).toMatch(/→ (100|9\d\.\d) % of the requests fail: unavailable$/)
  })

  it('has nothing to say of a healthy run', () => {
    expect(shell(explainCommand, small(50), 'd.json').printed).toContain('nothing to explain')
  })

  it('can be asked about a part and a moment, as JSON', () => {
    const outcome = explainDesign(writeDesign(broken), {
      atSec: 25,
      part: 'db',
      requestClass: null,
      seed: null,
      durationSec: null,
      json: true,
    })
    const read = outcome.ok ? JSON.parse(outcome.text) : null
    expect(read).toMatchObject({ atSec: 25, wrong: true })
    expect(read.chain[0]).toMatchObject({
      code: 'kill',
      node: 'db',
      sec: 20,
      fault: 0,
      sentence: 'Primary DB was killed at 0:20.0',
    })
  })

  it('says which part does not exist, and which class', () => {
    expect(shell(explainCommand, small(1), 'd.json', '--part', 'nobody')).toMatchObject({
      code: EXIT_BAD_INPUT,
    })
    expect(shell(explainCommand, small(1), 'd.json', '--part', 'db', '--class', 'read').complaints).toContain(
      'one of --part and --class',
    )
    expect(shell(explainCommand, small(1), 'd.json', '--class', 'nothing').complaints).toContain(
      '--class must be one of',
    )
  })
})

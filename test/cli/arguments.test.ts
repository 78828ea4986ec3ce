import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'
import { DEFAULT_DURATION_SEC } from '../../src/model/measure.ts'

const wrong = (line: string): string => {
  const parsed = parseArguments(line.split(' ').slice(1))
  if (parsed.ok) throw new Error('it was accepted')
  return parsed.error
}

describe('the command line', () => {
  it('needs a file and nothing else', () => {
    expect(parseArguments(['a.json'])).toEqual({
      ok: true,
      value: {
        file: 'a.json',
        seed: null,
        durationSec: DEFAULT_DURATION_SEC,
        warmupSec: 6,
        json: false,
        approximate: false,
        audit: false,
        traces: 0,
      },
    })
  })

  it('takes its options in any order and both spellings', () => {
    const expected = {
      file: 'a.json',
      seed: 7,
      durationSec: 30,
      warmupSec: 5,
      json: true,
      approximate: true,
      audit: false,
      traces: 3,
    }
    for (const line of [
      'run a.json --seed 7 --duration 30 --warmup 5 --trace 3 --approximate --json',
      'run --json --approximate --trace=3 --seed=7 --warmup=5 --duration=30 a.json',
    ])
      expect(parseArguments(line.split(' ').slice(1))).toEqual({ ok: true, value: expected })
  })

  it('leaves a tenth of any duration out', () => {
    const parsed = parseArguments(['a.json', '--duration', '200'])
    expect(parsed.ok && parsed.value.warmupSec).toBe(20)
  })

  it('reads a dash as standard input', () => {
    const parsed = parseArguments(['-'])
    expect(parsed.ok && parsed.value.file).toBe('-')
  })

  it.each([
    ['run', /which design/],
    ['run a.json b.json', /one design at a time/],
    ['run a.json --fast', /unknown option --fast/],
    ['run a.json --seed', /--seed needs a value/],
    ['run a.json --seed -1', /--seed -1 is not/],
    ['run a.json --seed 1.5', /--seed 1.5 is not/],
    ['run a.json --seed 4294967296', /--seed 4294967296 is not/],
    ['run a.json --seed=', /--seed {2}is not/],
    ['run a.json --json=yes', /--json takes no value/],
    ['run a.json --__proto__=1', /unknown option --__proto__=1/],
    ['run a.json --duration 0', /--duration 0 is not/],
    ['run a.json --duration forever', /--duration forever is not/],
    ['run a.json --duration Infinity', /--duration Infinity is not/],
    ['run a.json --duration 1e9', /--duration 1e9 is not/],
    ['run a.json --trace 1.5', /--trace 1.5 is not/],
    ['run a.json --trace 51', /--trace 51 is not/],
    ['run a.json --warmup 60', /--warmup 60 is not less than the duration of 60 s/],
    ['run a.json --warmup -1', /--warmup -1 is not/],
  ])('%s is refused, and the message says why', (line, why) => {
    expect(wrong(line)).toMatch(why)
  })
})

import { describe, expect, it } from 'vitest'
import type { CommandIo } from '../../src/cli/command.ts'
import { resilienceCommand } from '../../src/cli/resilience-command.ts'
import type { Design } from '../../src/model/design.ts'
import { err, ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { draw, sends } from '../support/simulate.ts'

const QUICK = { serviceMs: 2, localDataMs: 2 }
const design = draw(
  {
    client: sends(100),
    lb: ['load-balancer', { healthIntervalMs: 1000 }],
    'web-1': ['web', QUICK],
    'web-2': ['web', QUICK],
  },
  ['client > lb > web-1', 'lb > web-2'],
)

async function asked(words: readonly string[], of: Design = design) {
  const [printed, complaints]: [string[], string[]] = [[], []]
  const io: CommandIo = {
    read: (file) => (file === 'design.json' ? ok(writeDesign(of)) : err(`cannot read ${file}`)),
    print: (text) => void printed.push(text),
    complain: (text) => void complaints.push(text),
  }
  const code = await resilienceCommand.run([...words], io)
  return { code, out: printed.join(''), complaints: complaints.join('\n') }
}

describe('faultline resilience', () => {
  it('prints one JSON object with a row for each part', async () => {
    const { code, out } = await asked(['design.json', '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['engine', 'seed', 'score', 'baseline', 'rows']),
    )
    expect(report.rows[0]).toMatchObject({
      target: 'lb',
      kind: 'node',
      static: { read: 'hard' },
      measured: { read: 'hard' },
      agrees: true,
      success: { read: { before: 1, failingOver: 0, settled: 0, restored: 1 } },
      rtoSec: null,
      lostWrites: 0,
      overloaded: [],
    })
    expect((await asked(['design.json', '--json'])).out).toBe(out)
  })

  it('takes the value of an option behind a space and behind an equals sign', async () => {
    const only = ['web-1', 'web-2']
    const { code, out } = await asked(['--json', '--seeds', '2', '--only', ...only, 'design.json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ seeds: 2, rows: [{ target: 'web-2' }, { target: 'web-1' }] })
    const words = ['design.json', '--json', '--seeds=2', ...only.map((id) => `--only=${id}`)]
    expect((await asked(words)).out).toBe(out)
  })

  it('says that who asks cannot be lost', async () => {
    const { code, out, complaints } = await asked(['design.json', '--only', 'client'])
    expect([code, out]).toEqual([2, ''])
    expect(complaints).toContain('"client" cannot be lost')
  })

  it('prints tables that spreadsheets and documents take', async () => {
    const csv = (await asked(['design.json', '--csv', '--only', 'lb'])).out.split('\r\n')
    expect(csv).toHaveLength(3)
    expect(csv[0]).toMatch(/^Lost,Kind,Class,/)
    const markdown = (await asked(['design.json', '--markdown', '--only', 'lb'])).out
    expect(markdown).toMatch(/^# Resilience report: test\n/)
    expect(markdown).toContain('| Load balancer | node | read |')
  })

  it('tells people what happens and what helps', async () => {
    const { out } = await asked(['design.json'])
    expect(out).toContain('1 of 3 parts is a single point of failure.')
    expect(out).toContain('No reads succeed while it is down.')
  })

  it.each([
    [['design.json', '--only', 'nobody'], 'there is no "nobody" in the design'],
    [['design.json', '--seeds', '0'], '--seeds 0 is not a whole number from 1 to 20'],
    [['design.json', '--seeds=21'], '--seeds 21 is not'],
    [['design.json', '--threads=0'], '--threads 0 is not'],
    [['design.json', '--only'], '--only needs a value'],
    [['design.json', '--json=1'], '--json takes no value'],
    [['design.json', '--json', '--csv'], 'one of --json and --csv'],
    [['design.json', '--fast'], 'unknown option --fast'],
    [[], 'which design? name one'],
    [['other.json'], 'cannot read other.json'],
  ])('%j is refused with the reason', async (words, reason) => {
    const { code, out, complaints } = await asked(words)
    expect([code, out]).toEqual([2, ''])
    expect(complaints).toContain(reason)
  })

  it('a design without a client has nobody who would notice', async () => {
    const { code, complaints } = await asked(['design.json'], draw({ web: ['web'] }))
    expect(code).toBe(2)
    expect(complaints).toContain('so there is no traffic: add a node of kind "client"')
  })
})

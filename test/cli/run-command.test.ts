import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunArguments } from '../../src/cli/arguments.ts'
import { runDesign } from '../../src/cli/run-command.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import type { Report } from '../../src/sim/stats/report.ts'
import { everyKind } from '../support/designs.ts'
import { ROOT } from '../support/paths.ts'
import { draw, sends } from '../support/simulate.ts'

const options = (more: Partial<RunArguments> = {}): RunArguments => ({
  file: 'test.json',
  seed: null,
  durationSec: 10,
  warmupSec: 1,
  json: true,
  traces: 0,
  ...more,
})

/** What happened, as a run prints it. */
interface RunJson {
  readonly marks: readonly object[]
  readonly faults: readonly { readonly phases: readonly { readonly phase: string }[] }[]
  readonly conservation: { readonly failed: number }
}

const small = draw({ client: sends(50), web: ['web'] }, ['client > web'])

function run(design: Design | string, more: Partial<RunArguments> = {}) {
  return runDesign(typeof design === 'string' ? design : writeDesign(design), options(more))
}

function reportOf(design: Design, more: Partial<RunArguments> = {}): Report {
  const outcome = run(design, more)
  if (!outcome.ok) throw new Error(outcome.errors.join())
  return JSON.parse(outcome.text)
}

function errorsOf(design: Design | string): readonly string[] {
  const outcome = run(design)
  if (outcome.ok) throw new Error('it ran')
  return outcome.errors
}

describe('a run with --json', () => {
  it('tells what happened, and of each fault what it led to and what each phase cost', () => {
    const outcome = run({
      ...draw(
        {
          client: sends(100),
          lb: ['load-balancer'],
          'web-1': ['web', { workers: 50, localDataMs: 0 }],
          'web-2': ['web', { workers: 50, localDataMs: 0 }],
        },
        ['client > lb > web-1', 'lb > web-2'],
      ),
      scenario: { seed: 1, events: [{ at: 2, type: 'kill', target: 'web-1' }] },
    })
    const report = JSON.parse(outcome.ok ? outcome.text : '') as RunJson
    expect(report.marks[0]).toEqual({ sec: 2, type: 'kill', node: 'web-1', target: '', value: 0, cause: 0 })
    const [fault, ...more] = report.faults
    expect(more).toEqual([])
    expect(Object.keys(fault!)).toEqual([
      'target',
      'type',
      'atSec',
      'phases',
      'rtoSec',
      'lostWrites',
      'staleReads',
      'failed',
    ])
    expect(fault).toMatchObject({
      target: 'web-1',
      type: 'kill',
      atSec: 2,
      failed: report.conservation.failed,
    })
    for (const phase of fault!.phases)
      expect(Object.keys(phase)).toEqual(['phase', 'sec', 'failed', 'lostWrites', 'staleReads'])
    expect(fault!.phases.map((one) => one.phase)).toContain('ejected')
  })

  it('prints one object in one line, with what it measured', () => {
    const outcome = run(everyKind())
    expect(outcome.ok && outcome.text.trimEnd().split('\n')).toHaveLength(1)
    const report = reportOf(everyKind())
    expect(Object.keys(report)).toEqual([
      'engine',
      'seed',
      'measuredSec',
      'warmupSec',
      'system',
      'nodes',
      'edges',
      'conservation',
      'limited',
      'stuckAtSec',
      'marks',
      'faults',
      'cost',
    ])
    expect(Object.keys(report.system)).toEqual([
      'offeredPerSec',
      'goodputPerSec',
      'errorRate',
      'latencyMs',
      'errors',
      'byClass',
    ])
    expect(Object.keys(report.system.byClass)).toEqual(['static', 'read', 'write', 'upload', 'task'])
    expect(report).toMatchObject({ seed: 1, measuredSec: 9, warmupSec: 1, limited: 0, stuckAtSec: null })
    const { generated, completed, failed, shed, inFlight } = report.conservation
    expect(generated).toBe(completed + failed + shed + inFlight)
  })

  it('has an entry for each running node and each wire', () => {
    const design = everyKind()
    const report = reportOf(design)
    const frames = ['region', 'zone', 'tier']
    expect(Object.keys(report.nodes).sort()).toEqual(
      design.nodes.flatMap(({ id }) => (frames.includes(id) ? [] : [id])).sort(),
    )
    expect(Object.keys(report.edges).sort()).toEqual(design.edges.map(({ id }) => id).sort())
    expect(Object.keys(report.nodes['web-1']!)).toEqual([
      'kind',
      'utilisation',
      'queue',
      'arrivalRatePerSec',
      'throughputPerSec',
      'failurePerSec',
      'dropPerSec',
      'waitMs',
      'latencyMs',
      'littlesLaw',
      'waitedShare',
      'instances',
    ])
    expect(report.nodes.cache!.hitRatio).toBeGreaterThan(0)
    expect(report.nodes.replica).toHaveProperty('lagMs')
    expect(report.nodes.queue).toHaveProperty('depth')
    expect(report.nodes.lb).toMatchObject({ targets: 2, healthyTargets: 2 })
  })

  it('has the bill of a month, by node', () => {
    const design = draw({ client: sends(1), web: ['web', { instances: 3 }], db: ['database'] }, [
      'client > web > db',
    ])
    expect(reportOf(design)).toMatchObject({ cost: { perMonth: 450, nodes: { web: 300, db: 150 } } })
  })

  it('has no number that JSON cannot hold', () => {
    const text = JSON.stringify(reportOf(everyKind()))
    expect(text).not.toContain('NaN')
    const quiet = reportOf(draw({ client: sends(0), web: ['web'] }, ['client > web']))
    expect(quiet.system.latencyMs).toEqual({ mean: null, p50: null, p95: null, p99: null })
    expect(quiet.system.errorRate).toBe(0)
  })

  it('follows the seed that was asked for instead of the design’s own', () => {
    const own = reportOf(small)
    expect(reportOf(small, { seed: 1 })).toEqual(own)
    const other = reportOf(small, { seed: 2 })
    expect(other.seed).toBe(2)
    expect(other.conservation.generated).not.toBe(own.conservation.generated)
  })
})

it('a run without --json prints a table with a row for each node', () => {
  const outcome = run(openingExample('en'), { json: false, durationSec: 1, warmupSec: 0.1 })
  const lines = outcome.ok ? outcome.text.split('\n') : []
  for (const { id, kind } of openingExample('en').nodes) {
    const hasRow = lines.some((line) => line.startsWith(id))
    expect([id, hasRow]).toEqual([id, kind !== 'region' && kind !== 'tier'])
  }
  expect(lines.find((line) => line.startsWith('cost: $'))).toMatch(/^cost: \$[\d.]+ a month \(.* more\)$/)
})

describe('a run with --trace', () => {
  const dead = draw(
    {
      client: sends(50, 'read', { timeoutMs: 1000 }),
      web: ['web'],
      db: ['database', { slots: 1, readMs: 40, connectionsMax: null }],
    },
    [['client > web > db', { latencyMs: 2 }]],
  )

  it('adds the last requests, what took their time, and why some failed', () => {
    const { traces, failedTraces, ...rest } = reportOf(dead, { traces: 4 }) as Report & {
      traces: { spans: unknown[]; latencyMs: number; timesMs: Record<string, number> }[]
      failedTraces: { failure: { reason: string; node: string; how: string } }[]
    }
    expect(rest).toEqual(reportOf(dead))
    expect(traces).toHaveLength(4)
    expect(traces[0]!.spans).toHaveLength(2)
    const { latencyMs, timesMs } = traces[0]!
    expect(Object.values(timesMs).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(latencyMs, 3)
    expect(failedTraces[0]!.failure).toMatchObject({ reason: 'timeout', node: 'db' })
  })

  it('draws them as waterfalls', () => {
    const outcome = run(dead, { traces: 2, json: false })
    const text = outcome.ok ? outcome.text : ''
    expect(text).toMatch(/^request \d+ of class read from client, at [\d.]+ s: timeout after 1000.00 ms/m)
    expect(text).toMatch(/^ {2}web +\|.*\|/m)
    expect(text).toMatch(/^ {4}db +\|:+/m)
    expect(text).toContain('failed: time was up while it stood in line at db')
  })
})

describe('a run is refused', () => {
  it('with the node and the field when a value is wrong', () => {
    const text = writeDesign(small)
      .replace('"kind": "web",', '"kind": "web", "x": 0,')
      .replace('"params": {}', '"params": {"workers": 0}')
    expect(errorsOf(text)).toEqual([
      expect.stringMatching(/"web" .*field "workers" is 0, outside 1 to 100000/),
    ])
  })

  it('when the text is no design', () => {
    expect(errorsOf('nonsense')).toEqual([expect.stringContaining('not JSON')])
    expect(errorsOf('{}')).toEqual([expect.stringContaining('"format" must be "faultline"')])
  })

  it('when calls run in a circle, and every node on it is named', () => {
    const circle = draw({ client: sends(1), a: ['web'], b: ['web'] }, ['client > a > b > a'])
    expect(errorsOf(circle)).toEqual([expect.stringContaining('"a"'), expect.stringContaining('"b"')])
  })

  it('when there is no client', () => {
    expect(errorsOf(draw({ web: ['web'] }))).toEqual([expect.stringContaining('no client')])
  })
})

it('a run that goes on says what is strange', () => {
  const outcome = run(draw({ client: sends(1), web: ['web'], h: ['hologram'] }, ['client > web']))
  expect(outcome.ok).toBe(true)
  expect(outcome.warnings).toEqual([expect.stringContaining('"hologram"')])
})

describe('a run with --audit', () => {
  it('finds all laws of the engine kept, also under faults, and prints the same', () => {
    const events = [
      { at: 1, type: 'kill' as const, target: 'web-1' },
      { at: 2, type: 'freeze' as const, target: 'db', durationSec: 1 },
    ]
    const struck = { ...everyKind(), scenario: { ...everyKind().scenario, events } }
    const audited = run(struck, { audit: true })
    expect(audited).toEqual(run(struck))
    expect(audited.ok && audited.broken).toEqual([])
  })
})

describe('the program', () => {
  const faultline = (words: readonly string[], input = '') =>
    spawnSync(process.execPath, [join(ROOT, 'src/cli/faultline.mjs'), ...words], { input, encoding: 'utf8' })

  it('reads a design from standard input, prints JSON alone, and ends with 0', () => {
    const { status, stdout } = faultline(
      ['run', '-', '--json', '--duration', '10', '--warmup', '1'],
      writeDesign(small),
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual(reportOf(small))
  })

  it('ends with 2 and prints nothing on standard output when its input is wrong', () => {
    for (const { status, stdout, stderr } of [
      faultline(
        ['run', '-', '--json'],
        '{"format":"faultline","version":1,"nodes":[{"id":"w","kind":"web","params":{"workers":0}}]}',
      ),
      faultline(['run', '/no/such/file.json']),
      faultline(['run', '-', '--seed', 'x']),
      faultline(['walk', 'a.json']),
    ]) {
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^faultline: /m)
    }
  })
})

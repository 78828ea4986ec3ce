import { describe, expect, it } from 'vitest'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import { FAULT_TYPES, FAULTS, type Fault, type FaultType } from '../../src/model/fault.ts'
import { faultsOn, type WireMeaning } from '../../src/model/kind.ts'
import { N_DONE, N_HITS, N_LATENCY_SUM, N_LOOKUPS } from '../../src/sim/core/codes.ts'
import type { Readings } from '../../src/sim/core/contract.ts'
import { lone } from '../support/designs.ts'
import { draw, only, Scene, sends } from '../support/simulate.ts'

/** A figure of a span of a run that a fault changes, and in which direction. */
interface Effect {
  readonly design: Design
  readonly figure: (scene: Scene, untilSec: number) => number
  readonly goes: 'up' | 'down'
  /** Default: the node of the kind, `it`. */
  readonly target?: string
  /** What happens besides, with the fault and without it. */
  readonly beside?: (scene: Scene) => void
}

const BEGIN = 20
const END = 30
const SPAN = 8
/** By then what a fault of ten seconds has left behind is worked off. */
const SETTLED = 90

// Figures of the span from now to a moment.

const errors = (scene: Scene, until: number): number => scene.errorsUntil(until)

/** Mean latency of the requests that succeed, in milliseconds. */
function latency(scene: Scene, until: number): number {
  const { tally } = scene.run.engine
  const [ticks, done] = [sum(tally.latencySum), sum(tally.done)]
  scene.until(until)
  return (sum(tally.latencySum) - ticks) / (sum(tally.done) - done) / 1e6
}

function generated(scene: Scene, until: number): number {
  const before = scene.books().generated
  return scene.until(until).books().generated - before
}

const arrivals =
  (id: string) =>
  (scene: Scene, until: number): number => {
    const before = scene.arrived(id)
    return scene.until(until).arrived(id) - before
  }

const column =
  (id: string, of: number, per: number, scale = 1) =>
  (scene: Scene, until: number): number => {
    const [a, b] = [scene.column(id, of), scene.column(id, per)]
    scene.until(until)
    return (scene.column(id, of) - a) / (scene.column(id, per) - b) / scale
  }

const misses = (scene: Scene, until: number): number => 1 - column('it', N_HITS, N_LOOKUPS)(scene, until)
const serviceOf = (id: string) => column(id, N_LATENCY_SUM, N_DONE, 1e6)

/** Growth of a reading in the span. */
const growth =
  (id: string, reading: keyof Readings) =>
  (scene: Scene, until: number): number => {
    const before = Number(scene.readings(id)[reading] ?? 0)
    return Number(scene.until(until).readings(id)[reading] ?? 0) - before
  }
/** A reading at the end of the span. */
const reading =
  (id: string, name: keyof Readings) =>
  (scene: Scene, until: number): number =>
    Number(scene.until(until).readings(id)[name] ?? 0)

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

// Designs: the kind is called `it`.

const asks = (name: Parameters<typeof only>[0], more = {}) =>
  sends(200, name, { keys: 50, timeoutMs: 2000, sessions: 100, ...more })
const QUICK = { serviceMs: 1, localDataMs: 0 }
const BIG = { slots: 50, connectionsMax: null }

const web = draw({ client: asks('read'), it: ['web', QUICK] }, ['client > it'])
const cache = draw(
  {
    client: asks('read'),
    web: ['web', { workers: 200, serviceMs: 1 }],
    it: ['cache'],
    db: ['database', BIG],
  },
  ['client > web > it', 'web > db'],
)
const cdn = draw({ client: asks('static'), it: ['cdn'], storage: ['storage'] }, ['client > it > storage'])
const dns = draw({ client: asks('read'), it: ['dns', { ttlMs: 1000 }], web: ['web', QUICK] }, [
  'client > it > web',
])
const balancer = draw({ client: asks('read'), it: ['load-balancer'], web: ['web', QUICK] }, [
  'client > it > web',
])
const store = draw({ client: asks('read'), web: ['web', QUICK], it: ['key-value'] }, ['client > web > it'])
const storage = draw({ client: asks('static'), it: ['storage'] }, ['client > it'])
const primary = (kind: string): Design =>
  draw(
    {
      client: ['client', { ratePerSec: 200, mix: { ...only('read'), write: 1 }, keys: 50, timeoutMs: 2000 }],
      web: ['web', QUICK],
      it: [kind, { ...BIG, promotion: false }],
      replica: ['replica', BIG],
    },
    ['client > web > it > replica'],
  )
const replica = draw(
  {
    client: [
      'client',
      { ratePerSec: 200, mix: { ...only('read'), read: 9, write: 1 }, keys: 50, timeoutMs: 2000 },
    ],
    web: ['web', QUICK],
    db: ['database', { ...BIG, readMs: 1, writeMs: 1 }],
    it: ['replica', BIG],
  },
  ['client > web > db > it'],
)
const tasks = draw(
  {
    client: sends(20, 'task', { timeoutMs: 2000 }),
    queue: ['queue', { visibilityMs: 5000, receivesMax: 1000 }],
    it: ['worker', { workers: 10, serviceMs: 200 }],
  },
  ['client > queue > it'],
)
const queue = draw(
  { client: sends(20, 'task', { timeoutMs: 2000 }), it: ['queue'], worker: ['worker', { instances: 5 }] },
  ['client > it > worker'],
)
const monitor = draw({ client: asks('read'), web: ['web', QUICK], it: ['monitor'] }, [
  'client > web',
  'it > web',
])
const frame = (kind: string): Design =>
  draw(
    {
      client: asks('read'),
      lb: ['load-balancer'],
      it: [kind],
      'web-1': ['web', QUICK, { in: 'it' }],
      'web-2': ['web', QUICK, { in: 'it' }],
    },
    ['client > lb > it'],
  )

const fails = (design: Design): Effect => ({ design, figure: errors, goes: 'up' })
const slows = (design: Design, id = 'it'): Effect => ({ design, figure: serviceOf(id), goes: 'up' })
const delays = (design: Design): Effect => ({ design, figure: latency, goes: 'up' })
const grows = (design: Design, id: string, name: keyof Readings): Effect => ({
  design,
  figure: growth(id, name),
  goes: 'up',
})

const frameEffects = (kind: string) => ({
  kill: fails(frame(kind)),
  slow: slows(frame(kind), 'web-1'),
  errors: fails(frame(kind)),
})

const dataEffects = (kind: string) => ({
  kill: fails(primary(kind)),
  slow: slows(primary(kind)),
  errors: fails(primary(kind)),
  pause: { design: primary(kind), figure: reading('replica', 'lagMs'), goes: 'up' } as const,
})

/** Every fault that strikes a kind, and what it changes. A kind that is not here, or a fault that is not, must be decided on. */
type Effects = Readonly<Partial<Record<FaultType, Effect>>>

const EFFECTS: Readonly<Record<string, Effects>> = {
  client: { spike: { design: web, figure: generated, goes: 'up', target: 'client' } },
  dns: { kill: fails(dns), slow: delays(dns), errors: fails(dns) },
  // Its edge answers most requests in 10 ms; without it nobody does.
  cdn: {
    kill: fails(cdn),
    slow: slows(cdn),
    errors: fails(cdn),
    flush: { design: cdn, figure: misses, goes: 'up' },
  },
  'load-balancer': {
    kill: fails(balancer),
    slow: delays(balancer),
    errors: fails(balancer),
    drain: fails(balancer),
  },
  web: { kill: fails(web), slow: slows(web), errors: fails(web), drain: fails(web) },
  // Its death costs time, and success only where the data behind it cannot keep up.
  cache: {
    kill: delays(cache),
    slow: slows(cache),
    errors: delays(cache),
    flush: { design: cache, figure: misses, goes: 'up' },
    // Who asks it waits for an answer, where a dead one would be passed by.
    freeze: fails(cache),
  },
  database: dataEffects('database'),
  shard: dataEffects('shard'),
  // The primary answers the reads instead.
  replica: {
    kill: { design: replica, figure: arrivals('db'), goes: 'up' },
    slow: slows(replica),
    errors: { design: replica, figure: arrivals('db'), goes: 'up' },
    drain: { design: replica, figure: arrivals('db'), goes: 'up' },
    pause: { design: replica, figure: reading('it', 'lagMs'), goes: 'up' },
    freeze: fails(replica),
  },
  queue: { kill: fails(queue), errors: fails(queue) },
  worker: {
    kill: grows(tasks, 'queue', 'depth'),
    slow: grows(tasks, 'queue', 'depth'),
    errors: grows(tasks, 'queue', 'redelivered'),
    drain: grows(tasks, 'queue', 'depth'),
  },
  storage: { kill: fails(storage), slow: slows(storage), errors: fails(storage) },
  'key-value': {
    kill: fails(store),
    slow: slows(store),
    errors: fails(store),
    flush: grows(store, 'it', 'sessionsLost'),
  },
  // Something is down, and nobody says so.
  monitor: {
    kill: {
      design: monitor,
      figure: reading('it', 'alerts'),
      goes: 'down',
      beside: (scene) => scene.kill('web'),
    },
  },
  tier: { ...frameEffects('tier'), drain: fails(frame('tier')) },
  zone: frameEffects('zone'),
  region: frameEffects('region'),
}

const isCalm = (figure: number, calm: number): boolean => Math.abs(figure - calm) <= 0.1 * calm + 0.001

/** Whether a figure is clearly another one than without the fault. */
const isMoved = (figure: number, calm: number, goes: Effect['goes']): boolean =>
  goes === 'up' ? figure > 1.5 * calm : figure < calm / 1.5

/** The figure of the span of eight seconds from a moment on. */
function measure({ design, figure, beside }: Effect, fromSec: number, fault?: Fault): number {
  const scene = new Scene(design).until(BEGIN)
  beside?.(scene)
  if (fault) scene.run.inject(fault)
  return figure(scene.until(fromSec), fromSec + SPAN)
}

/** The same of a fault of ten seconds that stands in the scenario instead of being injected. */
function measurePlanned(effect: Effect, fromSec: number, type: FaultType): number {
  const event = { at: BEGIN, type, target: effect.target ?? 'it', duration: END - BEGIN }
  const design = { ...effect.design, scenario: { seed: 1, events: [event] } }
  return measure({ ...effect, design }, fromSec)
}

/** What every fault must do, whatever it strikes. */
function keepsItsWord(type: FaultType, effect: Effect): void {
  const { target = 'it', goes } = effect
  const forTenSec: Fault = { type, target, amount: null, durationSec: END - BEGIN }
  const calm = measure(effect, BEGIN)
  const calmLater = measure(effect, SETTLED)

  it('changes what is measured', () => {
    const figure = measure(effect, BEGIN, forTenSec)
    expect([figure, calm, isMoved(figure, calm, goes)]).toEqual([figure, calm, true])
  })

  it('does the same from the scenario', () => {
    const figure = measurePlanned(effect, BEGIN, type)
    expect([figure, calm, isMoved(figure, calm, goes)]).toEqual([figure, calm, true])
  })

  it('leaves nothing behind when it is over', () => {
    for (const figure of [measure(effect, SETTLED, forTenSec), measurePlanned(effect, SETTLED, type)])
      expect([figure, calmLater, isCalm(figure, calmLater)]).toEqual([figure, calmLater, true])
  })

  if (!FAULTS[type].lasts) return

  it('goes on where it has no duration, until it is restored', () => {
    const onAndOn = { ...forTenSec, durationSec: null }
    const figure = measure(effect, SETTLED, onAndOn)
    expect([figure, calmLater, isMoved(figure, calmLater, goes)]).toEqual([figure, calmLater, true])
    const restored: Effect = {
      ...effect,
      figure: (scene, until) =>
        effect.figure(scene.restore(target).until(until + SETTLED), until + SETTLED + SPAN),
    }
    const after = measure(restored, SETTLED, onAndOn)
    expect([after, calmLater, isCalm(after, calmLater)]).toEqual([after, calmLater, true])
  })
}

/** A process that hangs answers nobody, as a dead one does; that it still holds what it had is asked of it in other tests. */
const withFreeze = (effects: Effects): Effects =>
  effects.kill ? { freeze: effects.kill, ...effects } : effects

describe.each(KIND_MODELS.map((model) => [model.id, model] as const))('the kind %s', (kind, model) => {
  const effects = withFreeze(EFFECTS[kind] ?? {})

  it('has exactly the faults that are decided on here', () => {
    const known = Object.keys(effects)
    expect([...faultsOn(model)].sort()).toEqual([...known, ...(known.length > 0 ? ['restore'] : [])].sort())
  })

  for (const [type, effect] of Object.entries(effects))
    describe(`struck by ${type}`, () => keepsItsWord(type as FaultType, effect))

  // A frame passes on to its members whatever strikes them.
  if (model.traits.contains) return

  it('is left alone by every other fault', () => {
    const target = model.role === 'source' ? 'client' : 'it'
    const books = (type?: FaultType): unknown => {
      const scene = new Scene(lone(kind)).until(5)
      if (type) scene.run.inject({ type, target, amount: null, durationSec: null })
      return scene.until(10).books()
    }
    for (const type of FAULT_TYPES)
      if (type !== 'restore' && !(type in effects)) expect([type, books(type)]).toEqual([type, books()])
  })
})

/** By what flows over a wire: what its cut changes. */
const CUTS: Readonly<Record<WireMeaning, Effect>> = {
  calls: { ...fails(store), target: 'web>it' },
  routes: { ...fails(balancer), target: 'it>web' },
  publishes: { ...fails(tasks), target: 'client>queue' },
  consumes: { ...grows(tasks, 'queue', 'redelivered'), target: 'queue>it' },
  replicates: { design: replica, figure: reading('it', 'lagMs'), goes: 'up', target: 'db>it' },
  watches: { design: monitor, figure: reading('it', 'alerts'), goes: 'up', target: 'it>web' },
}

describe.each(Object.entries(CUTS))('a wire that %s', (_, effect) => {
  keepsItsWord('cut', effect)
})

describe('a wire to a frame', () => {
  keepsItsWord('cut', { ...fails(frame('zone')), target: 'lb>it' })
})

import { describe, expect, it } from 'vitest'
import {
  auditOf,
  C_CHILD,
  C_NEXT,
  C_NODE,
  C_PARENT,
  C_STATE,
  CALL_INTS,
  E_OPEN,
  type Engine,
  M_RESERVED,
  N_BUSY,
  N_QUEUE,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  QUEUED,
  SERVING,
  WAITING,
} from '../../support/engine.ts'
import { draw, only, Scene, sends } from '../../support/simulate.ts'

/** Requests wait, are served, wait for others and are on their way; messages wait and are out; users think. */
const busySystem = (): Scene =>
  new Scene(
    draw(
      {
        client: sends(400, 'read'),
        users: ['client', { load: 'closed', users: 20, thinkMs: 50, mix: only('task') }],
        web: ['web', { workers: 2, waiting: 'blocking', serviceMs: 5, queueMax: null }],
        db: ['database', { slots: 1, readMs: 4 }],
        queue: ['queue', {}],
        worker: ['worker', { workers: 2, serviceMs: 200 }],
      },
      ['client > web > db', ['users > queue', { latencyMs: 40 }], 'queue > worker'],
    ),
  ).until(2)

/** The first live call in a state at a node. */
function callAt(scene: Scene, id: string, state: number): number {
  const { calls } = scene.run.engine
  const found: number[] = []
  calls.forEachLive((call) => {
    const at = call * CALL_INTS
    if (calls.ints[at + C_STATE] === state && calls.ints[at + C_NODE] === scene.slot(id)) found.push(call)
  })
  if (found.length === 0) throw new Error(`no such call at ${id}`)
  return found[0]!
}

const bump = (scene: Scene, id: string, column: number, by: number): void => {
  const at = scene.slot(id) * NODE_DOUBLES + column
  scene.run.engine.nodeDoubles[at] = scene.run.engine.nodeDoubles[at]! + by
}

/** A wrong that is done to a sound engine, and what the auditor says of it. */
const WRONGS: readonly (readonly [string, (scene: Scene, engine: Engine) => void, RegExp])[] = [
  ['a request that was never counted', (_, { tally }) => tally.begin(1), /requests are in flight/],
  [
    'a record that is freed while its caller waits',
    (scene, { calls }) => calls.free(callAt(scene, 'web', SERVING)),
    /which is free or another's/,
  ],
  [
    'a callee that has lost its caller',
    (scene, { calls }) => {
      calls.ints[callAt(scene, 'web', SERVING) * CALL_INTS + C_PARENT] = -1
    },
    /which is free or another's/,
  ],
  [
    'a caller that has forgotten its callee',
    (scene, { calls }) => {
      const call = callAt(scene, 'web', SERVING)
      calls.ints[calls.ints[call * CALL_INTS + C_PARENT]! * CALL_INTS + C_CHILD] = -1
    },
    /which does not wait for it/,
  ],
  [
    'a circle of free records',
    (_, { calls }) => {
      for (const call of [calls.allocate(), calls.allocate()]) calls.free(call)
      const [first, second] = calls.freeRecords
      calls.ints[second! * CALL_INTS + C_NEXT] = first!
    },
    /goes in a circle/,
  ],
  ['a slot that nobody has', (scene) => bump(scene, 'db', N_BUSY, 1), /slots are busy/],
  ['a slot that stays free while calls wait', (scene) => bump(scene, 'web', N_SLOTS, 1), /slots are free/],
  ['a queue that counts too many', (scene) => bump(scene, 'web', N_QUEUE, 1), /calls are queued, and/],
  [
    'a call that is queued twice',
    (scene, { calls }) => {
      const call = callAt(scene, 'web', QUEUED)
      calls.ints[call * CALL_INTS + C_NEXT] = call
    },
    /queued twice/,
  ],
  [
    'a service whose end was lost',
    (scene, engine) => engine.cancelServing(scene.slot('worker')),
    /ends 0 times/,
  ],
  [
    'a wire that counts a call too many',
    (_, { edgeDoubles }) => {
      edgeDoubles[E_OPEN] = edgeDoubles[E_OPEN]! + 1
    },
    /open over wire 0/,
  ],
  [
    'a timer that is dropped without being freed',
    (scene, engine) => {
      engine.after(1000, scene.slot('web'), 99, 0)
      engine.schedule.filter((payload) => (payload & 15) !== 5)
    },
    /goes off 0 times/,
  ],
  [
    'a slot that is promised to no message',
    (scene, { nodeInts }) => {
      const at = scene.slot('worker') * NODE_INTS + M_RESERVED
      nodeInts[at] = nodeInts[at]! + 1
    },
    /slots are promised/,
  ],
  [
    'a user who is neither thinking nor asking',
    (scene, engine) => {
      const call = callAt(scene, 'users', WAITING)
      engine.calls.ints[call * CALL_INTS + C_NODE] = scene.slot('client')
    },
    /users/,
  ],
]

describe('the auditor of the engine', () => {
  it('finds nothing wrong with a busy system', () => {
    const scene = busySystem()
    expect(scene.queued('web')).toBeGreaterThan(0)
    expect(scene.queued('queue')).toBeGreaterThan(0)
    expect(auditOf(scene.run.engine)).toEqual([])
  })

  it.each(WRONGS)('finds %s', (_name, wrong, sentence) => {
    const scene = busySystem()
    wrong(scene, scene.run.engine)
    expect(auditOf(scene.run.engine).join('\n')).toMatch(sentence)
  })

  it('sees that a closed load never has more users than it should', () => {
    const scene = busySystem()
    const design = draw(
      { users: ['client', { load: 'closed', users: 5, mix: only('task') }], queue: ['queue', {}] },
      ['users > queue'],
    )
    scene.edit(design).until(10)
    expect(auditOf(scene.run.engine)).toEqual([])
  })
})

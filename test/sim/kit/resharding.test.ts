import { expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'

const KEYS = 10_000

/** A server with so many shards. */
function sharded(count: number, params: Params): Design {
  const ids = Array.from({ length: count }, (_, i) => `s${i + 1}`)
  return draw(
    {
      client: sends(200, 'read', { keys: KEYS, zipfAlpha: 0 }),
      web: ['web', { workers: 50 }],
      ...Object.fromEntries(ids.map((id) => [id, ['shard', params] as const])),
    },
    ['client > web', ...ids.map((id) => `web > ${id}`)],
  )
}

const moved = (sharding: string): number => {
  const scene = new Scene(sharded(3, { sharding })).until(10)
  scene.edit(sharded(4, { sharding }))
  return (scene.marks('reshard')[0]?.value ?? 0) / KEYS
}

it('a fourth shard moves three quarters of the keys by modulo and a quarter on a hash ring', () => {
  expect(moved('modulo')).toBeCloseTo(0.75, 2)
  expect(Math.abs(moved('ring') - 0.25)).toBeLessThan(0.05)
})

it('keys move at the stated rate, and each costs a read and a write', () => {
  const fields = { sharding: 'modulo', movePerSec: 500 }
  const scene = new Scene(sharded(3, fields)).until(10)
  scene.edit(sharded(4, fields)).until(11)
  // It takes no keys of its own yet but those that have come, and the writes of the move.
  expect(scene.readings('s4').moving).toBeGreaterThan(6500)
  scene.until(24.5)
  expect(scene.readings('s4').moving).toBeGreaterThan(0)
  scene.until(26)
  expect(scene.readings('s4').moving).toBeUndefined()
  expect(scene.marks('reshardEnd')).toHaveLength(1)
  const before = scene.arrived('s4')
  scene.until(46)
  expect((scene.arrived('s4') - before) / 20 / 50).toBeCloseTo(1, 1)
})

it('nothing fails and nothing is asked of a shard that does not have it yet', () => {
  const fields = { sharding: 'modulo', movePerSec: 100 }
  const scene = new Scene(sharded(3, fields)).until(10)
  scene.edit(sharded(4, fields))
  expect(scene.errorsUntil(11)).toBe(0)
  // 100 keys a second are 10,000 in 100 s: hardly any have come.
  expect(scene.arrived('s4')).toBeLessThan(60)
})

it('shards that nobody has asked yet hold nothing that would have to move', () => {
  const drawn = (count: number): Design => ({ ...sharded(count, { sharding: 'modulo' }), edges: [] })
  const wired = (count: number): Design => sharded(count, { sharding: 'modulo' })
  const unasked = (design: Design): Design => ({
    ...design,
    edges: design.edges.filter(({ source }) => source !== 'client'),
  })
  const scene = new Scene(drawn(1))
    .until(1)
    .edit(unasked(wired(1)))
    .until(2)
  scene
    .edit(unasked(wired(2)))
    .edit(wired(2))
    .until(3)
  expect(scene.marks('reshard')).toEqual([])
  expect(scene.arrived('s2')).toBeGreaterThan(50)
  scene.edit(wired(3)).until(3.5)
  expect(scene.marks('reshard')).toHaveLength(1)
})

it('without a change of the shards nothing moves', () => {
  const fields = { sharding: 'ring' }
  const scene = new Scene(sharded(3, fields)).until(5)
  scene.edit(sharded(3, { ...fields, readMs: 20 })).until(6)
  expect(scene.marks('reshard')).toEqual([])
})

it('a popular key makes its shard hot by range, and a directory spreads what can be spread', () => {
  const share = (sharding: string): number => {
    const design = sharded(4, { sharding })
    const nodes = design.nodes.map((node) =>
      node.id === 'client' ? { ...node, params: { ...node.params, zipfAlpha: 0.9 } } : node,
    )
    const scene = new Scene({ ...design, nodes }).until(60)
    return scene.arrived('s1') / 60 / 200
  }
  expect(share('range')).toBeGreaterThan(0.6)
  expect(share('directory')).toBeLessThan(0.3)
  expect(share('modulo')).toBeLessThan(0.4)
})

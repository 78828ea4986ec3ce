import { describe, expect, it } from 'vitest'
import { frameMembers, newWirePaths, pairMeaning, wirePaths } from '../../src/compile/wires.ts'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import { draw } from '../support/simulate.ts'

const refusal = (source: string, target: string): string => {
  const paths = wirePaths(draw({ source: [source], target: [target] }), 'source', 'target')
  return paths.ok ? `allowed: ${paths.value[0]!.meaning}` : paths.error.code
}

const running = KIND_MODELS.filter(({ traits }) => !traits.contains)
const pairs = running.flatMap((source) => running.map((target) => [source.id, target.id] as const))

describe('a wire between two components', () => {
  it('is allowed exactly where the source’s kind gives it a meaning', () => {
    for (const [source, target] of pairs) {
      const meaning = pairMeaning(kindModel(source)!, kindModel(target)!)
      const paths = wirePaths(draw({ source: [source], target: [target] }), 'source', 'target')
      if (meaning)
        expect(paths).toEqual({ ok: true, value: [{ source: 'source', target: 'target', meaning }] })
      else expect(paths.ok).toBe(false)
    }
  })

  it.each([
    ['client', 'load-balancer', 'calls'],
    ['client', 'dns', 'calls'],
    ['client', 'queue', 'publishes'],
    ['dns', 'load-balancer', 'routes'],
    ['cdn', 'storage', 'calls'],
    ['load-balancer', 'web', 'routes'],
    ['web', 'database', 'calls'],
    ['web', 'cache', 'calls'],
    ['web', 'queue', 'publishes'],
    ['cache', 'database', 'calls'],
    ['queue', 'worker', 'consumes'],
    ['worker', 'storage', 'calls'],
    ['database', 'replica', 'replicates'],
    ['shard', 'replica', 'replicates'],
    ['monitor', 'web', 'watches'],
  ])('from %s to %s %s', (source, target, meaning) => {
    expect(refusal(source, target)).toBe(`allowed: ${meaning}`)
  })

  it.each([
    ['web', 'load-balancer', 'allowed: calls'],
    ['database', 'web', 'reversed'],
    ['worker', 'queue', 'allowed: publishes'],
    ['replica', 'database', 'reversed'],
    ['storage', 'cdn', 'reversed'],
    ['web', 'client', 'intoClient'],
    ['client', 'client', 'intoClient'],
    ['web', 'worker', 'needsQueue'],
    ['client', 'worker', 'needsQueue'],
    ['storage', 'key-value', 'callsNobody'],
    ['replica', 'replica', 'callsNobody'],
    ['client', 'cache', 'meaningless'],
    ['queue', 'database', 'meaningless'],
    ['client', 'monitor', 'meaningless'],
    ['web', 'monitor', 'reversed'],
  ])('from %s to %s: %s', (source, target, code) => {
    expect(refusal(source, target)).toBe(code)
  })

  it('is called reversed exactly where the other direction would be allowed', () => {
    for (const [source, target] of pairs) {
      const code = refusal(source, target)
      const back = refusal(target, source).startsWith('allowed')
      if (code === 'reversed') expect(back).toBe(true)
      if (back && !code.startsWith('allowed'))
        expect(['reversed', 'intoClient', 'needsQueue']).toContain(code)
    }
  })

  it('tells what the source could be wired to instead', () => {
    const paths = wirePaths(draw({ source: ['queue'], target: ['database'] }), 'source', 'target')
    expect(paths).toEqual({ ok: false, error: { code: 'meaningless', instead: ['consumer'] } })
  })

  it('must not lead to itself, to nobody, or to an unknown kind', () => {
    const design = draw({ web: ['web'], hologram: ['hologram'] })
    expect(wirePaths(design, 'web', 'web')).toMatchObject({ error: { code: 'self' } })
    expect(wirePaths(design, 'web', 'nobody')).toMatchObject({ error: { code: 'unknownKind' } })
    expect(wirePaths(design, 'web', 'hologram')).toMatchObject({ error: { code: 'unknownKind' } })
    expect(wirePaths(design, 'hologram', 'web')).toMatchObject({ error: { code: 'unknownKind' } })
  })

  it('must not stand twice', () => {
    const design = draw({ web: ['web'], db: ['database'] }, ['web > db'])
    expect(wirePaths(design, 'web', 'db').ok).toBe(true)
    expect(newWirePaths(design, 'web', 'db')).toMatchObject({ error: { code: 'duplicate' } })
  })
})

describe('a wire to or from a frame', () => {
  const design = draw({
    region: ['region'],
    zone: ['zone', {}, { in: 'region' }],
    tier: ['tier', {}, { in: 'zone' }],
    empty: ['tier'],
    lb: ['load-balancer'],
    a: ['web', {}, { in: 'tier' }],
    b: ['web', {}, { in: 'zone' }],
    db: ['database', {}, { in: 'region' }],
    db2: ['database'],
    hologram: ['hologram', {}, { in: 'tier' }],
  })
  const ends = (source: string, target: string): string[] => {
    const paths = wirePaths(design, source, target)
    return paths.ok ? paths.value.map((path) => `${path.source}>${path.target}`).sort() : [paths.error.code]
  }

  it('stands for one to each member that it means something to, at any depth', () => {
    expect(ends('lb', 'tier')).toEqual(['lb>a'])
    expect(ends('lb', 'zone')).toEqual(['lb>a', 'lb>b'])
    expect(ends('lb', 'region')).toEqual(['lb>a', 'lb>b', 'lb>db'])
    expect(ends('zone', 'db2')).toEqual(['a>db2', 'b>db2'])
  })

  it('joins all members of two frames', () => {
    const two = draw({
      one: ['tier'],
      other: ['tier'],
      a: ['web', {}, { in: 'one' }],
      b: ['web', {}, { in: 'one' }],
      c: ['database', {}, { in: 'other' }],
      d: ['cache', {}, { in: 'other' }],
    })
    const paths = wirePaths(two, 'one', 'other')
    expect(paths.ok && paths.value).toHaveLength(4)
  })

  it('is refused where no member can be an end, and where one lies inside the other', () => {
    expect(ends('lb', 'empty')).toEqual(['emptyFrame'])
    expect(ends('tier', 'lb')).toEqual(['a>lb'])
    expect(ends('db2', 'tier')).toEqual(['emptyFrame'])
    expect(ends('zone', 'a')).toEqual(['inside'])
    expect(ends('a', 'region')).toEqual(['inside'])
    expect(ends('region', 'zone')).toEqual(['inside'])
  })

  it('counts every component inside as a member, and no frame', () => {
    expect(
      frameMembers(design, 'region')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'db', 'hologram'])
    expect(frameMembers(design, 'empty')).toEqual([])
  })
})

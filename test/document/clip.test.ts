import { expect, it } from 'vitest'
import { readClip } from '../../src/document/clip.ts'
import { clipText } from '../../src/document/clip-text.ts'
import { DESIGN_LIMITS, emptyDesign } from '../../src/model/design.ts'
import { clip, paste } from '../../src/session/edits.ts'

const at = (id: string, kind: string, more: object = {}) => ({
  id,
  kind,
  label: '',
  position: { x: 0, y: 0 },
  params: {},
  ...more,
})

const clipOf = (nodes: readonly object[], edges: readonly object[] = []): string =>
  JSON.stringify({ 'faultline-clip': 1, nodes, edges })

it('an id that stands twice in a clip is taken once', () => {
  const read = readClip(clipOf([at('a', 'web'), at('a', 'web')]))
  expect(read.ok && read.value.nodes.map((node) => node.id)).toEqual(['a'])
})

it('a pasted clip gives ids that are all different', () => {
  const read = readClip(clipOf([at('a', 'web'), at('a', 'cache'), at('b', 'web')]))
  if (!read.ok) throw new Error(read.error)
  const { design } = paste(emptyDesign(), read.value, { x: 0, y: 0 })
  expect(new Set(design.nodes.map((node) => node.id)).size).toBe(design.nodes.length)
})

it('a component of an unknown kind keeps its parameters and what else it carries', () => {
  const read = readClip(clipOf([at('a', 'teleporter', { params: { power: 9 }, extra: { colour: 'red' } })]))
  expect(read.ok && read.value.nodes[0]).toEqual(
    at('a', 'teleporter', { params: { power: 9 }, extra: { colour: 'red' } }),
  )
})

it('a value out of range is left out, and the default holds', () => {
  const read = readClip(clipOf([at('a', 'web', { params: { instances: -1, workers: 3 } })]))
  expect(read.ok && read.value.nodes[0]?.params).toEqual({ workers: 3 })
})

it('what was copied is what is read', () => {
  const design = { ...emptyDesign(), nodes: [at('a', 'web'), at('b', 'database')] }
  const copied = clip(design, new Set(['a', 'b']))
  expect(readClip(clipText(copied))).toEqual({ ok: true, value: copied })
})

it('text of others is foreign, and damaged text of ours says so', () => {
  expect(readClip('hello')).toEqual({ ok: false, error: 'foreign' })
  expect(readClip('{"faultline-clip":1,')).toEqual({ ok: false, error: 'json' })
  expect(readClip(clipOf([{ id: 'a' }]))).toEqual({ ok: false, error: 'shape' })
})

it('what is longer than any design is refused for its size before it is read, and one with too many components after', () => {
  const long = `{"faultline-clip":1,"nodes":[],"edges":[],"notes":"${'x'.repeat(8_000_000)}"}`
  expect(readClip(long)).toEqual({ ok: false, error: 'size' })
  const many = Array.from({ length: DESIGN_LIMITS.nodes + 1 }, (_, i) => at(`n${i}`, 'web'))
  expect(readClip(clipOf(many))).toEqual({ ok: false, error: 'size' })
})

it('what an older build put under "extra" stands beside the rest again', () => {
  const read = readClip(clipOf([at('a', 'web', { extra: { colour: 'red' } }), at('b', 'web')]))
  expect(read.ok && read.value.nodes).toEqual([at('a', 'web', { extra: { colour: 'red' } }), at('b', 'web')])
})

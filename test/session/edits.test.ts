import { describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { DESIGN_LIMITS, type Design, emptyDesign, type ScenarioEvent } from '../../src/model/design.ts'
import { absolutePosition, byId } from '../../src/model/tree.ts'
import {
  addEvent,
  addNode,
  clip,
  connect,
  moveNodes,
  paste,
  remove,
  removeEvent,
  setEdgeParam,
  setEvent,
  setLabel,
  setNodeParam,
  setNodeParams,
  setUserCount,
  userCount,
} from '../../src/session/edits.ts'
import { draw } from '../support/simulate.ts'

const none: ReadonlySet<string> = new Set()
const ids = (design: Design): string[] => design.nodes.map(({ id }) => id)
const wires = (design: Design): string[] => design.edges.map(({ source, target }) => `${source}>${target}`)
const nodeOf = (design: Design, id: string) => design.nodes.find((node) => node.id === id)!

/** A frame in a frame, each 100 to the right and 50 down, and a server in the inner one. */
const nested = (): Design => {
  const design = draw(
    {
      region: ['region'],
      zone: ['zone', {}, { in: 'region' }],
      web: ['web', {}, { in: 'zone' }],
      db: ['database'],
    },
    ['web > db'],
  )
  return { ...design, nodes: design.nodes.map((node) => ({ ...node, position: { x: 100, y: 50 } })) }
}

describe('setting several fields at once', () => {
  const design = draw({ lb: ['load-balancer', { policy: 'random', healthFall: 5 }], web: ['web'] })

  it('sets what is given, drops what is a default, and keeps the rest', () => {
    const next = setNodeParams(design, 'lb', { healthFall: 3, healthIntervalMs: 30_000, failOpen: true })
    expect(nodeOf(next, 'lb').params).toEqual({ policy: 'random', healthIntervalMs: 30_000 })
    expect(nodeOf(next, 'web')).toBe(nodeOf(design, 'web'))
  })

  it('gives the same design for a node that is not there', () => {
    expect(setNodeParams(design, 'ghost', { healthFall: 2 })).toBe(design)
  })
})

describe('adding', () => {
  it('names nodes by their kind with the smallest free number', () => {
    const first = addNode(emptyDesign(), 'database', { x: 0, y: 0 })
    const second = addNode(first.design, 'database', { x: 0, y: 0 })
    expect([first.id, second.id]).toEqual(['db-1', 'db-2'])
    const third = addNode(remove(second.design, new Set(['db-1']), none), 'database', { x: 0, y: 0 })
    expect(third.id).toBe('db-1')
  })

  it('puts a new node on the grid, with nothing but its defaults', () => {
    const { design, id } = addNode(emptyDesign(), 'web', { x: 23, y: -9 })
    expect(nodeOf(design, id)).toEqual({
      id,
      kind: 'web',
      label: '',
      position: { x: 16, y: -16 },
      params: {},
    })
  })

  it('puts frames before what they hold', () => {
    const design = addNode(draw({ web: ['web'] }), 'zone', { x: 0, y: 0 }).design
    const inside = addNode(design, 'tier', { x: 0, y: 0 }, 'zone-1').design
    expect(ids(inside)).toEqual(['zone-1', 'tier-1', 'web'])
  })
})

describe('moving', () => {
  it('takes a node into a frame and out again', () => {
    const design = nested()
    const inside = moveNodes(design, [{ id: 'db', position: { x: 1, y: 2 }, parent: 'zone' }])
    expect(nodeOf(inside, 'db')).toMatchObject({ position: { x: 1, y: 2 }, parent: 'zone' })
    const outside = moveNodes(inside, [{ id: 'db', position: { x: 3, y: 4 }, parent: undefined }])
    expect(nodeOf(outside, 'db')).not.toHaveProperty('parent')
  })

  it('to where it is already is no edit', () => {
    const design = nested()
    const moves = design.nodes.map(({ id, position, parent }) => ({ id, position, parent }))
    expect(moveNodes(design, moves)).toBe(design)
  })
})

describe('removing', () => {
  it('takes the wires and the faults of a node along', () => {
    const design: Design = {
      ...draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web > db']),
      scenario: {
        seed: 1,
        events: [
          { at: 1, type: 'kill', target: 'web' },
          { at: 2, type: 'kill', target: 'db' },
        ],
      },
    }
    const rest = remove(design, new Set(['web']), none)
    expect(ids(rest)).toEqual(['client', 'db'])
    expect(rest.edges).toEqual([])
    expect(rest.scenario.events.map(({ target }) => target)).toEqual(['db'])
  })

  it('a frame lets go what it held, where it stands', () => {
    const design = nested()
    const before = absolutePosition(nodeOf(design, 'web'), byId(design.nodes))
    const rest = remove(design, new Set(['zone']), none)
    expect(nodeOf(rest, 'web')).toMatchObject({ parent: 'region' })
    expect(absolutePosition(nodeOf(rest, 'web'), byId(rest.nodes))).toEqual(before)
    const free = remove(design, new Set(['zone', 'region']), none)
    expect(nodeOf(free, 'web')).not.toHaveProperty('parent')
    expect(nodeOf(free, 'web').position).toEqual(before)
    expect(wires(free)).toEqual(['web>db'])
  })

  it('takes only the wires that are named', () => {
    const design = draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web > db'])
    expect(wires(remove(design, none, new Set(['web>db'])))).toEqual(['client>web'])
  })

  it('nothing, or what is not there, is no edit', () => {
    const design = nested()
    expect(remove(design, none, none)).toBe(design)
    expect(remove(design, new Set(['gone']), new Set(['gone']))).toBe(design)
  })
})

describe('wiring', () => {
  it('gives each wire an id of its own', () => {
    const design = draw({ client: ['client'], web: ['web'], db: ['database'] })
    const first = connect(design, 'client', 'web')
    const second = connect(first.design, 'web', 'db')
    expect(second.design.edges).toEqual([
      { id: first.id, source: 'client', target: 'web', params: {} },
      { id: second.id, source: 'web', target: 'db', params: {} },
    ])
    expect(first.id).not.toBe(second.id)
  })
})

describe('setting', () => {
  it('a field to its default leaves it out of the document', () => {
    const design = draw({ web: ['web', { workers: 3 }], client: ['client'] })
    expect(nodeOf(setNodeParam(design, 'web', 'workers', 9), 'web').params).toEqual({ workers: 9 })
    expect(nodeOf(setNodeParam(design, 'web', 'workers', 8), 'web').params).toEqual({})
    const initial = kindModel('client')!.fields.find(({ key }) => key === 'mix')!.default
    expect(nodeOf(setNodeParam(design, 'client', 'mix', structuredClone(initial)), 'client').params).toEqual(
      {},
    )
  })

  it('no limit where the default is one is kept', () => {
    const design = setNodeParam(draw({ web: ['web'] }), 'web', 'queueMax', null)
    expect(nodeOf(design, 'web').params).toEqual({ queueMax: null })
  })

  it('a field of a wire to its default leaves it out as well', () => {
    const design = draw({ client: ['client'], web: ['web'] }, ['client > web'])
    const slow = setEdgeParam(design, 'client>web', 'latencyMs', 40)
    expect(slow.edges[0]!.params).toEqual({ latencyMs: 40 })
    expect(setEdgeParam(slow, 'client>web', 'latencyMs', 0).edges[0]!.params).toEqual({})
  })

  it('what is there already, or of nobody, is no edit', () => {
    const design = draw({ web: ['web'] })
    expect(setLabel(design, 'web', '')).toBe(design)
    expect(setLabel(design, 'gone', 'x')).toBe(design)
  })

  it('never changes the design that it was given', () => {
    const design = nested()
    const before = structuredClone(design)
    setNodeParam(design, 'web', 'workers', 3)
    moveNodes(design, [{ id: 'web', position: { x: 0, y: 0 }, parent: undefined }])
    remove(design, new Set(['zone']), none)
    paste(design, clip(design, new Set(['zone'])), { x: 16, y: 16 })
    expect(design).toEqual(before)
  })
})

describe('the load', () => {
  const two = draw({ a: ['client', { ratePerSec: 300, perUserPerSec: 1 }], b: ['client'], web: ['web'] })

  it('in users is each client’s rate over what one of its users sends', () => {
    expect(userCount(two)).toBe(300 + 1000)
    const more = setUserCount(two, 13_000)
    expect(userCount(more)).toBeCloseTo(13_000, 6)
    expect([nodeOf(more, 'a').params.ratePerSec, nodeOf(more, 'b').params.ratePerSec]).toEqual([3000, 1000])
  })

  it('of clients that send nothing is divided evenly', () => {
    const silent = setUserCount(two, 0)
    expect(userCount(silent)).toBe(0)
    const woken = setUserCount(silent, 500)
    expect(userCount(woken)).toBeCloseTo(500, 6)
    expect([nodeOf(woken, 'a').params.ratePerSec, nodeOf(woken, 'b').params.ratePerSec]).toEqual([250, 25])
  })
})

describe('copying', () => {
  it('takes what is inside a frame along, and the wires between', () => {
    const design = draw(
      {
        zone: ['zone'],
        web: ['web', {}, { in: 'zone' }],
        cache: ['cache', {}, { in: 'zone' }],
        db: ['database'],
      },
      ['web > cache', 'web > db'],
    )
    const clipped = clip(design, new Set(['zone']))
    expect(clipped.nodes.map(({ id }) => id)).toEqual(['zone', 'web', 'cache'])
    expect(clipped.edges.map(({ id }) => id)).toEqual(['web>cache'])
  })

  it('pasted nodes have new ids, the same fields, and wires between the new ones', () => {
    const design = draw(
      { 'zone-1': ['zone'], 'web-1': ['web', { workers: 3 }, { in: 'zone-1' }], 'db-1': ['database'] },
      [['web-1 > db-1', { latencyMs: 2 }]],
    )
    const pasted = paste(design, clip(design, new Set(ids(design))), { x: 32, y: 32 })
    expect(ids(pasted.design).sort()).toEqual(['db-1', 'db-2', 'web-1', 'web-2', 'zone-1', 'zone-2'])
    expect(nodeOf(pasted.design, 'web-2')).toMatchObject({ parent: 'zone-2', params: { workers: 3 } })
    expect(wires(pasted.design)).toEqual(['web-1>db-1', 'web-2>db-2'])
    expect(pasted.design.edges[1]!.params).toEqual({ latencyMs: 2 })
    expect(pasted.ids.sort()).toEqual(['db-2', 'zone-2'])
    expect(new Set(pasted.design.edges.map(({ id }) => id)).size).toBe(2)
  })

  it('only the outermost nodes are moved by the offset', () => {
    const design = nested()
    const { design: both, ids: outer } = paste(design, clip(design, new Set(['region'])), { x: 48, y: 48 })
    const web = both.nodes.find(({ kind, id }) => kind === 'web' && id !== 'web')!
    expect(nodeOf(both, outer[0]!).position).toEqual({ x: 144, y: 96 })
    expect(web.position).toEqual({ x: 100, y: 50 })
  })

  it('a node out of a frame keeps its place on the canvas', () => {
    const design = nested()
    expect(clip(design, new Set(['web'])).nodes).toMatchObject([{ id: 'web', position: { x: 300, y: 150 } }])
    expect(clip(design, new Set(['web'])).nodes[0]).not.toHaveProperty('parent')
  })
})

describe('the scenario', () => {
  const base = (): Design => draw({ web: ['web'], db: ['database'] }, ['web > db'])
  const events = (design: Design): readonly ScenarioEvent[] => design.scenario.events
  const kill: ScenarioEvent = { at: 10, type: 'kill', target: 'web' }

  it('an event is added, changed and removed at its place', () => {
    const two = addEvent(addEvent(base(), kill), { at: 5, type: 'slow', target: 'db', amount: 3 })
    expect(events(two)).toEqual([kill, { at: 5, type: 'slow', target: 'db', amount: 3 }])
    const later = setEvent(two, 0, { ...kill, at: 20, duration: 4 })
    expect(events(later)[0]).toEqual({ at: 20, type: 'kill', target: 'web', duration: 4 })
    expect(events(removeEvent(later, 0))).toEqual([{ at: 5, type: 'slow', target: 'db', amount: 3 }])
  })

  it('an event keeps no degree and no duration that its fault does not have, and no usual degree', () => {
    const odd = addEvent(base(), { at: 1, type: 'flush', target: 'db', amount: 3, duration: 9 })
    expect(events(odd)).toEqual([{ at: 1, type: 'flush', target: 'db' }])
    const usual = addEvent(base(), { at: 1, type: 'slow', target: 'db', amount: 10, duration: 9 })
    expect(events(usual)).toEqual([{ at: 1, type: 'slow', target: 'db', duration: 9 }])
  })

  it('what changes nothing gives the same design', () => {
    const design = addEvent(base(), kill)
    expect(setEvent(design, 0, { ...kill })).toBe(design)
    expect(setEvent(design, 7, kill)).toBe(design)
    expect(removeEvent(design, 7)).toBe(design)
  })

  it('holds no more events than its limit', () => {
    const full: Design = {
      ...base(),
      scenario: { seed: 1, events: Array.from({ length: DESIGN_LIMITS.events }, () => kill) },
    }
    expect(addEvent(full, kill)).toBe(full)
  })

  it('events go with the wire that they cut, also where the wire goes with its end', () => {
    const wire = base().edges[0]!.id
    const design = addEvent(addEvent(base(), { at: 1, type: 'cut', target: wire }), kill)
    expect(events(remove(design, none, new Set([wire])))).toEqual([kill])
    expect(events(remove(design, new Set(['db']), none))).toEqual([kill])
  })

  it('an event whose target is missing from the start stays, for somebody to mend', () => {
    const design = addEvent(base(), { ...kill, target: 'nobody' })
    expect(events(remove(design, new Set(['db']), none))).toEqual([{ ...kill, target: 'nobody' }])
  })
})

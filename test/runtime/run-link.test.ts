import { beforeEach, describe, expect, it } from 'vitest'
import * as compiler from '../../src/compile/compile.ts'
import type { DesignIssue } from '../../src/compile/issue.ts'
import type { Design } from '../../src/model/design.ts'
import type { ReplayPlan } from '../../src/runtime/replay-plan.ts'
import { RunLink } from '../../src/runtime/run-link.ts'
import { FRESH, type RunState } from '../../src/runtime/run-state.ts'
import { connect, moveNodes, setLabel, setNodeParam } from '../../src/session/edits.ts'
import { draw } from '../support/simulate.ts'

/** What a simulation is asked, in order. */
class Asked {
  readonly calls: string[] = []
  state: RunState = { ...FRESH, status: 'playing' }
  load = () => void this.calls.push('load')
  patch = () => void this.calls.push('patch')
  redraw = () => void this.calls.push('redraw')
  replay = () => void this.calls.push('replay')
  pause = () => {
    this.calls.push('pause')
    this.state = { ...this.state, status: 'paused' }
  }
  play = () => {
    this.calls.push('play')
    this.state = { ...this.state, status: 'playing' }
  }
}

const base = draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web > db'])
const circle = connect(draw({ a: ['load-balancer'], b: ['load-balancer'] }, ['a > b']), 'b', 'a').design

let sim: Asked
let found: (readonly DesignIssue[])[]
let link: RunLink<readonly DesignIssue[]>
let shown: { design: Design; documentId: string } | null

/** Draws a design, as the page's store would tell it. */
function show(design: Design, documentId = 'one'): string[] {
  sim.calls.length = 0
  const now = { design, documentId }
  link.show(now, shown, compiler)
  shown = now
  return [...sim.calls]
}

beforeEach(() => {
  sim = new Asked()
  found = []
  shown = null
  link = new RunLink(sim, (issues) => found.push(issues))
})

describe('what is drawn', () => {
  it('begins a run, and an edit goes under the run that is', () => {
    expect(show(base)).toEqual(['load'])
    expect(show(setNodeParam(base, 'web', 'workers', 3))).toEqual(['patch'])
  })

  it('that is only moved or named compiles nothing', () => {
    show(base)
    const moved = moveNodes(base, [{ id: 'web', position: { x: 999, y: 0 }, parent: undefined }])
    expect(show(moved)).toEqual(['redraw'])
    expect(show(setLabel(moved, 'web', '웹'))).toEqual(['redraw'])
    expect(found).toHaveLength(1)
  })

  it('with another seed or scenario begins its run anew', () => {
    show(base)
    const seeded = { ...base, scenario: { ...base.scenario, seed: 7 } }
    expect(show(seeded)).toEqual(['load'])
    expect(
      show({ ...seeded, scenario: { seed: 7, events: [{ at: 1, type: 'kill', target: 'web' }] } }),
    ).toEqual(['load'])
  })

  it('that is undone goes under the run as well', () => {
    show(base)
    show(setNodeParam(base, 'web', 'workers', 3))
    expect(show(base)).toEqual(['patch'])
  })
})

describe('another document', () => {
  it('is another run, even where its design is the same', () => {
    show(base, 'one')
    expect(show(base, 'two')).toEqual(['load'])
    expect(show(base, 'one')).toEqual(['load'])
  })

  it('that comes with a moment is taken there, once, and goes on from there', () => {
    show(base)
    const compiled = compiler.compile(base)
    if (!compiled.ok) throw new Error('it does not compile')
    const plan = { finalDesign: base, finalModel: compiled.value.model } as ReplayPlan
    const promised = link.promise(plan)
    expect(show(promised, 'shared')).toEqual(['replay', 'redraw'])
    expect(show(setNodeParam(promised, 'web', 'workers', 3), 'shared')).toEqual(['patch'])
    expect(show(promised, 'again')).toEqual(['load'])
  })
})

describe('a design that cannot run', () => {
  it('holds the run until it is mended, and says why', () => {
    show(base)
    const broken = {
      ...base,
      nodes: [...base.nodes, ...circle.nodes],
      edges: [...base.edges, ...circle.edges],
    }
    expect(show(broken)).toEqual(['pause'])
    expect(found.at(-1)?.map(({ code }) => code)).toContain('cycle')
    expect(show({ ...broken, edges: base.edges })).toEqual(['patch', 'play'])
  })

  it('lets a run that was paused by hand stay paused', () => {
    show(base)
    sim.pause()
    const broken = {
      ...base,
      nodes: [...base.nodes, ...circle.nodes],
      edges: [...base.edges, ...circle.edges],
    }
    expect(show(broken)).toEqual([])
    expect(show(base)).not.toContain('play')
  })

  it('is never what a run is begun anew with, however it is named meanwhile', () => {
    show(base)
    const broken = {
      ...base,
      nodes: [...base.nodes, ...circle.nodes],
      edges: [...base.edges, ...circle.edges],
    }
    show(broken)
    expect(show(setLabel(broken, 'web', 'x'))).toEqual([])
    expect(show(moveNodes(broken, [{ id: 'db', position: { x: 7, y: 7 }, parent: undefined }]))).toEqual([])
  })
})

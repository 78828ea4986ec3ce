import { describe, expect, it } from 'vitest'
import { createSelection } from '../../src/session/selection.ts'
import { createTraceStore } from '../../src/session/trace-store.ts'
import { createViewStore } from '../../src/session/view-store.ts'

describe('what is selected', () => {
  it('is what was named last, nodes and wires, and nothing after it is cleared', () => {
    const selection = createSelection()
    selection.select(['a', 'b'], ['w'])
    expect([[...selection.getState().nodes], [...selection.getState().wires]]).toEqual([['a', 'b'], ['w']])
    selection.select(['c'])
    expect([[...selection.getState().nodes], [...selection.getState().wires]]).toEqual([['c'], []])
    selection.clear()
    expect(selection.getState()).toEqual({ nodes: new Set(), wires: new Set() })
  })
})

describe('the list of single requests', () => {
  const opened = () => {
    const selection = createSelection()
    const trace = createTraceStore(selection)
    trace.toggle()
    return { selection, trace }
  }

  it.each<[string, string[], string[], boolean]>([
    ['a node', ['a'], [], true],
    ['a wire', [], ['w'], true],
    ['as many wires as nodes', ['a'], ['w'], true],
    ['nothing', [], [], false],
  ])('stands back behind the inspector of %s', (_, nodes, wires, behind) => {
    const { selection, trace } = opened()
    selection.select(['before'])
    selection.select(nodes, wires)
    expect(trace.getState()).toEqual({ open: true, behind, path: null })
  })

  it('comes forward with the chosen request before it is closed', () => {
    const { selection, trace } = opened()
    const path = { nodes: new Set(['a']), wires: new Set<string>(), failedAt: null }
    trace.setState({ path })
    selection.select(['a'])
    trace.toggle()
    expect(trace.getState()).toEqual({ open: true, behind: false, path })
    trace.toggle()
    expect(trace.getState()).toEqual({ open: false, behind: false, path: null })
  })

  it('does not stand anywhere while it is closed', () => {
    const selection = createSelection()
    const trace = createTraceStore(selection)
    selection.select(['a'])
    expect(trace.getState().behind).toBe(false)
  })
})

it('a design is looked at by its load at first, with nothing begun, asked or put away', () => {
  expect(createViewStore().getState()).toEqual({
    ...{ overlay: 'load', connectFrom: null, placing: null, asked: null },
    dismissed: { runId: -1, faults: [] },
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDesignStore, type DesignStore } from '../../src/session/design-store.ts'
import { setTitle } from '../../src/session/edits.ts'

const titleOf = (store: DesignStore): string => store.getState().design.title

describe('the design store', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const rename = (store: DesignStore, title: string, key = ''): void =>
    store.edit((design) => setTitle(design, title), key)

  it('undoes and redoes edit by edit', () => {
    const store = createDesignStore()
    for (const title of ['one', 'two', 'three']) rename(store, title)
    store.undo()
    expect(titleOf(store)).toBe('two')
    store.undo()
    store.undo()
    expect(titleOf(store)).toBe('')
    store.undo()
    expect(titleOf(store)).toBe('')
    store.redo()
    store.redo()
    expect(titleOf(store)).toBe('two')
  })

  it('forgets what was undone with the next edit', () => {
    const store = createDesignStore()
    rename(store, 'one')
    rename(store, 'two')
    store.undo()
    rename(store, 'other')
    store.redo()
    expect(titleOf(store)).toBe('other')
    store.undo()
    expect(titleOf(store)).toBe('one')
  })

  it('makes one step of undo of edits that follow each other at once under one key', () => {
    const store = createDesignStore()
    rename(store, 'before')
    for (const title of ['t', 'ti', 'tit']) {
      vi.advanceTimersByTime(100)
      rename(store, title, 'title')
    }
    store.undo()
    expect(titleOf(store)).toBe('before')
    store.redo()
    expect(titleOf(store)).toBe('tit')
  })

  it('makes two steps of them after a pause, under another key, or without one', () => {
    for (const [pause, first, second] of [
      [2000, 'title', 'title'],
      [100, 'title', 'notes'],
      [100, '', ''],
    ] as const) {
      const store = createDesignStore()
      rename(store, 'one', first)
      vi.advanceTimersByTime(pause)
      rename(store, 'two', second)
      store.undo()
      expect(titleOf(store)).toBe('one')
    }
  })

  it('does not join an edit to one from before an undo', () => {
    const store = createDesignStore()
    rename(store, 'one')
    rename(store, 'two', 'title')
    store.undo()
    rename(store, 'three', 'title')
    store.undo()
    expect(titleOf(store)).toBe('one')
  })

  it('takes no step for an edit that changes nothing', () => {
    const store = createDesignStore()
    rename(store, 'one')
    rename(store, 'one')
    store.undo()
    expect(titleOf(store)).toBe('')
  })

  it('gives a document its history back when it is opened again as it was left', () => {
    const store = createDesignStore()
    store.open({ ...store.getState().design, title: 'A' }, 'a')
    rename(store, 'A1')
    rename(store, 'A2')
    store.undo()
    const left = store.getState().design
    store.open({ ...left, title: 'B' }, 'b')
    rename(store, 'B1')
    store.open(structuredClone(left), 'a')
    store.redo()
    expect(titleOf(store)).toBe('A2')
    store.undo()
    store.undo()
    expect(titleOf(store)).toBe('A')
    store.undo()
    expect(titleOf(store)).toBe('A')
  })

  it('gives it none that belongs to another state, which somebody else has saved meanwhile', () => {
    const store = createDesignStore()
    store.open({ ...store.getState().design, title: 'A' }, 'a')
    rename(store, 'A1')
    store.open({ ...store.getState().design, title: 'B' }, 'b')
    store.open({ ...store.getState().design, title: 'theirs' }, 'a')
    store.undo()
    expect(titleOf(store)).toBe('theirs')
  })

  it('takes the history along when the design goes on as a copy', () => {
    const store = createDesignStore()
    store.open({ ...store.getState().design, title: 'A' }, 'a')
    rename(store, 'mine')
    store.continueAs('copy')
    expect(store.getState().documentId).toBe('copy')
    store.undo()
    expect(titleOf(store)).toBe('A')
  })

  it('begins a new history with another document', () => {
    const store = createDesignStore()
    rename(store, 'one')
    store.open({ ...store.getState().design, title: 'opened' })
    store.undo()
    expect(titleOf(store)).toBe('opened')
  })
})

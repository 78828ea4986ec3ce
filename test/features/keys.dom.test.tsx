import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useEarlyKeys, useLateKeys, useShortcuts } from '../../src/features/commands/shortcuts.ts'

const save = vi.fn()
const open = vi.fn()
const LATE = [{ chords: [{ key: 'o', code: 'KeyO', mod: true }], run: open }]

/** The page before its features have come, and after. */
function Page({ late }: { readonly late: boolean }) {
  useShortcuts({ save })
  useEarlyKeys()
  return late ? <Late /> : null
}

function Late() {
  useLateKeys(LATE)
  return null
}

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.clearAllMocks()
})

const press = (key: string) =>
  fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}`, ctrlKey: true })

it('a key of a feature that is pressed before the feature is here is done when it comes, once, and not by the browser', () => {
  const page = render(<Page late={false} />)
  // False says that the browser’s own use of it was prevented.
  expect(press('o')).toBe(false)
  expect(open).not.toHaveBeenCalled()
  page.rerender(<Page late />)
  expect(open).toHaveBeenCalledOnce()
  press('o')
  expect(open).toHaveBeenCalledTimes(2)
})

it('a key of the page itself is done at once, and not again', () => {
  const page = render(<Page late={false} />)
  press('s')
  expect(save).toHaveBeenCalledOnce()
  page.rerender(<Page late />)
  expect(save).toHaveBeenCalledOnce()
  expect(open).not.toHaveBeenCalled()
})

it('nobody waits for a key for ever', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const page = render(<Page late={false} />)
  press('o')
  vi.advanceTimersByTime(60_000)
  page.rerender(<Page late />)
  expect(open).not.toHaveBeenCalled()
})

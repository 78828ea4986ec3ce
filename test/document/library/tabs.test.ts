import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TabMessage, Tabs } from '../../../src/document/library/tabs.ts'
import { PATIENT } from '../../support/patience.ts'

type Request = (lock: Lock | null) => Promise<void> | undefined

/** Web Locks of one browser, as much of them as tabs use. */
class LocksDouble {
  readonly #held = new Map<string, (error: DOMException) => void>()

  request(name: string, options: LockOptions, use: Request): Promise<void> {
    const thief = this.#held.get(name)
    if (thief && !options.steal) return Promise.resolve(use(null))
    thief?.(new DOMException('stolen', 'AbortError'))
    return new Promise((resolve, reject) => {
      this.#held.set(name, reject)
      void use({ name, mode: 'exclusive' })?.then(() => {
        if (this.#held.get(name) === reject) this.#held.delete(name)
        resolve()
      })
    })
  }
}

interface Tab {
  readonly tabs: Tabs
  readonly heard: TabMessage[]
  readonly lost: string[]
}

const opened: Tabs[] = []

function openTab(onMessage: (message: TabMessage, tabs: Tabs) => void = () => {}): Tab {
  const heard: TabMessage[] = []
  const lost: string[] = []
  const tabs: Tabs = new Tabs(
    (message) => {
      heard.push(message)
      onMessage(message, tabs)
    },
    (id) => lost.push(id),
  )
  opened.push(tabs)
  return { tabs, heard, lost }
}

beforeEach(() => vi.stubGlobal('navigator', { locks: new LocksDouble() }))
afterEach(() => {
  for (const tabs of opened.splice(0)) tabs.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a document', () => {
  it('belongs to the tab that claims it first, until that one lets go', async () => {
    const [one, two] = [openTab(), openTab()]
    expect(await one.tabs.claim('d')).toBe(true)
    expect(await one.tabs.claim('d')).toBe(true)
    expect(await two.tabs.claim('d')).toBe(false)
    expect(await two.tabs.claim('e')).toBe(true)
    one.tabs.release('d')
    expect(await two.tabs.claim('d')).toBe(true)
    expect([one.lost, two.lost]).toEqual([[], []])
  })

  it('is waited for a moment, because the page before a reload may still hold it', async () => {
    const [before, after] = [openTab(), openTab()]
    await before.tabs.claim('d')
    const claim = after.tabs.claim('d')
    before.tabs.release('d')
    expect(await claim).toBe(true)
  })

  it('is handed over by a tab that answers, which loses nothing by surprise', async () => {
    const holder = openTab((message, tabs) => {
      if (message.type === 'wanted') tabs.release(message.id)
    })
    const taker = openTab()
    await holder.tabs.claim('d')
    await taker.tabs.takeOver('d')
    expect(holder.heard).toEqual([{ type: 'wanted', id: 'd' }])
    expect(holder.lost).toEqual([])
    expect(await holder.tabs.claim('d')).toBe(false)
  })

  it('is taken from a tab that does not answer, which hears of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [asleep, taker] = [openTab(), openTab()]
    await asleep.tabs.claim('d')
    const taking = taker.tabs.takeOver('d')
    await vi.advanceTimersByTimeAsync(5000)
    await taking
    expect(asleep.lost).toEqual(['d'])
    expect(await taker.tabs.claim('d')).toBe(true)
    vi.useRealTimers()
    expect(await asleep.tabs.claim('d')).toBe(false)
  })

  it('whose tab is closed is taken at once and without a question', async () => {
    const [closed, taker] = [openTab(), openTab()]
    await closed.tabs.claim('d')
    closed.tabs.close()
    await taker.tabs.takeOver('d')
    expect(closed.heard).toEqual([])
    expect(await taker.tabs.claim('d')).toBe(true)
  })

  it('may be edited by everybody where there are no locks, or where a sandbox refuses them', async () => {
    const refusing = {
      locks: { request: () => Promise.reject(new DOMException('sandboxed', 'SecurityError')) },
    }
    for (const navigator of [{}, refusing]) {
      vi.stubGlobal('navigator', navigator)
      const [one, two] = [openTab(), openTab()]
      expect([await one.tabs.claim('d'), await two.tabs.claim('d')]).toEqual([true, true])
      await two.tabs.takeOver('d')
      expect([one.lost, two.lost]).toEqual([[], []])
    }
  })
})

describe('what tabs say', () => {
  it('reaches the others and not the one that says it', async () => {
    const [one, two] = [openTab(), openTab()]
    one.tabs.say({ type: 'saved', id: 'd', revision: 3 })
    await vi.waitFor(() => expect(two.heard).toEqual([{ type: 'saved', id: 'd', revision: 3 }]), PATIENT)
    expect(one.heard).toEqual([])
  })

  it('in words of another build is not heard', async () => {
    const tab = openTab()
    const other = new BroadcastChannel('faultline')
    for (const message of [null, 'hello', { type: 'future', id: 'd' }, { type: 'saved' }])
      other.postMessage(message)
    other.postMessage({ type: 'deleted', id: 'd' })
    await vi.waitFor(() => expect(tab.heard).toEqual([{ type: 'deleted', id: 'd' }]), PATIENT)
    other.close()
  })

  it('stays with itself where the browser has no channel', async () => {
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          throw new DOMException('no channel', 'SecurityError')
        }
      },
    )
    const tab = openTab()
    tab.tabs.say({ type: 'deleted', id: 'd' })
    expect(await tab.tabs.claim('d')).toBe(true)
  })
})

import { screen } from '@testing-library/dom'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sayWhileOpening } from '../../src/app/opening-notice.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { chooseLanguage } from '../../src/i18n/language.ts'
import { pageStore } from '../../src/page/page-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<div id="root"></div>'
})

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  activate('en')
})

const root = () => document.getElementById('root')!
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const long = () => new Promise<never>(() => {})

it('a link that opens at once is not talked about', async () => {
  const opened = sayWhileOpening(Promise.resolve('design'), null)
  expect(await opened).toBe('design')
  await after(1000)
  expect(root().textContent).toBe('')
})

it('one that takes longer is said, and can be stopped', async () => {
  const stop = vi.fn()
  void sayWhileOpening(long(), stop)
  await after(299)
  expect(root().textContent).toBe('')
  await after(1)
  expect(screen.getByRole('status').textContent).toBe('Opening the link…')
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Stop' })
  button.click()
  button.click()
  expect(stop).toHaveBeenCalledTimes(1)
})

it('it speaks the reader’s language, and offers no stop where nothing else would open', async () => {
  chooseLanguage('ko')
  pageStore.setState({ theme: 'light' })
  void sayWhileOpening(long(), null)
  await after(300)
  expect(root().textContent).toBe('링크를 여는 중…')
  expect(document.documentElement.lang).toBe('ko')
  expect(document.documentElement.dataset.theme).toBe('light')
  expect(screen.queryByRole('button')).toBeNull()
})

it('a page that is painted already is left as it is', async () => {
  root().textContent = 'A design'
  void sayWhileOpening(long(), null)
  await after(1000)
  expect(root().textContent).toBe('A design')
})

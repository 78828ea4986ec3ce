import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PageNotices } from '../../src/app/page-notices.tsx'
import { Part } from '../../src/app/part.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { giveNotice, noticeStore } from '../../src/page/notices.ts'
import { lazyPart, whenFetched } from '../../src/page/with-words.ts'
import { PATIENT } from '../support/patience.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

beforeEach(() => {
  noticeStore.setState({ notices: new Map() })
  // React tells the console of everything that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  activate('en')
})

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

/** A part that breaks until it is mended. */
function breaking() {
  const state = { broken: true }
  const Breaking = () => {
    if (state.broken) throw new Error('the fuse is blown')
    return <p>whole again</p>
  }
  return { state, Breaking }
}

it('a part that breaks says so, the rest stays, and trying again draws it anew', async () => {
  const { state, Breaking } = breaking()
  renderIn(
    session,
    <>
      <Part name="timeline">
        <Breaking />
      </Part>
      <Part name="headline">
        <p>the rest</p>
      </Part>
    </>,
  )
  expect(screen.getByRole('alert').textContent).toMatch(/^The timeline broke: the fuse is blown/)
  expect(screen.getByText('the rest')).toBeTruthy()
  await press('Try again')
  expect(screen.getByRole('alert')).toBeTruthy()
  state.broken = false
  await press('Try again')
  expect(screen.getByText('whole again')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

it('a broken canvas hands the design over as a file', async () => {
  const { Breaking } = breaking()
  const save = vi.fn()
  renderIn(
    session,
    <Part name="canvas" onSaveFile={save}>
      <Breaking />
    </Part>,
  )
  await press('Save the design as a file')
  expect(save).toHaveBeenCalledOnce()
})

it('it says so in Korean', () => {
  activate('ko')
  const { Breaking } = breaking()
  renderIn(
    session,
    <Part name="palette">
      <Breaking />
    </Part>,
  )
  expect(screen.getByRole('alert').textContent).toMatch(/^팔레트에 문제가 생겼습니다/)
})

it('a text that is thrown as the reason stays text, and is cut', () => {
  const Throwing = () => {
    throw `<b>${'x'.repeat(1000)}</b>`
  }
  renderIn(
    session,
    <Part name="inspector">
      <Throwing />
    </Part>,
  )
  const alert = screen.getByRole('alert')
  expect(alert.querySelector('b')).toBeNull()
  expect(alert.textContent.length).toBeLessThan(500)
})

it('a part that cannot be fetched leaves its place empty, and each try asks for it anew', async () => {
  const load = vi.fn(async () => ({
    default: ({ name }: { readonly name: string }) => <p>here is {name}</p>,
  }))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(new TypeError('Failed'))
  const Lazy = lazyPart(load)
  renderIn(
    session,
    <>
      <Suspense fallback={null}>
        <Lazy name="the chart" />
      </Suspense>
      <PageNotices />
      <p>the rest</p>
    </>,
  )
  await screen.findByText(/could not be fetched/)
  expect(screen.getByText('the rest')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(1)
  await press('Try again')
  await screen.findByText(/could not be fetched/)
  expect(load).toHaveBeenCalledTimes(2)
  await press('Try again')
  await screen.findByText('here is the chart')
  expect(load).toHaveBeenCalledTimes(3)
  expect(screen.queryByRole('alert')).toBeNull()
})

it('what is missing in several places is said once and tried again together', async () => {
  const used: string[] = []
  const failing = (name: string) => {
    const load = vi.fn(async () => name).mockRejectedValueOnce(new TypeError('Failed to fetch'))
    whenFetched('painter', load, (value) => used.push(value))
  }
  failing('canvas')
  failing('minimap')
  renderIn(session, <PageNotices />)
  await screen.findByText(/draws the numbers/)
  await vi.waitFor(() => expect(noticeStore.getState().notices.get('painter')).toHaveLength(2), PATIENT)
  await press('Try again')
  await vi.waitFor(() => expect(used).toEqual(['canvas', 'minimap']), PATIENT)
  expect(screen.queryByRole('alert')).toBeNull()
})

it('a notice that was read goes away and does nothing', async () => {
  const act = vi.fn()
  giveNotice('update', act)
  renderIn(session, <PageNotices />)
  await press('Dismiss')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(act).not.toHaveBeenCalled()
})

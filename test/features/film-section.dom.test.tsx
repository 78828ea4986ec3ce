import { act, cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { FilmSection } from '../../src/features/picture/film-section.tsx'
import type { PictureOptions, PictureSource } from '../../src/features/picture/picture-options.ts'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { frameLength, SYSTEM_AT } from '../../src/sim/stats/frame.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session, run } = testSession()

const LAYOUT = indexLayout({ version: 1, nodes: [], wires: [] })

function keepFrame(timeSec: number): void {
  const data = new Float64Array(frameLength(0, 0))
  data[SYSTEM_AT.timeSec] = timeSec
  data[SYSTEM_AT.speed] = 1
  run.frames.push(new Frame(LAYOUT, data))
}

const show = () =>
  renderIn(
    session,
    <FilmSection
      type="video/webm"
      source={{} as PictureSource}
      options={{} as PictureOptions}
      name="Film"
      onFilm={() => {}}
    />,
  )
const said = () => screen.getByRole('status').textContent
const record = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Record' })

afterEach(() => {
  cleanup()
  act(() => run.frames.clear())
})

it('the last seconds are asked for at first, also of a run that is paused, and it is said how many are kept', () => {
  for (const sec of [0, 0.5, 1.2, 2]) keepFrame(sec)
  show()
  expect(screen.getByRole('radio', { name: 'The last' }).getAttribute('aria-checked')).toBe('true')
  expect(said()).toBe('Only 2 s of the run are kept, so the film is that long.')
  expect(record().disabled).toBe(false)
})

it('where all of them are kept, it is said what is recorded', () => {
  for (let sec = 0; sec <= 6; sec += 0.5) keepFrame(sec)
  show()
  expect(said()).toBe('Plays the last seconds again in the preview and records them as WebM.')
})

it('before the first frames there is nothing to record, and the next seconds need a run that goes on', async () => {
  show()
  expect(said()).toBe('Nothing of the run is kept yet. Start it first.')
  expect(record().disabled).toBe(true)
  await userEvent.click(screen.getByRole('radio', { name: 'The next' }))
  expect(said()).toBe('The run is paused, so nothing moves. Start it first.')
  expect(record().disabled).toBe(true)
})

import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readLink } from '../../../src/document/link/link.ts'
import { ShareDialog } from '../../../src/features/share/share-dialog.tsx'
import { err, ok } from '../../../src/model/result.ts'
import { pageStore } from '../../../src/page/page-store.ts'
import type { LogGap } from '../../../src/runtime/run-log.ts'
import { renderIn, testSession } from '../../support/session.tsx'
import { draw } from '../../support/simulate.ts'

const { session, run } = testSession()

const design = {
  ...draw({ client: ['client'], web: ['web'] }, ['client > web']),
  title: 'Mine',
  notes: 'a note',
}
const moment = { engine: '2.0.0', oneOf: 1, atTick: 63_400_000_000, actions: [] }
const onSaveFile = vi.fn()

beforeEach(() => {
  vi.spyOn(run, 'sharedMoment').mockResolvedValue(ok({ start: design, moment }))
  session.design.open(design)
  session.issues.setState({ issues: [] })
  pageStore.setState({ dialog: 'share', shareMoment: false })
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function show(local = false): void {
  const view = () => ({ x: 0, y: 0, zoom: 1, nodes: [], wires: [] })
  renderIn(
    session,
    <ShareDialog address="https://host.example/" local={local} view={view} onSaveFile={onSaveFile} />,
  )
}

const link = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Link' }).value
const option = (name: string) => screen.getByRole('switch', { name })

it('says what is inside, how long it is and where that fits, and that nothing can be called back', () => {
  show()
  expect(screen.getByText(/In the link: “Mine”, 2 nodes, 1 wire, the notes\./)).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain(`${link().length} characters`)
  expect(screen.getByText(/Fits everywhere/)).toBeTruthy()
  expect(screen.getByText(/Nothing is uploaded.*cannot be revoked/)).toBeTruthy()
  expect(screen.queryByText(/opens only here/)).toBeNull()
})

it('says so where the address leads nowhere from another computer', () => {
  show(true)
  expect(screen.getByText(/opens only here/)).toBeTruthy()
})

it('opens with the moment chosen where it was asked for, and says which', async () => {
  pageStore.setState({ shareMoment: true })
  show()
  expect(await screen.findByText(/^At 1:03\.4:/)).toBeTruthy()
  expect(option('This moment').getAttribute('aria-checked')).toBe('true')
  const read = readLink(link())
  expect(read.ok && read.value.moment).toEqual(moment)
})

it.each([
  ['lostWorker', /restarted on the way/],
  ['tooLong', /More was done/],
  ['stuck', /stands still/],
  ['noRun', /Nothing runs yet/],
  ['replaying', /on its way/],
] as const satisfies readonly (readonly [LogGap, RegExp])[])(
  'offers no moment of a run that is %s, and says why',
  async (gap, words) => {
    vi.spyOn(run, 'sharedMoment').mockResolvedValue(err(gap))
    pageStore.setState({ shareMoment: true })
    show()
    expect(await screen.findByText(words)).toBeTruthy()
    expect(option('This moment').hasAttribute('disabled')).toBe(true)
    const read = readLink(link())
    expect(read.ok && read.value.moment).toBeNull()
  },
)

it('offers no moment while the design as it is drawn does not run', async () => {
  const issue = { severity: 'error', code: 'noClient', target: '', field: '', values: {} } as const
  session.issues.setState({ issues: [issue] })
  show()
  expect(await screen.findByText(/Mend its errors/)).toBeTruthy()
})

it('makes the link anew with every choice', async () => {
  const user = userEvent.setup()
  show()
  await user.click(option('Leave the notes out'))
  await user.click(option('Hide the editing controls'))
  await user.click(option('In English'))
  const read = readLink(link())
  expect(read.ok && read.value).toMatchObject({ design: { notes: '' }, editing: false })
  expect(screen.queryByText(/the notes\./)).toBeNull()
})

it('offers the file where the link is too long for wikis', async () => {
  const labels = Array.from({ length: 400 }, (_, i) => `${(i * 48_271) % 99_991} ${(i * 69_621) % 99_989}`)
  const nodes = labels.map((label, i) => ({
    id: `n${i}`,
    kind: 'web',
    label,
    position: { x: 0, y: 0 },
    params: {},
  }))
  session.design.open({ ...design, nodes, edges: [] })
  show()
  expect(screen.getByRole('status').textContent).toContain('send the file instead')
  expect(screen.getByText(/Too long for a QR code/)).toBeTruthy()
  await userEvent
    .setup()
    .click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save as a file' }))
  expect(onSaveFile).toHaveBeenCalledOnce()
})

import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import FitDialog from '../../src/features/fit/fit-dialog.tsx'
import Inspector from '../../src/features/inspector/inspector.tsx'
// The panel comes with the first selection; a busy machine may take longer to read it than a test waits.
import '../../src/features/inspector/selection-panel.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import { emptyDesign } from '../../src/model/design.ts'
import { closeDialog, openDialog, pageStore } from '../../src/page/page-store.ts'
import { addNode } from '../../src/session/edits.ts'
import { gammaHistogram, histogram, k6Summary } from '../support/measurements.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

const paramsOf = (id: string) => session.design.getState().design.nodes.find((node) => node.id === id)?.params

/** The dialog for one node of a kind. */
function openFit(kind: string) {
  const { design, id } = addNode(emptyDesign('Test'), kind, { x: 0, y: 0 })
  session.design.open(design)
  session.selection.select([id])
  openDialog('fit')
  renderIn(session, <FitDialog />)
  return { id, user: userEvent.setup() }
}

/** Pasting is one change of the text. */
const paste = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: /^(Measurement as text|측정값 텍스트)$/ }), {
    target: { value: text },
  })

const cells = () => screen.getAllByRole('row').map((row) => row.textContent.replace(/\u00a0/g, ' '))

beforeEach(() => {
  activate('en')
})

afterEach(() => {
  cleanup()
  closeDialog()
})

it('a summary of k6 is recognised, shown beside the fit, and applied as one step of undo', async () => {
  const { id, user } = openFit('web')
  const apply = screen.getByRole<HTMLButtonElement>('button', { name: 'Set Service time + Variation' })
  expect(apply.disabled).toBe(true)
  paste(k6Summary(12.4, 0.8, 18_000))
  const dialog = within(screen.getByRole('dialog'))
  expect(dialog.getByText('k6 summary · 18,000 samples')).toBeTruthy()
  expect(dialog.getByText(/^Fits well/)).toBeTruthy()
  expect(cells()[0]).toBe('ShareMeasuredGamma')
  expect(cells()[3]).toMatch(/^p95(3\d\.\d+ ms)\1$/)
  await user.click(apply)
  expect(paramsOf(id)).toEqual({ serviceMs: 12.4, serviceCv: 0.8 })
  expect(pageStore.getState().dialog).toBeNull()
  session.design.undo()
  expect(paramsOf(id)).toEqual({})
})

it('of a database one says which time was measured, and a round trip is taken out', async () => {
  const { id, user } = openFit('database')
  paste(gammaHistogram(30, 2))
  await user.selectOptions(screen.getByLabelText('Goes into'), 'Write time')
  await user.clear(screen.getByLabelText('Round trip to take out'))
  await user.type(screen.getByLabelText('Round trip to take out'), '3')
  await user.click(screen.getByRole('button', { name: 'Set Write time + Variation' }))
  expect(paramsOf(id)).toMatchObject({ writeMs: 27, serviceCv: expect.any(Number) })
})

it('several histograms are offered by name, the first that has samples before the others, and an unknown unit is asked for', async () => {
  const { id, user } = openFit('cache')
  paste(
    [
      histogram([1], [0], 0, 0, 'a_ms'),
      histogram([2, 8], [50, 100], 100, 400, 'b'),
      histogram([2, 8], [50, 100], 100, 0.4, 'c_seconds'),
    ].join('\n'),
  )
  const series = screen.getByLabelText<HTMLSelectElement>('Metric')
  expect(series.selectedOptions[0]?.textContent).toBe('b')
  await user.selectOptions(screen.getByLabelText('Unit'), 'milliseconds')
  await user.click(screen.getByRole('button', { name: 'Set Operation time' }))
  expect(paramsOf(id)).toEqual({ hitMs: 4 })
})

it('a text that is no measurement is said to be none, and nothing can be applied', () => {
  openFit('web')
  paste('$ curl localhost/metrics')
  expect(screen.getByRole('alert').textContent).toContain(
    'Line 1 is neither JSON nor a Prometheus sample: $ curl',
  )
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Set/ }).disabled).toBe(true)
  paste(k6Summary(10, 1))
  expect(screen.queryByRole('alert')).toBeNull()
})

it('a round trip that is no number is refused beside its field', async () => {
  const { user } = openFit('web')
  paste(k6Summary(10, 1))
  await user.type(screen.getByLabelText('Round trip to take out'), 'x')
  expect(screen.getByText(/not a number/i)).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Set/ }).disabled).toBe(true)
})

it('in Korean everything is said in Korean', () => {
  activate('ko')
  openFit('web')
  paste(k6Summary(12.4, 0.8, 18_000))
  expect(screen.getByText('k6 요약 · 표본 18,000개')).toBeTruthy()
  expect(screen.getByRole('button', { name: '처리 시간 + 변동 계수 설정' })).toBeTruthy()
})

it('without one node that has a service time the dialog says what to select', () => {
  openFit('queue')
  expect(screen.getByText(/Select one component that has a service time/)).toBeTruthy()
})

it.each(KIND_MODELS.filter(({ traits }) => !traits.contains))(
  'the inspector of $id offers it where the kind has a time of service, and opens it',
  async (model) => {
    const { design, id } = addNode(emptyDesign('Test'), model.id, { x: 0, y: 0 })
    session.design.open(design)
    session.selection.select([id])
    const actions = { onFault: vi.fn(), onDuplicate: vi.fn(), onDelete: vi.fn() }
    renderIn(session, <Inspector {...actions} />)
    await screen.findByText('Fields')
    const button = screen.queryByRole('button', { name: 'From a measurement…' })
    const works = model.fields.some(({ key }) =>
      ['serviceMs', 'readMs', 'hitMs', 'edgeMs', 'lookupMs'].includes(key),
    )
    expect(button !== null).toBe(works)
    if (!button) return
    await userEvent.setup().click(button)
    expect(pageStore.getState().dialog).toBe('fit')
  },
)

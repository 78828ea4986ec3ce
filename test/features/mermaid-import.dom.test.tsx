import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { MermaidImportDialog } from '../../src/features/mermaid-import/mermaid-import-dialog.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { Design } from '../../src/model/design.ts'
import type { Language } from '../../src/model/text.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

const DIAGRAM = `flowchart LR
  user[사용자] --> lb[로드 밸런서]
  lb --> front[Alpha]
  front --> db[(MySQL)]
  db --> front
  front --> front`

function open(text = DIAGRAM, language: Language = 'en', fileName = '') {
  activate(language)
  const onOpen = vi.fn<(design: Design) => void>()
  const onClose = vi.fn()
  renderIn(
    session,
    <MermaidImportDialog
      text={text}
      fileName={fileName}
      renderMiniature={(design) => <output>{design.nodes.map(({ kind }) => kind).join(' ')}</output>}
      onOpen={onOpen}
      onClose={onClose}
    />,
  )
  return { onOpen, onClose, user: userEvent.setup() }
}

afterEach(() => {
  cleanup()
  activate('en')
})

it('says what every node becomes, and how sure that is', () => {
  open()
  const rows = screen.getAllByRole('row').slice(1)
  expect(
    rows.map((row) => {
      const select = within(row).getByRole<HTMLSelectElement>('combobox')
      const state = within(row).getAllByRole('cell').at(-1)!
      return [within(row).getByRole('rowheader').textContent, select.value, state.textContent]
    }),
  ).toEqual([
    ['사용자', 'client', 'sure'],
    ['로드 밸런서', 'load-balancer', 'sure'],
    ['Alpha', 'web', 'a guess'],
    ['MySQL', 'database', 'sure'],
  ])
  expect(screen.getByText(/4 nodes, 3 wires; 1 is a guess/)).toBeDefined()
})

it('lists what was left out with its place and the reason', () => {
  open()
  const list = screen.getByRole('region', { name: 'Left out, merged or turned' })
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'MySQL --> AlphaA reply is part of its call: merged with it.line 5, column 6',
    'Alpha --> AlphaA node cannot be wired to itself.line 6, column 9',
  ])
})

it('a corrected kind changes miniature, wires and design at once', async () => {
  const { onOpen, user } = open()
  await user.selectOptions(screen.getByRole('combobox', { name: 'What Alpha becomes' }), 'Cache')
  expect(screen.getByRole('status').textContent).toBe('client load-balancer cache database')
  expect(screen.getByText(/nothing was guessed/)).toBeDefined()
  expect(screen.getByText('A wire from 로드 밸런서 to Alpha means nothing.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Open as a design' }))
  const design = onOpen.mock.calls[0]![0]
  expect(design.nodes.find(({ label }) => label === 'Alpha')!.kind).toBe('cache')
  expect(design.edges.map(({ source, target }) => `${source}>${target}`)).toEqual(['user>lb', 'front>db'])
})

it('without a text it asks for one, and says why a text cannot be read', async () => {
  const { user } = open('')
  const text = screen.getByRole('textbox', { name: 'Text of the diagram' })
  const review = screen.getByRole<HTMLButtonElement>('button', { name: 'Review' })
  expect(review.disabled).toBe(true)
  await user.click(text)
  await user.paste('sequenceDiagram\n  A->>B: hello')
  await user.click(review)
  expect(screen.getByRole('alert').textContent).toMatch(/This is a sequenceDiagram diagram/)
  await user.clear(text)
  await user.paste('graph TD;A[Browser]-->B[Server]')
  await user.click(review)
  expect(screen.getAllByRole('combobox')).toHaveLength(2)
  expect(screen.getByText('Everything was read as it is drawn.')).toBeDefined()
})

it('a file is read like a text, and gives the design its title', async () => {
  const { onOpen, user } = open('', 'en', '')
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!
  const file = new File([DIAGRAM], 'shop.mmd', { type: 'text/plain' })
  // jsdom's files cannot give their text.
  await user.upload(input, Object.assign(file, { text: () => Promise.resolve(DIAGRAM) }))
  await user.click(await screen.findByRole('button', { name: 'Open as a design' }))
  expect(onOpen.mock.calls[0]![0].title).toBe('shop')
})

it('the text can be edited again, and what was read of it is read anew', async () => {
  const { user } = open()
  await user.click(screen.getByRole('button', { name: 'Edit the text' }))
  const text = screen.getByRole<HTMLTextAreaElement>('textbox')
  expect(text.value).toBe(DIAGRAM)
  await user.click(screen.getByRole('button', { name: 'Review' }))
  expect(screen.getAllByRole('combobox')).toHaveLength(4)
})

it('speaks Korean', () => {
  open(DIAGRAM, 'ko', 'shop.mmd')
  expect(screen.getByRole('dialog', { name: 'shop.mmd 가져오기' })).toBeDefined()
  expect(screen.getByText('노드 4개, 연결 3개. 추측한 노드가 1개 있으니 확인하세요.')).toBeDefined()
  expect(screen.getByText('응답은 호출에 포함되므로 호출 연결과 합쳤습니다.')).toBeDefined()
})

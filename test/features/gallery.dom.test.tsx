import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { exampleById } from '../../src/document/examples/examples.ts'
import GalleryDialog from '../../src/features/library/gallery-dialog.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { Language } from '../../src/model/text.ts'
import { closeDialog, openDialog, pageStore } from '../../src/page/page-store.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

async function openGallery(language: Language = 'en') {
  activate(language)
  openDialog('gallery')
  const onOpen = vi.fn<(id: string) => void>()
  renderIn(session, <GalleryDialog actions={{ openExample: onOpen }} />)
  await screen.findByRole('button', { name: language === 'en' ? 'Day 1 100 users' : '1일차 사용자 100명' })
  return { onOpen, user: userEvent.setup() }
}

beforeEach(() => closeDialog())
afterEach(cleanup)

it('days and stages lie in groups of their own, each with what it shows', async () => {
  await openGallery()
  const days = screen.getByRole('region', { name: 'Days' })
  const stages = screen.getByRole('region', { name: 'Stages' })
  expect(days.querySelectorAll('button')).toHaveLength(4)
  expect(stages.querySelectorAll('button')).toHaveLength(13)
  const first = screen.getByRole('button', { name: 'Stage 1 Single server' })
  expect(document.getElementById(first.getAttribute('aria-describedby')!)?.textContent).toMatch(/5\u00a0%/)
})

it('choosing one closes the dialog and opens the example of that name', async () => {
  const { onOpen, user } = await openGallery('ko')
  await user.click(screen.getByRole('button', { name: '6단계 캐시' }))
  expect(pageStore.getState().dialog).toBeNull()
  expect(onOpen).toHaveBeenCalledOnce()
  expect(onOpen).toHaveBeenCalledWith('stage-6')
})

it('arrows go from card to card, and Enter opens the one in focus', async () => {
  const { onOpen, user } = await openGallery()
  screen.getByRole('button', { name: 'Day 90 1,000,000 users' }).focus()
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stage 1 Single server' }))
  await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}')
  expect(onOpen).toHaveBeenCalledWith('day-60')
})

it('every miniature draws all boxes and wires of its design', async () => {
  const { onOpen, user } = await openGallery()
  const card = screen.getByRole('button', { name: 'Stage 9 Data centres' })
  const picture = card.closest('.gallery-card')!
  const boxes = picture.querySelectorAll('rect').length
  const wires = picture.querySelectorAll('.ui-miniature-wire').length
  await user.click(card)
  const design = exampleById(onOpen.mock.calls[0]![0])!.design('en')
  expect([boxes, wires]).toEqual([design.nodes.length, design.edges.length])
})

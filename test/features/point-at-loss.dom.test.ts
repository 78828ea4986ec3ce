import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pointAtLosses } from '../../src/features/canvas/point-at-loss.ts'
import { lossesOf } from '../../src/session/losses.ts'
import { testSession } from '../support/session.tsx'

const { session } = testSession()
const losses = lossesOf(session)
let root: HTMLElement
let end: () => void

/** A canvas of two cards, of which one has a ring. */
beforeEach(() => {
  vi.useFakeTimers()
  root = document.createElement('section')
  root.innerHTML =
    '<div class="react-flow__node" data-id="db" tabindex="0"><b>Primary</b></div><div class="react-flow__node" data-id="web" tabindex="0"></div>'
  document.body.append(root)
  const verdict = { target: 'db', verdict: 'hard', targetKind: 'node' }
  const judged = { classes: [{ requestClass: 'read', success: 1, losses: [{ verdict }] }] }
  losses.state.setState({ judged: judged as never, shown: true, requestClass: null, pointed: null })
  end = pointAtLosses(session, root)
})
afterEach(() => {
  end()
  root.remove()
  vi.useRealTimers()
})

const card = (id: string): HTMLElement => root.querySelector<HTMLElement>(`[data-id=${id}]`)!
const over = (element: Element, init: PointerEventInit = {}) =>
  element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse', ...init }))
const rest = () => vi.advanceTimersByTime(1000)
const pointed = () => losses.state.getState().pointed

it('a pointer that rests on a ringed card shows what its loss takes with it, and one that goes on ends that', () => {
  over(card('db').firstElementChild!)
  expect(pointed()).toBeNull()
  rest()
  expect(pointed()).toBe('db')
  over(card('web'))
  expect(pointed()).toBeNull()
  rest()
  expect(pointed()).toBeNull()
})

it('a press ends it until the pointer has left the card, so that selecting and dragging see the picture as it is', () => {
  over(card('db'))
  rest()
  card('db').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  expect(pointed()).toBeNull()
  over(card('db').firstElementChild!)
  rest()
  expect(pointed()).toBeNull()
  over(card('web'))
  over(card('db'))
  rest()
  expect(pointed()).toBe('db')
})

it.each<[string, () => void, PointerEventInit]>([
  ['something is dragged over it', () => {}, { buttons: 1 }],
  ['a finger touches it', () => {}, { pointerType: 'touch' }],
  ['the rings are hidden', () => losses.state.setState({ shown: false }), {}],
  ['only classes that survive are asked for', () => losses.filter('write'), {}],
])('nothing is shown while %s', (_name, prepare, pointer) => {
  prepare()
  over(card('db'), pointer)
  rest()
  expect(pointed()).toBeNull()
})

it('the keyboard shows it where it goes, and a key that does something ends it', () => {
  vi.spyOn(card('db'), 'matches').mockReturnValue(true)
  card('db').focus()
  expect(pointed()).toBe('db')
  card('db').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
  expect(pointed()).toBeNull()
})

it('what somebody points at in the strip is left alone', () => {
  losses.point('web')
  over(card('db'))
  over(root)
  expect(pointed()).toBe('web')
})

import { expect, it } from 'vitest'
import { embedTheme, fullAddress, isEmbed } from '../../src/app/embed-address.ts'
import { readEmbedded } from '../../src/app/embed-design.ts'
import { EXAMPLES } from '../../src/document/examples/examples.ts'
import { OPENING } from '../../src/document/examples/opening.ts'
import { designLink, type LinkView, writeLink } from '../../src/document/link/link.ts'
import type { RunMoment } from '../../src/model/run-log.ts'
import { ENGINE_VERSION } from '../../src/sim/core/vocabulary.ts'
import { draw } from '../support/simulate.ts'

const WIDE = { width: 800, height: 450 }
const design = { ...draw({ client: ['client'], web: ['web'] }, ['client > web']), title: 'Shared' }

it('only an address with embed asks for one, and the full page is the same address without it', () => {
  expect(['?embed', '?embed=1', '?theme=dark&embed', '?embedded', '', '?x=embed'].map(isEmbed)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
  expect(fullAddress('https://host/app/?embed&theme=light#1.data.sum')).toBe('https://host/app/#1.data.sum')
  expect(fullAddress('https://host/?a=1&embed#example=stage-4')).toBe('https://host/?a=1#example=stage-4')
})

it('a theme that does not exist is the reader’s own', () => {
  expect(['?embed&theme=light', '?theme=dark', '?theme=pink', ''].map(embedTheme)).toEqual([
    'light',
    'dark',
    null,
    null,
  ])
})

it('no fragment shows the opening example, laid out for the frame', async () => {
  const wide = await readEmbedded('', 'en', WIDE)
  expect(wide).toMatchObject({ type: 'design', design: OPENING.design('en', 'wide'), moment: null })
  const tall = await readEmbedded('', 'ko', { width: 360, height: 640 })
  expect(tall).toMatchObject({ type: 'design', language: 'ko', design: OPENING.design('ko', 'tall') })
})

it('every example can be embedded by its name, and one that is unknown is said', async () => {
  for (const { id } of EXAMPLES)
    expect(await readEmbedded(`#example=${id}`, 'en', WIDE)).toMatchObject({ type: 'design' })
  expect(await readEmbedded('#example=nothing', 'en', WIDE)).toEqual({
    type: 'problem',
    language: 'en',
    problem: { code: 'unknown', text: 'example=nothing' },
  })
})

it('a link brings its design and its language, and else the reader’s is taken', async () => {
  const plain = await readEmbedded(`#${designLink(design)}`, 'ko', WIDE)
  expect(plain).toMatchObject({ type: 'design', language: 'ko', design: { title: 'Shared' } })
  const english = writeLink({ design, moment: null, view: null, language: 'en', editing: true })
  expect(await readEmbedded(`#${english}`, 'ko', WIDE)).toMatchObject({ type: 'design', language: 'en' })
})

it('a link brings its moment and where its canvas stands', async () => {
  const moment: RunMoment = { engine: ENGINE_VERSION, oneOf: 1, atTick: 5e9, actions: [] }
  const view: LinkView = { x: 80, y: 40, zoom: 1.5, nodes: ['web'], wires: [] }
  const link = writeLink({ design, moment, view, language: null, editing: true })
  expect(await readEmbedded(`#${link}`, 'en', WIDE)).toMatchObject({ type: 'design', moment, view })
  expect(await readEmbedded(`#${designLink(design)}`, 'en', WIDE)).toMatchObject({ moment: null, view: null })
})

it('a link that is damaged, foreign or newer is a problem, never another design', async () => {
  const link = designLink(design)
  for (const hash of [link.slice(0, -9), `${link.slice(0, 12)}!${link.slice(12)}`, '9.abc.defgh', 'lesson=1'])
    expect(await readEmbedded(`#${hash}`, 'en', WIDE)).toMatchObject({ type: 'problem' })
})

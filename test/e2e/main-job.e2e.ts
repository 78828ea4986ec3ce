import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { ROOT } from '../support/paths.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser.close()
})

/** The opening example's architecture: kind in the palette, place on the canvas. */
const PARTS: readonly (readonly [kind: string, x: number, y: number])[] = [
  ['Client', 80, 300],
  ['Tier', 480, 330],
  ['DNS', 210, 300],
  ['CDN', 330, 80],
  ['Object store', 640, 60],
  ['Load balancer', 310, 420],
  ['Web server', 480, 220],
  ['Web server', 480, 320],
  ['Web server', 480, 430],
  ['Cache', 670, 170],
  ['Primary DB', 670, 290],
  ['Replica', 850, 230],
  ['Replica', 850, 330],
  ['Queue', 670, 420],
  ['Worker', 850, 440],
  ['Worker', 850, 540],
]

const WIRES: readonly (readonly [from: string, to: string])[] = [
  ['Client', 'DNS'],
  ['DNS', 'CDN'],
  ['DNS', 'Load balancer'],
  ['CDN', 'Object store'],
  ['Load balancer', 'Tier'],
  ['Tier', 'Cache'],
  ['Tier', 'Primary DB'],
  ['Tier', 'Queue'],
  ['Primary DB', 'Replica 1'],
  ['Primary DB', 'Replica 2'],
  ['Queue', 'Worker 1'],
  ['Queue', 'Worker 2'],
]

it('the opening architecture is drawn with the mouse from an empty canvas and runs live', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('New empty design')
  await app.untilNodes(0)

  for (const [kind, x, y] of PARTS) await app.dragKind(kind, x, y)
  await app.untilNodes(PARTS.length)
  for (const [from, to] of WIRES) await app.drawWire(from, to)
  await app.untilWires(WIRES.length)

  // Static content for the CDN and tasks for the queue, typed into the client's mix.
  await app.node('Client').click({ position: { x: 20, y: 12 } })
  for (const [name, weight] of [
    ['static', '40'],
    ['task', '10'],
  ] as const) {
    const field = app.inspector.getByRole('textbox', {
      name: new RegExp(`weight.*${name}|${name}.*weight`, 'i'),
    })
    await field.fill(weight)
    await field.press('Enter')
  }

  // A palette client sends 100 requests a second, reads and writes.
  const offered = await app.untilHeadline('Offered', (value) => value > 80 && value < 120)
  expect(offered).toBeGreaterThan(80)
  await app.untilHeadline('Goodput', (value) => value > 80)
  // Smoothed figures take a few seconds to follow the mix; nothing failed while wires were still missing.
  await app.untilClock((await app.clockSec()) + 10)
  expect(await app.headline('Errors')).toBeLessThan(0.1)

  const rows = new Map((await app.outline()).map((cells) => [cells[0], cells]))
  const rate = (name: string): number => Number.parseFloat(rows.get(name)?.[4] ?? '')
  // Round robin gives each of the three servers a third; misses are read from the replicas, writes go to the primary.
  for (const name of ['Web server 1', 'Web server 2', 'Web server 3']) expect(rate(name)).toBeGreaterThan(12)
  expect(rate('CDN')).toBeGreaterThan(12)
  expect(rate('Object store')).toBeGreaterThan(1)
  expect(rate('Queue')).toBeGreaterThan(2)
  expect(rate('Worker 1') + rate('Worker 2')).toBeGreaterThan(2)
  expect(rate('Cache')).toBeGreaterThan(30)
  expect(rate('Primary DB')).toBeGreaterThan(2)
  expect(rate('Replica 1')).toBeGreaterThan(2)
  expect(rate('Replica 2')).toBeGreaterThan(2)

  mkdirSync(join(ROOT, 'shots'), { recursive: true })
  await app.page.screenshot({ path: join(ROOT, 'shots/drawn-with-the-mouse.png') })
  await app.page.close()
})

it('a first visitor meets a running example whose numbers change, also with the slider of users', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Open the example')
  await app.untilHeadline('Offered', (value) => value > 9000 && value < 11_000)
  const first = await app.headline('Offered')
  await app.untilHeadline('Offered', (value) => value !== first)
  await app.untilHeadline('p95', (value) => value > 10)

  // The users slider changes the offered load at once.
  const slider = app.page.getByRole('slider', { name: 'Users' })
  await slider.focus()
  await app.page.keyboard.press('Home')
  await app.untilHeadline('Offered', (value) => value < 100)
  await app.page.keyboard.press('End')
  await app.untilHeadline('Offered', (value) => value > 20_000)
  await app.page.close()
})

import type { Locator, Page } from 'playwright-core'

/** Milliseconds that a condition of the running page may take on a slow machine. */
const PATIENCE_MS = 45_000

/** The page as a person meets it: what can be seen, dragged, typed and read. English words. */
export class AppPage {
  readonly page: Page
  readonly canvas: Locator
  readonly inspector: Locator

  constructor(page: Page) {
    this.page = page
    this.canvas = page.locator('.react-flow')
    this.inspector = page.getByRole('complementary')
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url)
    await this.canvas.waitFor()
  }

  /** A node's box on the canvas, by its visible name. */
  node(name: string): Locator {
    return this.page.locator(`.react-flow__node[aria-label^="${name}, "]`)
  }

  nodes(): Locator {
    return this.page.locator('.react-flow__node')
  }

  wires(): Locator {
    return this.page.locator('.react-flow__edge')
  }

  /** Waits until so many boxes stand on the canvas: an edit, a reload or another document shows a moment later. */
  async untilNodes(count: number): Promise<void> {
    await this.until(
      () => this.nodes().count(),
      (now) => now === count,
      `a canvas of ${count} nodes`,
    )
  }

  async untilWires(count: number): Promise<void> {
    await this.until(
      () => this.wires().count(),
      (now) => now === count,
      `a canvas of ${count} wires`,
    )
  }

  /** Chooses an entry of the menu at the right end of the top bar. */
  async chooseFromMenu(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }

  /** Drags a kind from the palette to a point of the canvas, with the mouse. */
  async dragKind(kind: string, x: number, y: number): Promise<void> {
    const item = this.page.locator('.palette-item', { hasText: new RegExp(`^${kind}$`) })
    await item.dragTo(this.canvas, { targetPosition: { x, y } })
  }

  /** Draws a wire with the mouse, from the right edge of one node to the middle of another. */
  async drawWire(from: string, to: string): Promise<void> {
    const source = this.node(from)
    await source.hover({ position: { x: 12, y: 12 } })
    const handle = await boxOf(source.locator('.react-flow__handle.source'))
    const target = await boxOf(this.node(to))
    await this.page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
    await this.page.mouse.down()
    // A frame is taken by its title, not by what stands inside it.
    const aim = {
      x: target.x + Math.min(40, target.width / 2),
      y: target.y + Math.min(14, target.height / 2),
    }
    await this.page.mouse.move(aim.x - 30, aim.y + 4, { steps: 6 })
    await this.page.mouse.move(aim.x, aim.y, { steps: 4 })
    await this.page.mouse.up()
  }

  /** A number of the headline, as it is shown now. */
  async headline(label: string): Promise<number> {
    const figure = this.page.locator('.headline-figure').filter({ hasText: label }).first()
    return firstNumber(await figure.locator('b').first().innerText())
  }

  /** Waits until a number of the headline passes. */
  async untilHeadline(label: string, passes: (value: number) => boolean): Promise<number> {
    return this.until(() => this.headline(label), passes, `headline ${label}`)
  }

  /** Simulated seconds of the run that is shown. */
  async clockSec(): Promise<number> {
    const words = await this.page.locator('.timeline-time').innerText()
    return words.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  }

  /** Lets simulated time pass: as much of it on a busy machine as on a quiet one. */
  async untilClock(sec: number): Promise<void> {
    await this.until(
      () => this.clockSec(),
      (now) => now >= sec,
      `${sec} s of simulated time`,
    )
  }

  /** Reads until a value passes; the error tells the last one. */
  async until<T>(read: () => Promise<T>, passes: (value: T) => boolean, what: string): Promise<T> {
    const end = Date.now() + PATIENCE_MS
    let value = await read()
    while (!passes(value)) {
      if (Date.now() > end) throw new Error(`${what} did not come about; the last value was ${String(value)}`)
      await this.page.waitForTimeout(150)
      value = await read()
    }
    return value
  }

  /** Rows of the outline's node table: name, kind, state, rate, utilisation, p95, failures. */
  async outline(): Promise<string[][]> {
    await this.chooseFromMenu('Outline')
    const rows = this.page.getByRole('dialog').locator('table').first().locator('tbody tr')
    await rows.first().waitFor()
    const cells = await rows.evaluateAll((list) =>
      list.map((row) => [...row.querySelectorAll('th,td')].map((cell) => (cell.textContent ?? '').trim())),
    )
    await this.page.keyboard.press('Escape')
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
    return cells
  }

  /** Words of the timeline's marks so far. */
  async marks(): Promise<string> {
    return (
      await this.page
        .locator('[data-mark]')
        .evaluateAll((list) => list.map((mark) => mark.getAttribute('data-mark')))
    ).join(' ')
  }
}

export function firstNumber(text: string): number {
  const found = /-?[\d,]*\.?\d+/.exec(text.replace(/[^\d.,\-–]/g, ' '))
  return found ? Number(found[0].replaceAll(',', '')) : Number.NaN
}

export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${String(locator)} is not on the screen`)
  return box
}

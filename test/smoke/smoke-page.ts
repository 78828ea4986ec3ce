import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../support/paths.ts'
import type { InputSource, SmokeBrowser } from './browser.ts'

/** How long something that is waited for may take on a slow machine, and how often it is looked for. */
const PATIENCE_MS = 30_000
const LOOK_MS = 50

interface Point {
  readonly x: number
  readonly y: number
}

/** The page as a person meets it, with English words, in a browser without Playwright. */
export class SmokePage {
  readonly browser: SmokeBrowser

  constructor(browser: SmokeBrowser) {
    this.browser = browser
  }

  /** Looks until an expression of the page holds; the error tells what it was about. */
  async until(what: string, expression: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    while (!(await this.browser.evaluate<boolean>(`Boolean(${expression})`))) {
      if (Date.now() > end)
        throw new Error(`${this.browser.name}: ${what} did not come about; ${await this._pictured()}`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  }

  untilNodes = (count: number): Promise<void> =>
    this.until(
      `a canvas of ${count} nodes`,
      `document.querySelectorAll('.react-flow__node').length === ${count}`,
    )

  untilWires = (count: number): Promise<void> =>
    this.until(
      `a canvas of ${count} wires`,
      `document.querySelectorAll('.react-flow__edge').length === ${count}`,
    )

  /** Waits until a number of the headline lies between two bounds. */
  untilHeadline(label: string, least: number, most: number): Promise<void> {
    const figure = `[...document.querySelectorAll('.headline-figure')].find((one) => one.innerText.startsWith('${label}'))`
    const value = `parseFloat(${figure}?.querySelector('b').innerText.replaceAll(',', ''))`
    return this.until(`${label} from ${least} to ${most}`, `${value} >= ${least} && ${value} <= ${most}`)
  }

  async click(selector: string, words = ''): Promise<void> {
    await this.browser.perform([mouse(moveTo(await this.middleOf(selector, words)), down, up)])
  }

  /** Presses the mouse at one point and lets it go at another, with moves between them as a hand makes them. */
  async drag(from: Point, to: Point): Promise<void> {
    const steps = [0.1, 0.3, 0.6, 0.9, 1].map((share) =>
      moveTo({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }, 60),
    )
    await this.browser.perform([mouse(moveTo(from), down, ...steps, moveTo(to, 60), up)])
  }

  /**
   * Drags something that the browser drags itself. Pressing and moving are the driver's, and begin the browser's own drag; neither
   * driver lets go of one as a hand does (Firefox ends it without a drop, WebKit never tells the page), so the page is given
   * what the drag carries.
   */
  async dragAndDrop(from: Point, to: Point): Promise<void> {
    await this.browser.evaluate(`(${noteDrag.toString()})()`)
    await this.drag(from, to)
    await this.until('the start of a drag', 'window.smokeDrag')
    const accepted = await this.browser.evaluate<boolean>(`(${dropNoted.toString()})(${to.x}, ${to.y})`)
    if (!accepted) throw new Error(`${this.browser.name}: nobody takes what is dropped at ${to.x}, ${to.y}`)
  }

  async press(...keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions }])
  }

  /** Puts another text into the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.browser.evaluate('document.activeElement.select()')
    await this.press(...text, ENTER)
  }

  /** The middle of the first visible element that a selector names, and whose words are these, once there is one that takes a click. */
  async middleOf(selector: string, words = ''): Promise<Point> {
    const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((one) =>
      !one.disabled && one.getBoundingClientRect().width > 0 && one.textContent.includes(${JSON.stringify(words)}))`
    await this.until(`${selector} ${words}`, found)
    return await this.browser.evaluate<Point>(
      `(({ x, y, width, height }) => ({ x: Math.round(x + width / 2), y: Math.round(y + height / 2) }))(${found}.getBoundingClientRect())`,
    )
  }

  /** Keeps a picture of what the page shows, for whoever reads that it shows something else. */
  private async _pictured(): Promise<string> {
    const path = join(ROOT, 'shots', `smoke ${this.browser.name}.png`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await this.browser.picture())
    return `see ${path}`
  }

  node = (name: string): Promise<Point> => this.middleOf(nodeSelector(name))
}

declare global {
  interface Window {
    smokeDrag?: readonly (readonly [type: string, data: string])[]
  }
}

/** Runs in the page: notes what the next drag carries, once the page has said it. */
function noteDrag(): void {
  delete window.smokeDrag
  const note = ({ dataTransfer }: DragEvent) => {
    window.smokeDrag = [...dataTransfer!.types].map((type) => [type, dataTransfer!.getData(type)] as const)
  }
  window.addEventListener('dragstart', note, { once: true })
}

/** Runs in the page: drops what was noted; whether the page takes it. */
function dropNoted(clientX: number, clientY: number): boolean {
  const dataTransfer = new DataTransfer()
  for (const [type, data] of window.smokeDrag!) dataTransfer.setData(type, data)
  const target = document.elementFromPoint(clientX, clientY)!
  const tell = (type: string) =>
    target.dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, clientX, clientY }),
    )
  const takes = !tell('dragover')
  if (takes) tell('drop')
  return takes
}

/** A node's box on the canvas, by its visible name. */
export const nodeSelector = (name: string): string => `.react-flow__node[aria-label^="${name}, "]`

/** The code of the Enter key in WebDriver. */
const ENTER = '\uE007'

const down = { type: 'pointerDown', button: 0 } as const
const up = { type: 'pointerUp', button: 0 } as const

const moveTo = ({ x, y }: Point, duration = 0): object => ({
  ...{ type: 'pointerMove', origin: 'viewport', duration },
  ...{ x: Math.round(x), y: Math.round(y) },
})

const mouse = (...actions: readonly object[]): InputSource => ({
  ...{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } },
  actions,
})

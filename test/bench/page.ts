import type { Page } from 'playwright-core'
import { writeDesign } from '../../src/model/write.ts'
import { launchBrowser } from '../support/chromium.ts'
import { openWithDesign } from '../support/draft.ts'
import { APP_DIST } from '../support/paths.ts'
import { serveStatic } from '../support/static-server.ts'
import { city } from './workloads.ts'

export interface PageFigure {
  readonly nodes: number
  /** Milliseconds of main-thread script in a second, and animation frames in a second. */
  readonly scriptMsPerSec: number
  readonly framesPerSec: number
  /** Main-thread tasks over 50 ms while it ran, and the longest of them. */
  readonly longTasks: number
  readonly longestTaskMs: number
  /** Metric frames of the worker: bytes of one, and how many a second. */
  readonly frameBytes: number
  readonly frameCadencePerSec: number
}

const WARMUP_MS = 5000
const MEASURE_MS = 8000

interface Counters {
  frames: number
  longTasks: number[]
  workerFrames: number
  workerFrameBytes: number
}

/** Runs designs of these sizes in the built page and measures what its main thread does. */
export async function measurePage(sizes: readonly number[]): Promise<PageFigure[]> {
  const server = await serveStatic(APP_DIST)
  try {
    const figures: PageFigure[] = []
    for (const size of sizes) figures.push(await measureSize(server.url, size))
    return figures
  } finally {
    await server.close()
  }
}

/** Each size in a browser of its own, whose library holds nothing yet. */
async function measureSize(url: string, size: number): Promise<PageFigure> {
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await browser.newPage()
    // The script runner names functions through a helper of its own, which the page does not have.
    await page.addInitScript({ content: 'globalThis.__name ??= (named) => named' })
    await page.addInitScript(countFrames)
    await openWithDesign(page, url, writeDesign(city(size)))
    await page.waitForTimeout(WARMUP_MS)
    return await measureRunning(page, size)
  } finally {
    await browser.close()
  }
}

/** Runs in the page before its own code: counts animation frames, long tasks and the worker's frames. */
function countFrames(): void {
  const counters: Counters = { frames: 0, longTasks: [], workerFrames: 0, workerFrameBytes: 0 }
  Object.assign(globalThis, { benchCounters: counters })
  const count = (): void => {
    counters.frames++
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) counters.longTasks.push(entry.duration)
  }).observe({ type: 'longtask' })
  const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage') ?? {}
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    configurable: true,
    set(this: MessagePort, handler: ((event: MessageEvent) => void) | null) {
      set?.call(this, (event: MessageEvent) => {
        const message = event.data as { type?: string; data?: Float64Array } | null
        if (message?.type === 'frame') {
          counters.workerFrames++
          counters.workerFrameBytes = message.data?.byteLength ?? 0
        }
        handler?.call(this, event)
      })
    },
  })
}

async function measureRunning(page: Page, nodes: number): Promise<PageFigure> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const script = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN
  }
  const read = (): Promise<Counters> =>
    page.evaluate(() => structuredClone((globalThis as unknown as { benchCounters: Counters }).benchCounters))
  const before = await read()
  const scriptBefore = await script()
  const begin = performance.now()
  await page.waitForTimeout(MEASURE_MS)
  const scriptAfter = await script()
  const after = await read()
  const sec = (performance.now() - begin) / 1000
  const longTasks = after.longTasks.slice(before.longTasks.length)
  return {
    nodes,
    scriptMsPerSec: ((scriptAfter - scriptBefore) * 1000) / sec,
    framesPerSec: (after.frames - before.frames) / sec,
    longTasks: longTasks.length,
    longestTaskMs: Math.max(0, ...longTasks),
    frameBytes: after.workerFrameBytes,
    frameCadencePerSec: (after.workerFrames - before.workerFrames) / sec,
  }
}

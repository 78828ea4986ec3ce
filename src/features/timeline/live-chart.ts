import uPlot from 'uplot'
import type { Language } from '../../model/text.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import type { Session } from '../../session/session.ts'
import { type Span, type TimeWindow, windowAround, windowTo } from './time-window.ts'

/** Wall time between two paintings. */
const PAINT_MS = 250
/** Points in view: one every two pixels or so. */
const POINTS_MAX = 300

/** What makes one chart different from the other. */
export interface ChartPlan {
  /** One reader a series, in the order of `series`. */
  readonly read: readonly ((frame: Frame) => number)[]
  /** What is drawn of the run that was left when it went back, as one more series behind the others. */
  readonly former: (frame: Frame) => number
  options(
    colours: ChartColours,
    language: Language,
  ): Pick<uPlot.Options, 'series' | 'scales' | 'axes' | 'bands'>
}

export interface ChartColours {
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly line: string
  readonly raise: string
  readonly fail: string
  readonly accent: string
  readonly font: string
}

/** A chart that repaints itself from the frames, four times a second at most, without asking React. */
export class LiveChart {
  readonly #session: Session
  readonly #plot: uPlot
  readonly #plan: ChartPlan
  readonly #span: Span
  readonly #resize: ResizeObserver
  readonly #stop: () => void
  #window: TimeWindow = { fromSec: 0, toSec: 60 }
  #paintedAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(session: Session, host: HTMLElement, plan: ChartPlan, span: Span, language: Language) {
    this.#session = session
    const colours = chartColours(host)
    this.#plan = plan
    this.#span = span
    this.#plot = new uPlot(
      {
        width: Math.max(1, host.clientWidth),
        height: Math.max(1, host.clientHeight),
        padding: [9, 4, 9, 0],
        cursor: { show: false },
        legend: { show: false },
        ...plan.options(colours, language),
        hooks: { draw: [(plot) => this.#drawTimes(plot, colours)] },
      },
      [[], ...plan.read.map(() => []), []],
      host,
    )
    this.#resize = new ResizeObserver(() => {
      this.#plot.setSize({ width: Math.max(1, host.clientWidth), height: Math.max(1, host.clientHeight) })
    })
    this.#resize.observe(host)
    this.#stop = this.#session.run.frames.subscribe(() => this.#schedule())
    this.#paint()
  }

  dispose(): void {
    this.#stop()
    clearTimeout(this.#timer)
    this.#resize.disconnect()
    this.#plot.destroy()
  }

  #schedule(): void {
    if (this.#timer !== undefined || document.hidden) return
    const wait = Math.max(0, this.#paintedAt + PAINT_MS - performance.now())
    this.#timer = setTimeout(() => this.#paint(), wait)
  }

  #paint(): void {
    this.#timer = undefined
    this.#paintedAt = performance.now()
    const { frames, state } = this.#session.run
    const firstSec = frames.frames[0]?.timeSec ?? 0
    const live = windowTo(frames.latest?.timeSec ?? 0, firstSec, this.#span, state.speed)
    this.#window =
      frames.cursorSec === null
        ? live
        : windowAround(this.#window.toSec > live.toSec ? live : this.#window, frames.cursorSec)
    const { fromSec, toSec } = this.#window
    const from = Math.max(0, frames.indexAfter(fromSec) - 1)
    const kept = frames.frames.slice(from, frames.indexAfter(toSec))
    const stride = Math.max(1, Math.ceil(kept.length / POINTS_MAX))
    // Counting strides from the start of the run keeps the same frames in view while the window slides.
    const offset = (stride - (from % stride)) % stride
    const shown = kept.filter((_, index) => index % stride === offset || index === kept.length - 1)
    const ahead = frames.former.filter(
      ({ timeSec }, index) =>
        timeSec > (kept.at(-1)?.timeSec ?? 0) && timeSec <= toSec && index % stride === 0,
    )
    const columns = this.#plan.read.map((read) => [...shown.map(numberOf(read)), ...ahead.map(() => null)])
    const former = [
      ...shown.map(formerAt(frames.former, this.#plan.former)),
      ...ahead.map(numberOf(this.#plan.former)),
    ]
    this.#plot.batch(() => {
      this.#plot.setData([[...shown, ...ahead].map((frame) => frame.timeSec), ...columns, former], false)
      this.#plot.setScale('x', { min: fromSec, max: toSec })
    })
  }

  /** Faults as dashed lines, the moment that is looked at as a whole one, and what is still to come as a hatch. */
  #drawTimes(plot: uPlot, colours: ChartColours): void {
    const { ctx, bbox } = plot
    const ratio = uPlot.pxRatio
    const vertical = (sec: number) => {
      const x = Math.round(plot.valToPos(sec, 'x', true))
      ctx.beginPath()
      ctx.moveTo(x, bbox.top)
      ctx.lineTo(x, bbox.top + bbox.height)
      ctx.stroke()
    }
    ctx.save()
    ctx.lineWidth = 1.5 * ratio
    ctx.strokeStyle = colours.fail
    ctx.setLineDash([2 * ratio, 2 * ratio])
    for (const mark of this.#session.run.state.marks) {
      if (mark.type === 'kill' && mark.timeSec >= this.#window.fromSec && mark.timeSec <= this.#window.toSec)
        vertical(mark.timeSec)
    }
    ctx.setLineDash([])
    ctx.strokeStyle = colours.ink
    if (this.#session.run.frames.cursorSec !== null) vertical(this.#session.run.frames.cursorSec)
    ctx.restore()
  }
}

const numberOf =
  (read: (frame: Frame) => number) =>
  (frame: Frame): number | null => {
    const value = read(frame)
    return Number.isFinite(value) ? value : null
  }

/** What the former run read at the time of a frame; nothing before the two part, and after its end. */
function formerAt(former: readonly Frame[], read: (frame: Frame) => number): (frame: Frame) => number | null {
  let index = 0
  return ({ timeSec }) => {
    while (index + 1 < former.length && former[index + 1]!.timeSec <= timeSec) index++
    const then = former[index]
    const isOver = index === former.length - 1 && then !== undefined && timeSec > then.timeSec + 1
    return then === undefined || then.timeSec > timeSec || isOver ? null : numberOf(read)(then)
  }
}

/** The line of the run that was left. */
export const formerSeries = (colours: ChartColours): uPlot.Series => ({
  stroke: colours.accent,
  width: 2,
  dash: [2, 3],
  points: { show: false },
})

function chartColours(host: HTMLElement): ChartColours {
  const style = getComputedStyle(host)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    ink2: token('--ink2'),
    ink3: token('--ink3'),
    line: token('--line'),
    raise: token('--raise'),
    fail: token('--fail'),
    accent: token('--ghost'),
    font: `11px ${style.fontFamily}`,
  }
}

/** An axis as the charts draw it: quiet labels, hairlines, no ticks. */
export const quietAxis = (colours: ChartColours, side: 'x' | 'y', size: number): uPlot.Axis => ({
  scale: side,
  size,
  stroke: colours.ink3,
  font: colours.font,
  gap: 4,
  grid: { stroke: colours.line, width: 1 },
  ticks: { show: false },
})

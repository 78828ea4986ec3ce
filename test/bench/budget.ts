import budgets from './budgets.json' with { type: 'json' }
import type { EngineFigures } from './engine.ts'
import { LINK_TARGETS, type LinkLength, longest } from './link-lengths.ts'
import type { LinkOpening } from './link-opening.ts'
import type { PageFigure } from './page.ts'

export interface Figures extends EngineFigures {
  /** Milliseconds in which the losses of a design are judged, by its nodes; without a budget, as it hangs on the machine. */
  readonly lossesMs: Readonly<Record<string, number>>
  /** Seconds of resilience reports on two threads, by design; without a budget for the same reason. */
  readonly reportSec: Readonly<Record<string, number>>
  /** Characters of links; they do not hang on the machine. */
  readonly links: readonly LinkLength[]
  /** Left out by `--engine`, as what follows it. */
  readonly page: readonly PageFigure[] | null
  /** Shown without a budget: it hangs on the machine, and on what else it does. */
  readonly linkOpening: LinkOpening | null
  readonly bytes: {
    readonly appStartGzip: number
    readonly workerGzip: number
    readonly spofWorkerGzip: number
  } | null
}

export interface Row {
  readonly what: string
  readonly value: number
  readonly budget: number
  /** Whether the budget is the least or the most that the value may be. */
  readonly bound: 'least' | 'most'
}

export const budgetRows = (figures: Figures): Row[] => [
  ...engineRows(figures),
  ...meanRows(figures),
  ...linkRows(figures),
  ...(figures.page ? pageRows(figures.page) : []),
  ...(figures.bytes ? byteRows(figures.bytes) : []),
]

const engineRows = ({ engine }: Figures): Row[] =>
  Object.entries(budgets.engineRequestsPerThousandHolds).map(([name, budget]) => ({
    what: `${name}, requests per 1,000 heap holds`,
    value: engine[name]?.requestsPerThousandHolds ?? Number.NaN,
    budget,
    bound: 'least',
  }))

/** Speeds of two programs compare only while both simulate the same thing, which theory knows as well. */
const meanRows = ({ engine, simpy }: Figures): Row[] =>
  Object.entries(engine).flatMap(([name, { meanMs, closedFormMs }]) => {
    if (closedFormMs === null) return []
    const row = (who: string, value: number): Row => ({
      what: `${name}, ${who} mean off the closed form, %`,
      value: Math.abs(value / closedFormMs - 1) * 100,
      budget: budgets.meanOffClosedFormPercent,
      bound: 'most',
    })
    const theirs = simpy?.[name]
    return [row('our', meanMs), ...(theirs ? [row("SimPy's", theirs.meanMs)] : [])]
  })

const linkRows = ({ links }: Figures): Row[] =>
  LINK_TARGETS.map(({ what, of, budget }) => ({
    what: `link, ${what}, characters`,
    value: longest(links, of),
    budget: budgets.linkCharacters[budget],
    bound: 'most',
  }))

function pageRows(page: readonly PageFigure[]): Row[] {
  const at500 = page.find((figure) => figure.nodes === 500)
  return [
    {
      what: '500 nodes, frames/s',
      value: at500?.framesPerSec ?? Number.NaN,
      budget: budgets.framesPerSecAt500,
      bound: 'least',
    },
    {
      what: '500 nodes, tasks over 50 ms',
      value: at500?.longTasks ?? Number.NaN,
      budget: budgets.longTasksAt500,
      bound: 'most',
    },
  ]
}

const byteRows = ({ appStartGzip, workerGzip, spofWorkerGzip }: NonNullable<Figures['bytes']>): Row[] => [
  {
    what: 'page start, JS and CSS, kB gzip',
    value: appStartGzip / 1000,
    budget: budgets.appStartGzipKb,
    bound: 'most',
  },
  {
    what: 'simulation worker, kB gzip',
    value: workerGzip / 1000,
    budget: budgets.workerGzipKb,
    bound: 'most',
  },
  {
    what: 'worker that judges losses, kB gzip',
    value: spofWorkerGzip / 1000,
    budget: budgets.spofWorkerGzipKb,
    bound: 'most',
  },
]

/** A figure that could not be measured is past its budget, too. */
export const isPast = ({ value, budget, bound }: Row): boolean =>
  !(bound === 'least' ? value >= budget : value <= budget)

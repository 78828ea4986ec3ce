type Column =
  | 'frozen'
  | 'theoryWaitMs'
  | 'theoryModel'
  | 'waitMsMean'
  | 'slots'
  | 'queue'
  | 'ratePerSec'
  | 'dropPerSec'

export interface TheoryFigures {
  readonly name: string
  readonly model: TheoryModel
  readonly slots: number
  readonly theoryMs: number
  readonly measuredMs: number
  /** Measured over theory less one; null where both waits are too short to be told apart, or nothing was measured. */
  readonly apart: number | null
}

/** Those who wait are the rate of those who get in times their mean wait: two measurements that must agree. */
export interface LittlesLaw {
  readonly rate: number
  readonly waitMs: number
  readonly product: number
  readonly queue: number
}

const MODELS = ['mmc', 'mg1', 'mmck'] as const
type TheoryModel = (typeof MODELS)[number]

/** Waits under this are a few ticks of the clock: their ratio says nothing. */
const WAIT_MS_MIN = 0.05

/** What queueing theory says of a node beside what was measured; undefined where no theory holds. */
export function theoryOf(read: (column: Column) => number): TheoryFigures | undefined {
  const theoryMs = read('theoryWaitMs')
  const model = MODELS[read('theoryModel')]
  if (!Number.isFinite(theoryMs) || model === undefined) return undefined
  const measuredMs = read('waitMsMean')
  const slots = read('slots')
  const tiny = theoryMs < WAIT_MS_MIN && measuredMs < WAIT_MS_MIN
  return {
    name: model === 'mg1' ? 'M/G/1' : `M/M/${slots}${model === 'mmck' ? '/K' : ''}`,
    model,
    slots,
    theoryMs,
    measuredMs,
    apart: tiny || !(theoryMs > 0) || !Number.isFinite(measuredMs) ? null : measuredMs / theoryMs - 1,
  }
}

/** Little's law holds wherever there is a line for slots; undefined where there is none, nobody came, or a process hangs and lets nobody in. */
export function littlesLawOf(read: (column: Column) => number): LittlesLaw | undefined {
  if (read('frozen') === 1) return undefined
  const rate = read('ratePerSec') - Math.max(0, read('dropPerSec') || 0)
  const waitMs = read('waitMsMean')
  const queue = read('queue')
  const product = (rate * waitMs) / 1000
  if (!(read('slots') > 0) || !Number.isFinite(product + queue)) return undefined
  return { rate, waitMs, product, queue }
}

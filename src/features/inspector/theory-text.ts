import type { DesignNode } from '../../model/design.ts'
import { paramOf } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

type Column = 'theoryWaitMs' | 'waitMsMean' | 'slots' | 'queue' | 'ratePerSec' | 'dropPerSec'

export interface TheoryFigures {
  readonly name: string
  readonly slots: number
  readonly theoryMs: number
  readonly measuredMs: number
  /** Measured over theory less one; null where both waits are too short to be told apart, or nothing was measured. */
  readonly apart: number | null
  /** Those who wait are the rate of arrivals times the mean wait. */
  readonly little: { readonly rate: number; readonly product: number; readonly queue: number } | null
}

/** Waits under this are a few ticks of the clock: their ratio says nothing. */
const WAIT_MS_MIN = 0.05

/** What queueing theory says of a node beside what was measured; undefined where no theory holds. */
export function theoryOf(
  node: DesignNode,
  model: KindModel,
  read: (column: Column) => number,
): TheoryFigures | undefined {
  const theoryMs = read('theoryWaitMs')
  if (!Number.isFinite(theoryMs)) return undefined
  const measuredMs = read('waitMsMean')
  const slots = read('slots')
  const tiny = theoryMs < WAIT_MS_MIN && measuredMs < WAIT_MS_MIN
  const rate = read('ratePerSec') - Math.max(0, read('dropPerSec') || 0)
  const queue = read('queue')
  const product = (rate * measuredMs) / 1000
  return {
    name: slots === 1 && !isExponential(node, model) ? 'M/G/1' : `M/M/${slots}`,
    slots,
    theoryMs,
    measuredMs,
    apart: tiny || !(theoryMs > 0) || !Number.isFinite(measuredMs) ? null : measuredMs / theoryMs - 1,
    little: Number.isFinite(product + queue) ? { rate, product, queue } : null,
  }
}

/** One exponential service time for all that arrives: variation 1, and reads as long as writes. */
function isExponential(node: DesignNode, model: KindModel): boolean {
  const says = (key: string) => {
    const field = model.fields.find((candidate) => candidate.key === key)
    return field && paramOf(field, node.params)
  }
  return says('serviceCv') === 1 && says('readMs') === says('writeMs')
}

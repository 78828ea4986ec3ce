import type { Params } from '../../model/field.ts'
import type { Mix } from '../../model/request-class.ts'

/** Round trips: half a millisecond inside one data centre, 10 ms from a user to the nearest one. */
export const INSIDE_MS = 0.5
export const LAST_MILE_MS = 10

/** A small machine (2 CPU, 4 GB, 100 a month): 10 slots at 40 ms are 250 requests/s. */
export const SMALL: Params = { workers: 10, serviceMs: 40, serviceCv: 0.5 }

/** A commit waits for the disk: 30 ms against 10 ms for a read. */
export const DATA: Params = { writeMs: 30 }

export const mix = (weights: Partial<Mix>): Mix => ({
  static: 0,
  read: 0,
  write: 0,
  upload: 0,
  task: 0,
  ...weights,
})

/** What a month of 720 hours costs, as the price of an hour. */
export const perMonth = (price: number): Params => ({ pricePerHour: price / 720 })

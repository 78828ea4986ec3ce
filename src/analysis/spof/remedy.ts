import type { Said } from '../verdict.ts'
import type { Change } from './changes.ts'

/** What can be done about a loss; the sentences stand in `reading/spof-sentence.ts`. */
export type RemedyCode =
  | 'second'
  | 'secondByName'
  | 'balance'
  | 'balanceSecond'
  | 'secondName'
  | 'replica'
  | 'promote'
  | 'probe'
  | 'retryNext'
  | 'probeFaster'
  | 'promoteFaster'
  | 'answerShorter'
  | 'noticeSooner'
  | 'fallBack'
  | 'grow'
  | 'refuse'
  | 'spread'

/** What to do, and the edit that does it. */
export interface Remedy {
  readonly said: Said<RemedyCode>
  readonly changes: readonly Change[]
}

export const remedy = (code: RemedyCode, values: Said['values'], ...changes: Change[]): Remedy => ({
  said: { code, values },
  changes,
})

import type { RunMark } from '../../src/model/mark.ts'

/** A mark of which a test needs only some of what it says. */
export const markOf = (mark: Pick<RunMark, 'timeSec' | 'type' | 'node'> & Partial<RunMark>): RunMark => ({
  target: '',
  value: 0,
  cause: -1,
  failed: 0,
  lostWrites: 0,
  staleReads: 0,
  ...mark,
})

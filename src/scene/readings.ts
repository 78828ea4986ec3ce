import type { Level4 } from './levels.ts'

/** What a card says at one reading: strings and shares, ready to be drawn. Whoever makes it knows the run and the words. */
export interface NodeReading {
  readonly down: boolean
  readonly level: Level4
  /** Share of the bar that is filled, or NaN for no bar. */
  readonly bar: number
  readonly barLevel: Level4
  readonly number: string
  readonly left: string
  /** Longest first: the first one that fits is drawn. */
  readonly beside: readonly string[]
  readonly besideLevel: Level4
  readonly lines: readonly ReadingLine[]
  /** Most urgent first. */
  readonly badges: readonly NodeBadge[]
  /** Instances that run where these are others than drawn, or null. */
  readonly count: { readonly drawn: string; readonly running: string } | null
  /** Until a replica takes over from this dead primary, or null. */
  readonly promotion: { readonly label: string; readonly share: number } | null
  /** How full a queue is and how many wait in it, or null for what is no queue. */
  readonly tank: { readonly share: number; readonly depth: string } | null
  /** What a fault that struck it has cost, once something has come of it: a line or two, on a tile a brief one. */
  readonly result: readonly string[]
  /** What a tile says. */
  readonly short: string
}

export interface NodeBadge {
  readonly text: string
  /** Requests are turned away, a fault was injected, or something is only said. */
  readonly tone: 'drop' | 'fault' | 'plain'
}

export interface ReadingLine {
  readonly left: string
  readonly right: string
  readonly tone: 'plain' | 'strong' | 'fail' | 'warn'
}

/** How many members of a frame are up: in words, or empty where that goes without saying. */
export interface FrameReading {
  readonly up: string
  readonly whole: boolean
  /** What a fault that struck all of it has cost, as on a node. */
  readonly result: readonly string[]
}

/** What a frame says before anything is known. */
export const NO_FRAME_READING: FrameReading = { up: '', whole: true, result: [] }

/** What a node says before the first frame. */
export const NO_READING: NodeReading = {
  down: false,
  level: 0,
  bar: Number.NaN,
  barLevel: 0,
  number: '',
  left: '',
  beside: [],
  besideLevel: 0,
  lines: [],
  badges: [],
  count: null,
  promotion: null,
  tank: null,
  result: [],
  short: '',
}

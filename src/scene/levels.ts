/** How much a node shows: a card, a tile, or a dot. */
export type Level = 'near' | 'mid' | 'far'

/** Colour levels 1 to 4 of the three questions; 0 where there is no measurement. The legend shows the same bounds. */
export type Level4 = 0 | 1 | 2 | 3 | 4

/** Lower bounds of levels 2, 3 and 4. */
export const LEVEL_BOUNDS = {
  load: [0.6, 0.8, 0.95],
  latency: [50, 200, 500],
  errors: [0.001, 0.01, 0.05],
} as const

/** What the colours of a picture answer. */
export type Question = keyof typeof LEVEL_BOUNDS

export function levelOf(question: Question, value: number): Level4 {
  if (!Number.isFinite(value)) return 0
  const [two, three, four] = LEVEL_BOUNDS[question]
  if (value >= four) return 4
  if (value >= three) return 3
  return value >= two ? 2 : 1
}

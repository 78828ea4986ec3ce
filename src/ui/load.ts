/** Level of the load scale for a utilisation of 0 to 1, as the tokens count them; 0 where there is none. */
export function loadLevel(utilisation: number): 0 | 1 | 2 | 3 | 4 {
  if (!Number.isFinite(utilisation)) return 0
  if (utilisation >= 0.95) return 4
  if (utilisation >= 0.8) return 3
  return utilisation >= 0.6 ? 2 : 1
}

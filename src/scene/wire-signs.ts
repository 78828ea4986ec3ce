/** Signs on a wire, about their own middle; the drawing and the legend show them. */

export const SCISSORS = {
  d: 'M-2.2 1.9 3.2 -5.2M2.2 1.9 -3.2 -5.2M-3.2 5.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM3.2 5.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
}
/** A switch that stands open, as circuit diagrams draw it. */
export const SWITCH = { d: 'M-7 1.5H-3.6M-3.6 1.5 3 -3.4M3.6 1.5H7M-3.6 1.5h.01M3.6 1.5h.01' }

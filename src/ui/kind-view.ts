import type { IconName } from './icon-paths.ts'

/** How a kind is drawn on the canvas. The numbers themselves come from the frames of the run. */
export interface KindView {
  readonly icon: IconName
  /** Size of the card in canvas pixels; a frame's own size is in its fields. */
  readonly width: number
  readonly height: number
  /** What stands under the name: a utilisation bar, plain readings, a queue tank, alert rules, or other nodes. */
  readonly face: 'meter' | 'plain' | 'tank' | 'alerts' | 'frame'
  /** Reading beside the rate. */
  readonly beside: 'p95' | 'hitRatio' | 'lag' | 'none'
  /** Whether the card has room for the last 30 s of utilisation. */
  readonly sparkline: boolean
  /** For a frame: how it is outlined, and whether it always says how many of its members are up. */
  readonly outline: 'none' | 'solid' | 'dashed'
  readonly countsMembers: boolean
}

/** A card of the usual size with a bar and a sparkline; kinds override what differs. */
export const cardView = (icon: IconName, own: Partial<Omit<KindView, 'icon'>> = {}): KindView => ({
  icon,
  width: 128,
  height: 88,
  face: 'meter',
  beside: 'p95',
  sparkline: true,
  outline: 'none',
  countsMembers: false,
  ...own,
})

/** A frame; width and height only matter where its fields are missing. */
export const frameView = (icon: IconName, own: Partial<Omit<KindView, 'icon'>>): KindView =>
  cardView(icon, { width: 320, height: 320, face: 'frame', beside: 'none', sparkline: false, ...own })

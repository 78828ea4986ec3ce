import { cardView } from '../../ui/kind-view.ts'

export const dnsView = cardView('dns', {
  width: 112,
  height: 56,
  face: 'plain',
  beside: 'hitRatio',
  sparkline: false,
})

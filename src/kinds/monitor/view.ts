import { cardView } from '../../ui/kind-view.ts'

export const monitorView = cardView('monitor', {
  width: 150,
  face: 'alerts',
  beside: 'none',
  sparkline: false,
})

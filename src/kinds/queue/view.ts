import { cardView } from '../../ui/kind-view.ts'

export const queueView = cardView('queue', { face: 'tank', beside: 'none', sparkline: false })

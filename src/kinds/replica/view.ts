import { cardView } from '../../ui/kind-view.ts'

export const replicaView = cardView('replica', { width: 110, height: 68, beside: 'lag', sparkline: false })

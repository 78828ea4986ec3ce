import { cardView } from '../../ui/kind-view.ts'

export const clientView = cardView('client', { width: 112, height: 56, face: 'plain', sparkline: false })

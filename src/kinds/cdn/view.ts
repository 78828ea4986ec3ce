import { cardView } from '../../ui/kind-view.ts'

export const cdnView = cardView('cdn', { height: 72, beside: 'hitRatio', sparkline: false })

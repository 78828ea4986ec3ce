import { cardView } from '../../ui/kind-view.ts'

export const storageView = cardView('storage', { height: 72, sparkline: false })

import { cardView } from '../../ui/kind-view.ts'

export const workerView = cardView('worker', { width: 120, height: 68, sparkline: false })

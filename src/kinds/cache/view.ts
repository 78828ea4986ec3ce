import { cardView } from '../../ui/kind-view.ts'

export const cacheView = cardView('cache', { beside: 'hitRatio' })

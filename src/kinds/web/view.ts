import { cardView } from '../../ui/kind-view.ts'

export const webView = cardView('web')

import { cardView } from '../../ui/kind-view.ts'

export const keyValueView = cardView('key-value')

import { cardView } from '../../ui/kind-view.ts'

export const databaseView = cardView('database')

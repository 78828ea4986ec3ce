import { cardView } from '../../ui/kind-view.ts'

export const shardView = cardView('shard')

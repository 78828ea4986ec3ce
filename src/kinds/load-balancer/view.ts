import { cardView } from '../../ui/kind-view.ts'

export const loadBalancerView = cardView('load-balancer')

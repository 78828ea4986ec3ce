import { frameView } from '../../ui/kind-view.ts'

export const regionView = frameView('region', { outline: 'dashed' })

import { frameView } from '../../ui/kind-view.ts'

export const zoneView = frameView('zone', { outline: 'dashed' })

import { frameView } from '../../ui/kind-view.ts'

export const tierView = frameView('tier', { outline: 'solid', countsMembers: true })

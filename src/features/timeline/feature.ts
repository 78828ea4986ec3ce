import type { Feature } from '../../page/feature.ts'

/** What the faults of the run led to, and the scenario, with room for a thumb: on a phone they have no place of their own. */
export const failures: Feature = {
  dialog: { id: 'failures', load: () => import('./failures-dialog.tsx') },
  commands: [
    {
      id: 'run.failures',
      title: 'failures.title',
      icon: 'kill',
      words:
        'results, failovers, lanes, rto, rpo, scenario, plan, timeline of faults, 결과, 장애 결과, 장애 조치, 시나리오, 계획',
      menu: 'look',
    },
  ],
}

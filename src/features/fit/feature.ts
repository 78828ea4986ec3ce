import type { Feature } from '../../page/feature.ts'

/** A service time from what somebody measured. */
export const fit: Feature = {
  dialog: { id: 'fit', load: () => import('./fit-dialog.tsx') },
  commands: [
    {
      id: 'edit.fit',
      title: 'fit.command',
      icon: 'measure',
      words:
        'service time, measurement, k6, prometheus, histogram, latency, real numbers, import, 처리 시간, 측정값, 히스토그램, 지연, 가져오기',
    },
  ],
}

import type { Feature, LoadPart } from '../../page/feature.ts'

/** Loses every part of the design in turn and measures what that does. */
export const resilience = (load: LoadPart): Feature => ({
  dialog: { id: 'resilience', load },
  commands: [
    {
      id: 'run.resilience',
      title: 'resilience.open',
      icon: 'spof',
      words:
        'resilience, prove, proof, spof, single point of failure, chaos, report, rto, rpo, 회복력, 회복력 보고서, 증명, 단일 장애점, 장애 보고서',
      menu: 'look',
    },
  ],
})

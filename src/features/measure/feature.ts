import type { Feature, LoadPart } from '../../page/feature.ts'

/** A run of the design, measured as the shell does. */
export const measure = (load: LoadPart): Feature => ({
  dialog: { id: 'measure', load },
  commands: [
    {
      id: 'run.measure',
      title: 'measure.open',
      icon: 'measure',
      words: 'measure, report, benchmark, json, headless, seed, 측정, 보고서, 시드, 벤치마크',
      menu: 'look',
    },
  ],
})

import type { Feature } from '../../page/feature.ts'

/** Why something is wrong. Its panel floats over the canvas, in which every link of it is shown. */
export const why: Feature = {
  commands: [
    {
      id: 'run.explain',
      title: 'cause.command',
      icon: 'info',
      words: 'explain, why, cause, root cause, reason, chain, wrong, 원인, 왜, 이유, 설명, 근본 원인',
      menu: 'look',
      run: ({ view }) => view.setState({ asked: { of: 'system' } }),
    },
  ],
}

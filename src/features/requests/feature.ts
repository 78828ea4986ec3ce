import type { Feature } from '../../page/feature.ts'

/** Single requests; their panel takes the inspector's place, which the layout gives it. */
export const requests: Feature = {
  commands: [
    {
      id: 'view.requests',
      title: 'requests.toggle',
      icon: 'requests',
      words: 'requests, trace, waterfall, follow, 추적, 요청, 트레이스',
      key: { shown: 'R', chord: { key: 'r', code: 'KeyR' }, group: 'find' },
      menu: 'look',
      run: ({ trace }) => trace.toggle(),
    },
  ],
}

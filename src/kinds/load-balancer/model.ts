import { numberField, sharedFields, TIME_MS_MAX, toggleField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const loadBalancer = {
  id: 'load-balancer',
  role: 'balancer',
  group: 'traffic',
  name: { en: 'Load balancer', ko: '로드 밸런서' },
  summary: {
    en: 'Spreads requests over its targets and takes dead ones out by health checks.',
    ko: '요청을 여러 대상에 나누고, 상태 확인으로 죽은 대상을 제외합니다.',
  },
  idPrefix: 'lb',
  wires: {
    edgeCache: 'routes',
    balancer: 'routes',
    service: 'routes',
    primary: 'routes',
    replica: 'routes',
    objects: 'routes',
    session: 'routes',
  },
  answers: [],
  traits: {
    plans: false,
    forwards: true,
    optional: false,
    mortal: true,
    contains: false,
  },
  readings: ['utilisation', 'p95'],
  fields: [
    {
      type: 'choice',
      key: 'policy',
      default: 'round-robin',
      label: { en: 'Policy', ko: '분배 방식' },
      help: {
        en: 'How a target is chosen. Round robin is the default of nginx, HAProxy and ALB.',
        ko: '대상을 고르는 방법입니다. 라운드 로빈이 nginx, HAProxy, ALB의 기본값입니다.',
      },
      options: [
        {
          value: 'round-robin',
          label: { en: 'Round robin', ko: '라운드 로빈' },
          help: { en: 'In turn, by weight.', ko: '가중치에 따라 차례대로.' },
        },
        {
          value: 'random',
          label: { en: 'Random', ko: '무작위' },
          help: { en: 'By chance, by weight.', ko: '가중치에 따라 무작위로.' },
        },
        {
          value: 'least-connections',
          label: { en: 'Least connections', ko: '최소 연결' },
          help: {
            en: 'The target with the fewest open requests for its weight.',
            ko: '가중치에 비해 열린 요청이 가장 적은 대상.',
          },
        },
        {
          value: 'two-choices',
          label: { en: 'Two random choices', ko: '무작위 둘 중 하나' },
          help: {
            en: 'Two targets by chance, then the one with fewer open requests.',
            ko: '무작위로 둘을 골라 열린 요청이 적은 쪽.',
          },
        },
      ],
    },
    toggleField('healthChecks', true, [
      { en: 'Health checks', ko: '상태 확인' },
      {
        en: 'Probe every target and stop sending to the ones that fail. When all fail, it sends to all of them (fail open).',
        ko: '대상마다 상태를 확인해 실패하면 보내지 않습니다. 모두 실패하면 모두에게 보냅니다(fail open).',
      },
    ]),
    numberField('healthIntervalMs', 2000, { unit: 'ms', min: 10, max: TIME_MS_MAX, step: 100 }, [
      { en: 'Probe every', ko: '확인 간격' },
      {
        en: 'Time between two probes of one target (HAProxy: 2 s; ALB: 30 s).',
        ko: '한 대상을 다시 확인하는 간격입니다(HAProxy 2초, ALB 30초).',
      },
    ]),
    numberField('healthFall', 3, { min: 1, max: 100, integer: true }, [
      { en: 'Fall', ko: '제외 기준' },
      {
        en: 'Failed probes in a row until a target is ejected (HAProxy: 3; ALB: 2).',
        ko: '연속 몇 번 실패하면 제외하는지입니다(HAProxy 3, ALB 2).',
      },
    ]),
    numberField('healthRise', 2, { min: 1, max: 100, integer: true }, [
      { en: 'Rise', ko: '복귀 기준' },
      {
        en: 'Good probes in a row until an ejected target is back (HAProxy: 2; ALB: 5).',
        ko: '연속 몇 번 성공하면 되돌리는지입니다(HAProxy 2, ALB 5).',
      },
    ]),
    sharedFields.slots(16, {
      en: 'Requests that it handles at the same moment: 16 cores at 0.1 ms carry 160,000 requests/s.',
      ko: '동시에 처리하는 요청 수입니다. 16코어에 0.1 ms면 초당 160,000건을 감당합니다.',
    }),
    sharedFields.serviceMs(0.1, {
      en: 'Work that the balancer itself spends on a request. 0.1 ms is what a TLS-terminating proxy needs on one core.',
      ko: '요청 하나에 로드 밸런서가 쓰는 시간입니다. 0.1 ms는 TLS를 종료하는 프록시가 한 코어에서 쓰는 정도입니다.',
    }),
    sharedFields.serviceCv(1),
    sharedFields.queueMax(10_000, {
      en: 'Requests that may wait for a slot; more are shed. Empty means no limit.',
      ko: '슬롯을 기다릴 수 있는 요청 수이며, 넘으면 차단합니다. 비우면 한도가 없습니다.',
    }),
  ],
} as const satisfies KindModel

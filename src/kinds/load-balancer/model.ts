import { availabilityFields } from '../../model/availability-fields.ts'
import { ejectionFields } from '../../model/ejection-fields.ts'
import {
  inGroup,
  limitField,
  needing,
  numberField,
  type Params,
  sharedFields,
  TIME_MS_MAX,
  toggleField,
} from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

/** A profile sets all that belongs to health, so that nothing of the one before is left. */
const healthProfile = (differs: Params): Params => ({
  healthChecks: true,
  healthIntervalMs: 2000,
  healthTimeoutMs: 1000,
  healthFall: 3,
  healthRise: 2,
  failOpen: true,
  passiveFailures: null,
  passiveWindowMs: null,
  passiveCounts: 'all',
  ejectMs: 10_000,
  ejectReturn: 'all',
  ejectGrows: false,
  ejectPercentMax: 100,
  retryNext: 0,
  retryBroken: 'reads',
  responseTimeoutMs: null,
  connectMs: 5000,
  drainMs: 300_000,
  ...differs,
})

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
    shard: 'routes',
    buffer: 'publishes',
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
  faults: ['slow', 'errors', 'drain'],
  readings: [
    'ratePerSec',
    'utilisation',
    'latencyMsP95',
    'queue',
    'busy',
    'healthyTargets',
    'failPerSec',
    'dropPerSec',
  ],
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
          exactOnly: true,
          label: { en: 'Least connections', ko: '최소 연결' },
          help: {
            en: 'The target with the fewest open requests for its weight and its instances.',
            ko: '가중치와 인스턴스 수에 비해 열린 요청이 가장 적은 대상.',
          },
        },
        {
          value: 'two-choices',
          exactOnly: true,
          label: { en: 'Two random choices', ko: '무작위 둘 중 하나' },
          help: {
            en: 'Two targets by chance, then the one with fewer open requests, counted alike.',
            ko: '무작위로 둘을 골라, 같은 기준으로 열린 요청이 적은 쪽.',
          },
        },
        {
          value: 'hash',
          label: { en: 'Hash of the key', ko: '키 해시' },
          help: {
            en: 'The same key always goes to the same target (consistent hashing).',
            ko: '같은 키는 늘 같은 대상으로(일관된 해싱).',
          },
        },
        {
          value: 'sticky',
          label: { en: 'Sticky sessions', ko: '고정 세션' },
          help: {
            en: 'The same user always goes to the same target.',
            ko: '같은 사용자는 늘 같은 대상으로.',
          },
        },
      ],
    },
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
    ...inGroup('health', [
      toggleField('healthChecks', true, [
        { en: 'Health checks', ko: '상태 확인' },
        {
          en: 'Probe every target and stop sending to the ones that fail. When all fail, it sends to all of them (fail open).',
          ko: '대상마다 상태를 확인해 실패하면 보내지 않습니다. 모두 실패하면 모두에게 보냅니다(fail open).',
        },
      ]),
      ...needing({ key: 'healthChecks', is: [true] }, [
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
        numberField('healthTimeoutMs', 1000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 100 }, [
          { en: 'Probe timeout', ko: '확인 제한 시간' },
          {
            en: 'A probe without an answer after this time has failed (ALB: 5 s).',
            ko: '이 시간 안에 답이 없으면 실패한 확인입니다(ALB: 5초).',
          },
        ]),
      ]),
      toggleField('failOpen', true, [
        { en: 'Fail open', ko: '모두 실패하면 전체로' },
        {
          en: 'Send to all targets when all have failed, as ALB and Envoy do. Off: such requests fail with “no healthy target”, as with HAProxy and nginx.',
          ko: '모두 실패하면 ALB와 Envoy처럼 모두에게 보냅니다. 끄면 HAProxy와 nginx처럼 정상 대상이 없다는 오류로 실패합니다.',
        },
      ]),
      ...ejectionFields,
    ]),
    ...inGroup('resilience', [
      numberField('retryNext', 0, { max: 10, integer: true }, [
        { en: 'Retry on next', ko: '다음 대상 재시도' },
        {
          en: 'Further targets that are tried when one refuses or says nothing (nginx and HAProxy can try them all). Answers of the application are never retried.',
          ko: '대상이 거부하거나 답이 없을 때 시도하는 다음 대상의 수입니다(nginx와 HAProxy는 모두 시도할 수 있습니다). 애플리케이션의 답은 다시 시도하지 않습니다.',
        },
      ]),
      {
        type: 'choice',
        key: 'retryBroken',
        default: 'reads',
        needs: { key: 'retryNext', not: [0] },
        label: { en: 'Retry broken', ko: '끊긴 요청 재시도' },
        help: {
          en: 'Whether a request that had reached its target is sent again when that dies or takes too long: it may have been done already. What was never delivered is always tried again.',
          ko: '대상에 도착한 요청을 대상이 죽거나 너무 오래 걸릴 때 다시 보낼지 정합니다. 이미 처리되었을 수 있습니다. 전달되지 않은 요청은 늘 다시 보냅니다.',
        },
        options: [
          {
            value: 'never',
            label: { en: 'Never', ko: '안 함' },
            help: { en: 'As HAProxy does by default.', ko: 'HAProxy의 기본값입니다.' },
          },
          {
            value: 'reads',
            label: { en: 'Reads', ko: '읽기만' },
            help: {
              en: 'Only what changes nothing, as nginx does by default.',
              ko: '아무것도 바꾸지 않는 요청만. nginx의 기본값입니다.',
            },
          },
          {
            value: 'all',
            label: { en: 'All', ko: '모두' },
            help: {
              en: 'Writes too, which may then be done twice (nginx: non_idempotent).',
              ko: '쓰기도 다시 보내며, 두 번 처리될 수 있습니다(nginx: non_idempotent).',
            },
          },
        ],
      },
      limitField('responseTimeoutMs', null, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Response timeout', ko: '응답 제한 시간' },
        {
          en: 'How long it waits for the answer of a target that took the request (nginx proxy_read_timeout and the idle timeout of ALB: 60 s, Envoy: 15 s). Empty means as long as its client does.',
          ko: '요청을 받은 대상의 응답을 기다리는 시간입니다(nginx proxy_read_timeout과 ALB 유휴 제한 60초, Envoy 15초). 비우면 클라이언트가 기다리는 만큼입니다.',
        },
      ]),
      sharedFields.connectMs(5000, {
        en: 'How long a try waits for a target that says nothing (Envoy: 5 s).',
        ko: '아무 답이 없는 대상을 한 번에 기다리는 시간입니다(Envoy: 5초).',
      }),
      numberField('drainMs', 300_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Drain at most', ko: '최대 드레인 시간' },
        {
          en: 'A target that is drained gets no new requests and is cut off after this time (ALB: 300 s).',
          ko: '드레인 중인 대상은 새 요청을 받지 않고, 이 시간이 지나면 끊깁니다(ALB: 300초).',
        },
      ]),
    ]),
    sharedFields.whenDown,
    sharedFields.price(20, {
      en: 'Price an hour. The default is 20 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 20으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(9999, 1, {
      en: 'Default: the Elastic Load Balancing SLA, 99.99 %.',
      ko: '기본값: Elastic Load Balancing SLA 99.99 %.',
    }),
  ],
  presets: [
    {
      id: 'classroom',
      label: { en: 'Classroom', ko: '교실' },
      help: {
        en: 'A probe every 2 s; out after 3, back after 2.',
        ko: '2초마다 확인, 3번에 제외, 2번에 복귀.',
      },
      params: healthProfile({}),
    },
    {
      id: 'alb',
      label: { en: 'AWS ALB', ko: 'AWS ALB' },
      help: {
        en: 'A probe every 30 s with 5 s timeout; out after 2, back after 5; drains 300 s.',
        ko: '30초마다 확인(제한 5초), 2번에 제외, 5번에 복귀, 드레인 300초.',
      },
      params: healthProfile({
        healthIntervalMs: 30_000,
        healthTimeoutMs: 5000,
        healthFall: 2,
        healthRise: 5,
        connectMs: 10_000,
        responseTimeoutMs: 60_000,
      }),
    },
    {
      id: 'haproxy',
      label: { en: 'HAProxy', ko: 'HAProxy' },
      help: {
        en: 'A check every 2 s, rise 2, fall 3; 503 when no server is left.',
        ko: '2초마다 확인, rise 2, fall 3, 남은 서버가 없으면 503.',
      },
      params: healthProfile({ healthTimeoutMs: 2000, failOpen: false, retryNext: 3, retryBroken: 'never' }),
    },
    {
      id: 'nginx',
      label: { en: 'nginx', ko: 'nginx' },
      help: {
        en: 'No probes: 1 failure puts a server out for 10 s, the next one is tried, and one trial brings it back; 502 when all are out.',
        ko: '확인 없이 1번 실패하면 10초 동안 제외하고 다음 서버를 시도하며, 시험 요청 하나로 되돌립니다. 모두 제외되면 502.',
      },
      params: healthProfile({
        healthChecks: false,
        failOpen: false,
        passiveFailures: 1,
        passiveWindowMs: 10_000,
        passiveCounts: 'unanswered',
        ejectReturn: 'trial',
        retryNext: 10,
        connectMs: 60_000,
        responseTimeoutMs: 60_000,
      }),
    },
    {
      id: 'envoy',
      label: { en: 'Envoy', ko: 'Envoy' },
      help: {
        en: 'Outlier detection: 5 failures in a row put a host out for 30 s x count, at most 10 % but at least one.',
        ko: '이상치 감지: 연속 5번 실패하면 30초 x 횟수 동안 제외하며, 최대 10 %이지만 최소 하나입니다.',
      },
      params: healthProfile({
        healthChecks: false,
        passiveFailures: 5,
        ejectMs: 30_000,
        ejectGrows: true,
        ejectPercentMax: 10,
        responseTimeoutMs: 15_000,
      }),
    },
  ],
} as const satisfies KindModel

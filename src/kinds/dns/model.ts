import { availabilityFields } from '../../model/availability-fields.ts'
import { needing, numberField, ofService, sharedFields, TIME_MS_MAX, toggleField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const dns = {
  id: 'dns',
  role: 'resolver',
  group: 'traffic',
  name: { en: 'DNS', ko: 'DNS' },
  summary: {
    en: 'Turns a name into an address. Clients keep the answer until its TTL ends, so a change reaches them late.',
    ko: '이름을 주소로 바꿉니다. 클라이언트는 TTL이 끝날 때까지 답을 기억하므로 변경이 늦게 퍼집니다.',
  },
  idPrefix: 'dns',
  wires: { edgeCache: 'routes', balancer: 'routes', service: 'routes', objects: 'routes' },
  answers: [],
  traits: {
    plans: false,
    forwards: true,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors'],
  readings: ['ratePerSec', 'hitRatio', 'healthyTargets', 'failPerSec', 'dropPerSec'],
  fields: [
    numberField('ttlMs', 60_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
      { en: 'TTL', ko: 'TTL' },
      {
        en: 'How long clients keep an answer. 60 s is what Route 53 uses for alias records of load balancers.',
        ko: '클라이언트가 답을 기억하는 시간입니다. 60초는 Route 53이 로드 밸런서 별칭 레코드에 쓰는 값입니다.',
      },
    ]),
    ofService(
      'mean',
      numberField('lookupMs', 20, { unit: 'ms', max: 60_000, step: 1 }, [
        { en: 'Look-up', ko: '조회 시간' },
        {
          en: 'Time of a look-up when the answer is not in a client’s cache. 20 ms is a usual round trip to a resolver.',
          ko: '캐시에 답이 없을 때 조회에 걸리는 시간입니다. 20 ms는 일반적인 리졸버 왕복 시간입니다.',
        },
      ]),
    ),
    toggleField('healthChecks', true, [
      { en: 'Health checks', ko: '상태 확인' },
      {
        en: 'Check every target and leave out the ones that fail. When all fail, all are answered.',
        ko: '대상마다 상태를 확인해 실패한 대상을 답에서 뺍니다. 모두 실패하면 모두를 답합니다.',
      },
    ]),
    ...needing({ key: 'healthChecks', is: [true] }, [
      numberField('healthIntervalMs', 30_000, { unit: 'ms', min: 100, max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Check every', ko: '확인 간격' },
        {
          en: 'Time between two checks of one target (Route 53: 30 s, or 10 s fast).',
          ko: '한 대상을 다시 확인하는 간격입니다(Route 53: 30초, 빠른 확인 10초).',
        },
      ]),
      numberField('healthFall', 3, { min: 1, max: 100, integer: true }, [
        { en: 'Fail after', ko: '실패 판정' },
        {
          en: 'Failed checks in a row until a target is left out, and good ones until it is back (Route 53: 3).',
          ko: '연속 몇 번 실패하면 빼고, 연속 몇 번 성공하면 되돌리는지입니다(Route 53: 3).',
        },
      ]),
    ]),
    {
      type: 'choice',
      key: 'policy',
      default: 'weighted',
      label: { en: 'Policy', ko: '응답 정책' },
      help: {
        en: 'Which of the healthy targets is answered. The names are those of Route 53.',
        ko: '정상인 대상 가운데 무엇을 답하는지입니다. 이름은 Route 53을 따릅니다.',
      },
      options: [
        {
          value: 'weighted',
          label: { en: 'Weighted', ko: '가중치' },
          help: { en: 'By the weights of the wires.', ko: '연결의 가중치에 따라.' },
        },
        {
          value: 'simple',
          label: { en: 'Simple', ko: '단순' },
          help: { en: 'All in turn, whatever their weights.', ko: '가중치와 상관없이 차례대로.' },
        },
        {
          value: 'geo',
          label: { en: 'Nearest', ko: '가까운 곳' },
          help: { en: 'The target nearest to the user’s place.', ko: '사용자 위치에서 가장 가까운 대상.' },
        },
        {
          value: 'failover',
          label: { en: 'Failover', ko: '장애 조치' },
          help: {
            en: 'The healthy target with the highest weight; the others stand by.',
            ko: '정상인 대상 가운데 가중치가 가장 높은 것. 나머지는 대기합니다.',
          },
        },
      ],
    },
    sharedFields.price(0, {
      en: 'Price an hour. 0, because the teaching story’s bill leaves DNS out.',
      ko: '시간당 가격입니다. 학습 이야기의 청구서에 DNS가 없으므로 0입니다.',
    }),
    ...availabilityFields(null, 1, {
      en: 'Default: Route 53 promises 100 %.',
      ko: '기본값: Route 53은 100 %를 약속함.',
    }),
  ],
  presets: [
    {
      id: 'route53',
      label: { en: 'Route 53', ko: 'Route 53' },
      help: { en: 'A check every 30 s, 3 failures.', ko: '30초마다 확인, 3번 실패.' },
      params: { healthIntervalMs: 30_000, healthFall: 3 },
    },
    {
      id: 'route53-fast',
      label: { en: 'Route 53, fast', ko: 'Route 53 빠른 확인' },
      help: { en: 'A check every 10 s, 3 failures.', ko: '10초마다 확인, 3번 실패.' },
      params: { healthIntervalMs: 10_000, healthFall: 3 },
    },
  ],
} as const satisfies KindModel

import { numberField, TIME_MS_MAX } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const client = {
  id: 'client',
  role: 'source',
  group: 'traffic',
  name: { en: 'Client', ko: '클라이언트' },
  summary: {
    en: 'A population of users in one place. It sends requests at random moments, never slowed down by the system.',
    ko: '한 지역의 사용자들입니다. 시스템이 느려져도 요청은 무작위 간격으로 계속 도착합니다.',
  },
  idPrefix: 'client',
  wires: {
    resolver: 'calls',
    edgeCache: 'calls',
    balancer: 'calls',
    service: 'calls',
    primary: 'calls',
    replica: 'calls',
    shard: 'calls',
    objects: 'calls',
    session: 'calls',
    buffer: 'publishes',
  },
  answers: [],
  traits: {
    plans: true,
    forwards: false,
    optional: false,
    mortal: false,
    contains: false,
  },
  readings: ['p95'],
  fields: [
    numberField('ratePerSec', 100, { unit: '/s', max: 10_000_000, step: 10 }, [
      { en: 'Requests', ko: '요청량' },
      {
        en: 'Mean number of new requests a second (Poisson arrivals). Users x requests per user and second.',
        ko: '1초에 새로 생기는 평균 요청 수입니다(푸아송 도착). 사용자 수 x 사용자당 초당 요청 수와 같습니다.',
      },
    ]),
    numberField('perUserPerSec', 0.1, { unit: '/s', min: 0.0001, max: 1000, step: 0.1 }, [
      { en: 'Per user', ko: '사용자당' },
      {
        en: 'Requests that one user sends a second. It turns the users slider into requests: 100,000 users at 0.1 are 10,000 requests/s.',
        ko: '사용자 한 명이 1초에 보내는 요청 수입니다. 사용자 슬라이더를 요청량으로 바꿉니다. 10만 명 x 0.1 = 초당 10,000건.',
      },
    ]),
    {
      type: 'mix',
      key: 'mix',
      default: { static: 0, read: 90, write: 10, upload: 0, task: 0 },
      label: { en: 'Mix', ko: '요청 구성' },
      help: {
        en: 'Weights of the request classes. By default 90 reads to 10 writes, the usual read-heavy web application.',
        ko: '요청 종류별 가중치입니다. 기본값은 읽기 90, 쓰기 10으로, 읽기가 많은 일반적인 웹 서비스입니다.',
      },
    },
    numberField('keys', 100_000, { min: 1, max: 1_000_000, step: 1000, integer: true }, [
      { en: 'Keys', ko: '키 개수' },
      {
        en: 'Number of different items that requests ask for. Caches, CDN, shards and replicas all see the same key.',
        ko: '요청이 찾는 서로 다른 항목의 수입니다. 캐시, CDN, 샤드, 복제본이 모두 같은 키를 봅니다.',
      },
    ]),
    numberField('zipfAlpha', 0.9, { max: 3, step: 0.1 }, [
      { en: 'Skew', ko: '쏠림' },
      {
        en: 'Zipf exponent of the popularity of keys: 0 is uniform, 0.9 is typical for web objects (Breslau et al. 1999 found 0.64 to 0.83, social sites more).',
        ko: '키 인기도의 지프 지수입니다. 0이면 고르고, 웹에서는 0.9 안팎입니다(Breslau 외 1999는 0.64~0.83, 소셜 서비스는 더 큼).',
      },
    ]),
    numberField('timeoutMs', 10_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 100 }, [
      { en: 'Timeout', ko: '시간 제한' },
      {
        en: 'How long the client waits before it gives up. Abandoned work goes on burning capacity.',
        ko: '클라이언트가 포기하기 전까지 기다리는 시간입니다. 포기한 요청도 서버에서는 계속 처리됩니다.',
      },
    ]),
    numberField('retries', 0, { max: 10, integer: true }, [
      { en: 'Retries', ko: '재시도' },
      {
        en: 'How often a failed or timed-out attempt is repeated, at once.',
        ko: '실패하거나 시간이 초과된 시도를 즉시 다시 보내는 횟수입니다.',
      },
    ]),
  ],
} as const satisfies KindModel

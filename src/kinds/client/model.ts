import { inGroup, limitField, needing, numberField, TIME_MS_MAX, toggleField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'
import { placeField } from '../../model/place.ts'

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
  faults: ['spike'],
  offeredPerSec: ({ load, ratePerSec, users, thinkMs }) =>
    load === 'closed' ? Number(users) / Math.max(0.001, Number(thinkMs) / 1000) : Number(ratePerSec),
  restingParams: { load: 'open', ratePerSec: 0 },
  readings: ['ratePerSec', 'latencyMsP95', 'completionMs', 'failPerSec'],
  fields: [
    ...needing({ key: 'load', is: ['open'] }, [
      numberField('ratePerSec', 100, { unit: '/s', max: 10_000_000, step: 10 }, [
        { en: 'Requests', ko: '요청량' },
        {
          en: 'Mean number of new requests a second (Poisson arrivals). Users x requests per user and second.',
          ko: '1초에 새로 생기는 평균 요청 수입니다(푸아송 도착). 사용자 수 x 사용자당 초당 요청 수와 같습니다.',
        },
      ]),
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
        en: 'How often a failed or timed-out attempt is repeated. Every attempt has the whole timeout.',
        ko: '실패하거나 시간이 초과된 시도를 다시 보내는 횟수입니다. 시도마다 시간 제한이 새로 시작됩니다.',
      },
    ]),
    placeField,
    ...inGroup('clients', [
      {
        type: 'choice',
        key: 'load',
        default: 'open',
        label: { en: 'Load', ko: '부하 방식' },
        help: {
          en: 'Open: requests come at their rate however slow the system is. Closed: a number of users who wait for each answer and then think.',
          ko: '열린 부하는 시스템이 느려도 정해진 속도로 요청이 옵니다. 닫힌 부하는 정해진 수의 사용자가 답을 기다렸다가 생각한 뒤 다시 보냅니다.',
        },
        options: [
          {
            value: 'open',
            label: { en: 'Open (a rate)', ko: '열린 부하(속도)' },
            help: { en: 'Poisson arrivals at the rate above.', ko: '위의 요청량으로 푸아송 도착.' },
          },
          {
            value: 'closed',
            label: { en: 'Closed (users)', ko: '닫힌 부하(사용자)' },
            help: { en: 'Users with think time.', ko: '생각 시간이 있는 사용자들.' },
          },
        ],
      },
      ...needing({ key: 'load', is: ['closed'] }, [
        numberField('users', 100, { min: 1, max: 1_000_000, integer: true }, [
          { en: 'Users', ko: '사용자' },
          {
            en: 'Users of a closed load. Each has one request under way at most.',
            ko: '닫힌 부하의 사용자 수입니다. 한 사람은 한 번에 요청 하나만 보냅니다.',
          },
        ]),
        numberField('thinkMs', 1000, { unit: 'ms', max: TIME_MS_MAX, step: 100 }, [
          { en: 'Think time', ko: '생각 시간' },
          {
            en: 'Mean time (exponential) between an answer and the next request of a closed load’s user.',
            ko: '닫힌 부하의 사용자가 답을 받고 다음 요청을 보내기까지의 평균 시간(지수 분포)입니다.',
          },
        ]),
      ]),
      {
        type: 'choice',
        key: 'shape',
        needs: { key: 'load', is: ['open'] },
        default: 'steady',
        label: { en: 'Shape', ko: '시간에 따른 모양' },
        help: {
          en: 'How the rate of an open load changes over time. Every shape begins at the rate and goes up to the peak.',
          ko: '열린 부하의 속도가 시간에 따라 변하는 모양입니다. 모두 기본 요청량에서 시작해 최고점까지 올라갑니다.',
        },
        options: [
          {
            value: 'steady',
            label: { en: 'Steady', ko: '일정' },
            help: { en: 'Always the rate.', ko: '항상 같은 속도.' },
          },
          {
            value: 'ramp',
            label: { en: 'Ramp', ko: '점증' },
            help: {
              en: 'Rises evenly over the period and stays.',
              ko: '주기 동안 고르게 올라 그대로 머뭅니다.',
            },
          },
          {
            value: 'spike',
            label: { en: 'Spike', ko: '급증' },
            help: {
              en: 'At the peak for the second tenth of every period.',
              ko: '주기마다 두 번째 10분의 1 동안 최고점에 있습니다.',
            },
          },
          {
            value: 'day',
            label: { en: 'Day curve', ko: '하루 곡선' },
            help: {
              en: 'A smooth wave: lowest at the start, highest in the middle of the period.',
              ko: '부드러운 물결로, 시작에서 가장 낮고 주기 가운데에서 가장 높습니다.',
            },
          },
          {
            value: 'steps',
            label: { en: 'Steps', ko: '계단' },
            help: {
              en: 'Five equal steps over the period, then it stays.',
              ko: '주기 동안 다섯 계단으로 올라 머뭅니다.',
            },
          },
        ],
      },
      ...needing({ key: 'shape', not: ['steady'] }, [
        numberField('shapePeak', 3, { unit: 'x', min: 1, max: 1000, step: 0.5 }, [
          { en: 'Peak', ko: '최고점' },
          {
            en: 'Rate at the top of the shape, as a multiple of the rate.',
            ko: '모양의 최고점에서 기본 요청량의 몇 배인지입니다.',
          },
        ]),
        numberField('shapeSec', 600, { unit: 's', min: 1, max: 31_536_000, step: 60 }, [
          { en: 'Period', ko: '주기' },
          {
            en: 'Simulated length of the shape: 86,400 s is a real day.',
            ko: '모양 하나의 시뮬레이션 시간입니다. 86,400초가 실제 하루입니다.',
          },
        ]),
      ]),
      ...needing({ key: 'retries', not: [0] }, [
        numberField('backoffMs', 0, { unit: 'ms', max: TIME_MS_MAX, step: 50 }, [
          { en: 'Backoff', ko: '재시도 대기' },
          {
            en: 'Wait before the first retry; it doubles with each further one. 0 retries at once; the AWS SDKs begin at 100 ms.',
            ko: '첫 재시도까지 기다리는 시간이며 다시 실패할 때마다 두 배가 됩니다. 0이면 즉시이고, AWS SDK는 100 ms에서 시작합니다.',
          },
        ]),
      ]),
      ...needing({ key: 'backoffMs', not: [0] }, [
        numberField('backoffMaxMs', 20_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
          { en: 'Backoff at most', ko: '최대 대기' },
          {
            en: 'Longest wait before a retry (AWS SDKs: 20 s).',
            ko: '재시도 전 가장 긴 대기 시간입니다(AWS SDK: 20초).',
          },
        ]),
        toggleField('jitter', true, [
          { en: 'Jitter', ko: '지터' },
          {
            en: 'Wait a random part of the backoff (full jitter), so that retries do not come in waves.',
            ko: '재시도가 한꺼번에 몰리지 않도록 대기 시간의 임의 부분만 기다립니다(full jitter).',
          },
        ]),
      ]),
      ...needing({ key: 'retries', not: [0] }, [
        limitField('retryBudgetPercent', null, { unit: '%', max: 1000, step: 1 }, [
          { en: 'Retry budget', ko: '재시도 예산' },
          {
            en: 'Retries may be at most this share of the requests that succeed (gRPC’s tokenRatio: 10 %). While nothing succeeds nothing is retried, so retries alone cannot hold a system down. Empty means no budget.',
            ko: '성공한 요청 대비 재시도의 최대 비율입니다(gRPC의 tokenRatio: 10 %). 성공이 없으면 재시도도 없으므로 재시도만으로 장애가 이어지지 않습니다. 비우면 제한이 없습니다.',
          },
          { en: 'none', ko: '없음' },
        ]),
      ]),
    ]),
    ...inGroup('sessions', [
      numberField('sessions', 10_000, { min: 1, max: 65_536, integer: true }, [
        { en: 'Sessions', ko: '세션 수' },
        {
          en: 'Different users who are logged in. Sticky balancers and servers with sessions in memory see them.',
          ko: '로그인해 있는 서로 다른 사용자의 수입니다. 고정 세션과 서버 메모리 세션이 이를 봅니다.',
        },
      ]),
      {
        type: 'choice',
        key: 'completion',
        default: 'none',
        label: { en: 'Task completion', ko: '작업 완료 확인' },
        help: {
          en: 'How a client learns that a queued task is done.',
          ko: '큐에 넣은 작업이 끝났음을 클라이언트가 아는 방법입니다.',
        },
        options: [
          {
            value: 'none',
            label: { en: 'Not at all', ko: '확인 안 함' },
            help: { en: 'The acknowledgement is enough.', ko: '접수 확인으로 충분합니다.' },
          },
          {
            value: 'polling',
            label: { en: 'Polling', ko: '폴링' },
            help: {
              en: 'A read in every polling interval until it is done: late, and load of its own.',
              ko: '끝날 때까지 간격마다 읽기를 보냅니다. 늦게 알고, 그만큼 부하가 늡니다.',
            },
          },
          {
            value: 'callback',
            label: { en: 'Callback', ko: '콜백' },
            help: { en: 'The worker’s end is announced at once.', ko: '워커가 끝나면 바로 알립니다.' },
          },
        ],
      },
      ...needing({ key: 'completion', is: ['polling'] }, [
        numberField('pollMs', 1000, { unit: 'ms', min: 10, max: TIME_MS_MAX, step: 100 }, [
          { en: 'Poll every', ko: '폴링 간격' },
          { en: 'Time between two polls of one task.', ko: '한 작업을 다시 물어보는 간격입니다.' },
        ]),
      ]),
    ]),
  ],
  presets: [],
} as const satisfies KindModel

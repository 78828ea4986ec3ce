import { availabilityFields } from '../../model/availability-fields.ts'
import {
  inGroup,
  limitField,
  needing,
  numberField,
  ofService,
  sharedFields,
  TIME_MS_MAX,
  toggleField,
} from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const cdn = {
  id: 'cdn',
  role: 'edgeCache',
  group: 'traffic',
  name: { en: 'CDN', ko: 'CDN' },
  summary: {
    en: 'Caches static content near the users. Misses go to its origin; dynamic requests pass through.',
    ko: '정적 콘텐츠를 사용자 가까이에 캐시합니다. 캐시에 없으면 원본으로 가고, 동적 요청은 그대로 통과합니다.',
  },
  idPrefix: 'cdn',
  wires: { balancer: 'calls', service: 'calls', objects: 'calls' },
  answers: [],
  traits: {
    plans: false,
    forwards: true,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'flush'],
  readings: [
    'ratePerSec',
    'latencyMsP95',
    'quota',
    'hitRatio',
    'staleRatio',
    'healthyTargets',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    ofService(
      'mean',
      numberField('edgeMs', 10, { unit: 'ms', max: 60_000, step: 1 }, [
        { en: 'Edge time', ko: '엣지 응답' },
        {
          en: 'Time of an answer from the edge cache: 10 ms for a user near an edge.',
          ko: '엣지 캐시에서 답하는 데 걸리는 시간입니다. 엣지 가까운 사용자 기준 10 ms입니다.',
        },
      ]),
    ),
    numberField('ttlMs', 86_400_000, { unit: 'ms', max: 31_536_000_000, step: 1000 }, [
      { en: 'TTL', ko: 'TTL' },
      {
        en: 'How long an object stays fresh at the edge. 24 h is CloudFront’s default.',
        ko: '엣지에서 객체가 유효한 시간입니다. CloudFront의 기본값은 24시간입니다.',
      },
    ]),
    numberField('entriesMax', 100_000, { min: 1, max: 1_000_000, step: 1000, integer: true }, [
      { en: 'Objects', ko: '객체 수' },
      {
        en: 'Objects that fit in the edge cache; the least recently used one makes room. As many as there are keys by default.',
        ko: '엣지 캐시에 들어가는 객체 수입니다. 가득 차면 가장 오래 쓰이지 않은 것부터 비웁니다. 기본값은 키 개수와 같습니다.',
      },
    ]),
    numberField('ratePerSecMax', 250_000, { unit: '/s', min: 1, max: 100_000_000, step: 1000 }, [
      { en: 'Rate quota', ko: '요청 한도' },
      {
        en: 'Requests a second that the provider allows; the rest is refused (CloudFront: 250,000 for one distribution).',
        ko: '제공자가 허용하는 초당 요청 수이며, 넘으면 거부됩니다(CloudFront 배포 하나당 250,000).',
      },
    ]),
    ...inGroup('resilience', [
      toggleField('serveStale', false, [
        { en: 'Serve stale', ko: '오래된 사본 제공' },
        {
          en: 'Answer with an expired copy when the origin fails (stale-if-error, RFC 5861). CloudFront does so unless told otherwise.',
          ko: '원본이 실패하면 만료된 사본으로 답합니다(stale-if-error, RFC 5861). CloudFront도 따로 정하지 않으면 그렇게 합니다.',
        },
      ]),
      toggleField('originFallback', false, [
        { en: 'Fall back to origin', ko: '원본으로 우회' },
        {
          en: 'When the CDN itself is dead, its requests go straight to the origin.',
          ko: 'CDN 자체가 죽으면 요청이 바로 원본으로 갑니다.',
        },
      ]),
      numberField('originTries', 3, { min: 1, max: 10, integer: true }, [
        { en: 'Origin tries', ko: '원본 연결 시도' },
        {
          en: 'Attempts to get static content or a read from the origin before the request fails (CloudFront: 3). Anything else is sent once.',
          ko: '정적 콘텐츠나 읽기를 원본에서 가져오려고 시도하는 횟수입니다(CloudFront: 3). 나머지는 한 번만 보냅니다.',
        },
      ]),
      sharedFields.connectMs(10_000, {
        en: 'How long one attempt waits for an origin that says nothing (CloudFront: 10 s).',
        ko: '아무 답이 없는 원본을 한 번에 기다리는 시간입니다(CloudFront: 10초).',
      }),
    ]),
    ...inGroup('data', [
      limitField('apiTtlMs', null, { unit: 'ms', max: 31_536_000_000, step: 1000 }, [
        { en: 'TTL of reads', ko: '읽기 응답 TTL' },
        {
          en: 'Answers to reads are cached too, for this time (300,000 ms is max-age 300). Empty means they pass through.',
          ko: '읽기 응답도 이 시간 동안 캐시합니다(300,000 ms는 max-age 300). 비우면 그대로 통과합니다.',
        },
        { en: 'not cached', ko: '캐시 안 함' },
      ]),
      toggleField('purgeOnWrite', false, [
        { en: 'Purge on write', ko: '쓰기 때 무효화' },
        {
          en: 'Every committed write invalidates its key at the edge, by the provider’s API.',
          ko: '쓰기가 커밋될 때마다 제공자의 API로 엣지의 해당 키를 무효화합니다.',
        },
      ]),
      ...needing({ key: 'purgeOnWrite', is: [true] }, [
        numberField('purgeMs', 5000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
          { en: 'Purge takes', ko: '무효화 시간' },
          {
            en: 'Time from a write until the edge has dropped the key. 5 s was chosen: providers state from below a second to minutes.',
            ko: '쓰기부터 엣지가 키를 지울 때까지의 시간입니다. 5초는 정한 값이며, 제공자에 따라 1초 미만부터 몇 분까지입니다.',
          },
        ]),
      ]),
    ]),
    sharedFields.whenDown,
    sharedFields.price(100, {
      en: 'Price an hour. The default is 100 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 100으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(999, 1, {
      en: 'Default: the CloudFront SLA, 99.9 %.',
      ko: '기본값: CloudFront SLA 99.9 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel

import { numberField } from '../../model/field.ts'
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
  readings: ['quota', 'hitRatio', 'p95'],
  fields: [
    numberField('edgeMs', 10, { unit: 'ms', max: 60_000, step: 1 }, [
      { en: 'Edge time', ko: '엣지 응답' },
      {
        en: 'Time of an answer from the edge cache: 10 ms for a user near an edge.',
        ko: '엣지 캐시에서 답하는 데 걸리는 시간입니다. 엣지 가까운 사용자 기준 10 ms입니다.',
      },
    ]),
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
  ],
} as const satisfies KindModel

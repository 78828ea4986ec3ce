import type { Part } from './drawing.ts'
import { stage } from './example.ts'
import { DATA, INSIDE_MS, mix, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 4 }

const shards: Record<string, Part> = {}
for (const i of [1, 2, 3, 4]) {
  shards[`shard-${i}`] = {
    kind: 'shard',
    at: [3.3, i - 1],
    label: { en: `mod 4 = ${i - 1}`, ko: `mod 4 = ${i - 1}` },
    params: DATA,
  }
  shards[`replica-${i}`] = { kind: 'replica', at: [4.4, i - 1] }
}

export default stage(
  12,
  {
    title: { en: 'Sharding', ko: '샤딩' },
    teaches: {
      en: 'One primary commits 267 writes/s. Four shards by user id mod 4 share 480 of them at about half load each, until a celebrity comes: then one shard melts and three idle.',
      ko: '주 DB 하나는 초당 쓰기 267건이 한계입니다. 사용자 id mod 4로 나눈 샤드 넷은 480건을 절반쯤의 부하로 나눠 받습니다. 그러나 유명인이 나타나면 샤드 하나만 녹고 셋은 놉니다.',
    },
    tryThis: {
      en: 'Raise the skew of the client from 0.9 to 1.6: one user is over 40 % of the traffic, and no shard helps another. Then change the sharding of all four to “Range”: even at 0.9 the popular users now live together. A fifth shard moves four fifths of the keys by modulo, one fifth by consistent hashing.',
      ko: '클라이언트의 쏠림을 0.9에서 1.6으로 올려 보세요. 한 사용자가 트래픽의 40 %를 넘고, 샤드끼리는 서로 돕지 못합니다. 이어서 네 샤드의 샤딩 방식을 “범위”로 바꾸면 0.9에서도 인기 사용자가 한곳에 몰립니다. 다섯 번째 샤드를 더하면 나머지 방식은 키의 5분의 4를, 일관된 해싱은 5분의 1을 옮깁니다.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1.5],
        params: { ratePerSec: 1200, mix: mix({ read: 60, write: 40 }) },
      },
      'lb-1': { kind: 'load-balancer', at: [1, 1.5] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [2.1, 0.5], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [2.1, 1.5], params: WEB },
      'web-3': { kind: 'web', in: 'tier-1', at: [2.1, 2.5], params: WEB },
      ...shards,
      'monitor-1': { kind: 'monitor', at: [1, 0] },
    },
    wires: [
      'client-1 > lb-1',
      ['lb-1 > tier-1', INSIDE_MS],
      ...[1, 2, 3, 4].map((i) => [`tier-1 > shard-${i} > replica-${i}`, INSIDE_MS] as const),
    ],
  },
)

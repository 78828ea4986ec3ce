import { stage } from './example.ts'
import { DATA, INSIDE_MS, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 4 }

export default stage(
  5,
  {
    title: { en: 'Replication', ko: '복제' },
    teaches: {
      en: 'Writes go to the primary, reads to two replicas: at 90 / 10 that carries nearly three times the load. A dead replica’s reads go to the other; a dead primary is replaced after 40 s.',
      ko: '쓰기는 주 DB로, 읽기는 복제본 둘로 갑니다. 90 / 10 비율이면 거의 세 배를 감당합니다. 복제본이 죽으면 다른 복제본이, 주 DB가 죽으면 40초 뒤 승격된 복제본이 이어받습니다.',
    },
    tryThis: {
      en: 'Replica 1 dies at 20 s and returns at 40 s; the primary dies at 60 s. Reads go on throughout, writes fail for 40 s, and what no replica had received is lost. Some 1.5 % of reads are stale, nearly all of what others wrote: “Read your writes” on the servers sends only the users who have just written to the primary, some 20 reads/s. “Primary only” ends stale reads, and the primary breaks.',
      ko: '20초에 복제본 1이 죽었다가 40초에 돌아오고, 60초에 주 DB가 죽습니다. 읽기는 계속되고 쓰기는 40초 동안 실패하며, 복제본이 받지 못한 쓰기는 사라집니다. 읽기의 1.5 %쯤은 오래된 값이고 거의 다 남이 쓴 것입니다. 웹 서버에서 “내가 쓴 것 읽기”를 고르면 방금 쓴 사용자의 읽기만(초당 20건쯤) 주 DB로 갑니다. “주 DB만”은 오래된 읽기를 없애지만 주 DB가 버티지 못합니다.',
    },
  },
  {
    parts: {
      'client-1': { kind: 'client', at: [0, 1], params: { ratePerSec: 700 } },
      'dns-1': { kind: 'dns', at: [1, 0] },
      'lb-1': { kind: 'load-balancer', at: [1, 1] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [2.1, 0], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [2.1, 1], params: WEB },
      'web-3': { kind: 'web', in: 'tier-1', at: [2.1, 2], params: WEB },
      'db-1': { kind: 'database', at: [3.2, 1], params: DATA },
      'replica-1': { kind: 'replica', at: [4.2, 0.1] },
      'replica-2': { kind: 'replica', at: [4.2, 1] },
    },
    wires: [
      'client-1 > dns-1',
      'client-1 > lb-1',
      ['lb-1 > tier-1 > db-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
    events: [
      { at: 20, type: 'kill', target: 'replica-1' },
      { at: 40, type: 'restore', target: 'replica-1' },
      { at: 60, type: 'kill', target: 'db-1' },
    ],
  },
)

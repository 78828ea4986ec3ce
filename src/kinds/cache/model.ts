import { availabilityFields } from '../../model/availability-fields.ts'
import {
  inGroup,
  needing,
  numberField,
  ofService,
  sharedFields,
  TIME_MS_MAX,
  toggleField,
} from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const cache = {
  id: 'cache',
  role: 'lookAside',
  group: 'data',
  name: { en: 'Cache', ko: '캐시' },
  summary: {
    en: 'Keeps hot keys in memory beside the data. A miss goes to the data and is filled in; a write invalidates.',
    ko: '자주 쓰는 키를 메모리에 둡니다. 없으면 데이터에서 읽어 채우고, 쓰기는 해당 키를 지웁니다.',
  },
  idPrefix: 'cache',
  wires: { primary: 'calls', replica: 'calls', shard: 'calls' },
  answers: [],
  traits: {
    plans: false,
    forwards: false,
    optional: true,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'flush'],
  readings: [
    'ratePerSec',
    'utilisation',
    'queue',
    'busy',
    'hitRatio',
    'staleRatio',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    numberField('entriesMax', 10_000, { min: 1, max: 1_000_000, step: 1000, integer: true }, [
      { en: 'Entries', ko: '항목 수' },
      {
        en: 'Keys that fit; the least recently used one makes room. A tenth of the default key count.',
        ko: '들어가는 키의 수입니다. 가득 차면 가장 오래 쓰이지 않은 것을 비웁니다. 기본 키 개수의 10분의 1입니다.',
      },
    ]),
    numberField('ttlMs', 3_600_000, { unit: 'ms', max: 31_536_000_000, step: 1000 }, [
      { en: 'TTL', ko: 'TTL' },
      {
        en: 'How long an entry is valid after it was filled. One hour by default; too short loads the database, too long serves old data.',
        ko: '항목을 채운 뒤 유효한 시간입니다. 기본 1시간이며, 너무 짧으면 DB 부하가 늘고 너무 길면 오래된 데이터를 줍니다.',
      },
    ]),
    ofService(
      'mean',
      numberField('hitMs', 1, { unit: 'ms', max: 60_000, step: 0.1 }, [
        { en: 'Operation time', ko: '연산 시간' },
        {
          en: 'Time of one operation: 1 ms inside a data centre, against 50 ms for a slow query.',
          ko: '연산 하나에 걸리는 시간입니다. 데이터 센터 안에서 1 ms로, 느린 쿼리 50 ms와 비교됩니다.',
        },
      ]),
    ),
    sharedFields.slots(100, {
      en: 'Operations at the same moment: 100 at 1 ms are 100,000 a second, what redis-benchmark shows for one node.',
      ko: '동시에 처리하는 연산 수입니다. 1 ms에 100이면 초당 100,000건으로, redis-benchmark가 보여 주는 노드 하나의 성능입니다.',
    }),
    sharedFields.queueMax(10_000, {
      en: 'Operations that may wait; more are refused and go to the data. 10,000 is Redis’ maxclients. Empty means no limit.',
      ko: '기다릴 수 있는 연산 수이며, 넘으면 거부되어 데이터로 갑니다. 10,000은 Redis의 maxclients입니다. 비우면 한도가 없습니다.',
    }),
    {
      type: 'choice',
      key: 'eviction',
      default: 'lru',
      label: { en: 'Eviction', ko: '비우는 순서' },
      help: {
        en: 'Who makes room in a full cache. LRU is the usual choice; Redis comes near it by samples.',
        ko: '가득 찬 캐시에서 무엇을 비우는지입니다. 보통 LRU를 쓰며, Redis는 표본으로 이에 가깝게 합니다.',
      },
      options: [
        {
          value: 'lru',
          label: { en: 'Least recently used', ko: 'LRU(가장 오래 안 쓴 것)' },
          help: { en: 'LRU.', ko: 'LRU.' },
        },
        {
          value: 'lfu',
          label: { en: 'Least frequently used', ko: 'LFU(가장 적게 쓴 것)' },
          help: { en: 'LFU: the fewest hits since it came in.', ko: 'LFU: 들어온 뒤 가장 적게 쓰인 것.' },
        },
        {
          value: 'fifo',
          label: { en: 'First in, first out', ko: 'FIFO(먼저 들어온 것)' },
          help: { en: 'FIFO.', ko: 'FIFO.' },
        },
        {
          value: 'random',
          label: { en: 'Random', ko: '무작위' },
          help: { en: 'Any entry (Redis: allkeys-random).', ko: '아무 항목이나(Redis: allkeys-random).' },
        },
        {
          value: 'redis-lru',
          label: { en: 'LRU as Redis does it', ko: 'Redis 방식 LRU' },
          help: {
            en: 'The longest unused of 5 samples and the 16 best of earlier looks (Redis: allkeys-lru).',
            ko: '표본 5개와 이전에 본 후보 16개 중 가장 오래 안 쓴 것(Redis: allkeys-lru).',
          },
        },
        {
          value: 'redis-lfu',
          label: { en: 'LFU as Redis does it', ko: 'Redis 방식 LFU' },
          help: {
            en: 'By 8-bit logarithmic counters that lose one a minute of rest, of 5 samples (Redis: allkeys-lfu).',
            ko: '8비트 로그 카운터로 세고, 쉬는 1분마다 1씩 줄이며, 표본 5개 중에서 고릅니다(Redis: allkeys-lfu).',
          },
        },
      ],
    },
    ...inGroup('data', [
      {
        type: 'choice',
        key: 'reading',
        default: 'look-aside',
        label: { en: 'Reading', ko: '읽기 방식' },
        help: {
          en: 'Who fetches a key that is missing.',
          ko: '없는 키를 누가 가져오는지입니다.',
        },
        options: [
          {
            value: 'look-aside',
            label: { en: 'Look-aside', ko: 'look-aside' },
            help: {
              en: 'The server asks the data and fills the cache.',
              ko: '서버가 데이터에 묻고 캐시를 채웁니다.',
            },
          },
          {
            value: 'read-through',
            label: { en: 'Read-through', ko: 'read-through' },
            help: {
              en: 'The cache itself asks the data behind it.',
              ko: '캐시가 뒤의 데이터에 직접 묻습니다.',
            },
          },
        ],
      },
      ...needing({ key: 'reading', is: ['look-aside'] }, [
        toggleField('fillWaits', false, [
          { en: 'Reader waits for the fill', ko: '채움을 기다림' },
          {
            en: 'After a miss the answer goes out when the cache has the key, as with most client libraries. Off: the server fills it in beside the answer.',
            ko: '미스 뒤에 캐시에 키가 들어간 다음 응답합니다. 대부분의 클라이언트 라이브러리가 이렇게 합니다. 끄면 응답과 함께 따로 채웁니다.',
          },
        ]),
      ]),
      {
        type: 'choice',
        key: 'writing',
        default: 'invalidate',
        label: { en: 'On a write', ko: '쓰기 때' },
        help: {
          en: 'What happens to the cached key after its data was written.',
          ko: '데이터를 쓴 뒤 캐시의 키를 어떻게 하는지입니다.',
        },
        options: [
          {
            value: 'invalidate',
            label: { en: 'Invalidate', ko: '무효화' },
            help: { en: 'The key is dropped.', ko: '키를 지웁니다.' },
          },
          {
            value: 'write-through',
            label: { en: 'Write-through', ko: 'write-through' },
            help: { en: 'The new value is put in.', ko: '새 값을 넣습니다.' },
          },
          {
            value: 'nothing',
            label: { en: 'Nothing', ko: '그대로 둠' },
            help: {
              en: 'The old value is served until its TTL ends, and counted as stale.',
              ko: 'TTL이 끝날 때까지 옛 값을 주며, 오래된 읽기로 셉니다.',
            },
          },
        ],
      },
      toggleField('singleFlight', false, [
        { en: 'Single flight', ko: '단일 조회' },
        {
          en: 'Of all who miss the same key one fetches it, and the others wait for that (memcached: leases).',
          ko: '같은 키를 놓친 요청 가운데 하나만 가져오고 나머지는 기다립니다(memcached의 lease).',
        },
      ]),
      ...needing({ key: 'singleFlight', is: [true] }, [
        numberField('leaseMs', 10_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
          { en: 'Lease', ko: '조회 권한 시간' },
          {
            en: 'After this time somebody else may fetch the key (Nishtala et al. 2013 hand out a lease every 10 s).',
            ko: '이 시간이 지나면 다른 요청이 키를 가져올 수 있습니다(Nishtala 외 2013: 10초).',
          },
        ]),
      ]),
    ]),
    ...inGroup('resilience', [
      ...needing({ key: 'reading', is: ['read-through'] }, [
        sharedFields.connectMs(5000, {
          en: 'Of a read-through cache: how long it waits for data that says nothing (Envoy: 5 s).',
          ko: 'read-through 캐시가 아무 답이 없는 데이터를 기다리는 시간입니다(Envoy: 5초).',
        }),
      ]),
    ]),
    sharedFields.whenDown,
    sharedFields.price(50, {
      en: 'Price an hour. The default is 50 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 50으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(999, 1, {
      en: 'Default: chosen: 99.9 %, a managed node.',
      ko: '기본값: 정한 값: 관리형 노드 99.9 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel

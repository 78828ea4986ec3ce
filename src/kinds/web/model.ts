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
import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { scales, scalingFields } from '../../model/scaling-fields.ts'

export const web = {
  id: 'web',
  role: 'service',
  group: 'compute',
  name: { en: 'Web server', ko: '웹 서버' },
  summary: {
    en: 'Runs the application: works on a request in a slot, then asks sessions, cache, data, storage or queue.',
    ko: '애플리케이션을 실행합니다. 슬롯에서 요청을 처리한 뒤 세션, 캐시, 데이터, 저장소, 큐를 호출합니다.',
  },
  idPrefix: 'web',
  wires: {
    balancer: 'calls',
    service: 'calls',
    lookAside: 'calls',
    primary: 'calls',
    replica: 'calls',
    shard: 'calls',
    objects: 'calls',
    session: 'calls',
    buffer: 'publishes',
  },
  answers: REQUEST_CLASSES,
  traits: {
    plans: true,
    forwards: false,
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
    'instances',
    'poolWaiting',
    'sessionsLost',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    numberField('instances', 1, { min: 1, max: 10_000, integer: true }, [
      { en: 'Instances', ko: '인스턴스' },
      { en: 'Equal servers behind this node.', ko: '이 노드에 있는 같은 서버의 수입니다.' },
    ]),
    numberField('workers', 8, { min: 1, max: 100_000, integer: true }, [
      { en: 'Slots each', ko: '인스턴스당 슬롯' },
      {
        en: 'Requests that one instance works on at the same moment. 8 is two processes a core on a 4-core machine.',
        ko: '인스턴스 하나가 동시에 처리하는 요청 수입니다. 8은 4코어에 코어당 프로세스 둘입니다.',
      },
    ]),
    sharedFields.serviceMs(20, {
      en: 'Mean work on a request in the server itself, without what it waits for. 20 ms is a usual rendered page.',
      ko: '기다리는 시간을 뺀, 서버 자신이 요청 하나에 쓰는 평균 시간입니다. 20 ms는 일반적인 페이지 렌더링입니다.',
    }),
    sharedFields.serviceCv(1),
    sharedFields.queueMax(4096, {
      en: 'Requests that may wait for a slot; the newest is shed beyond it. 4,096 is Linux’ accept backlog (net.core.somaxconn). Empty means no limit.',
      ko: '슬롯을 기다릴 수 있는 요청 수이며, 넘으면 새 요청을 차단합니다. 4,096은 리눅스의 기본 backlog(net.core.somaxconn)입니다. 비우면 한도가 없습니다.',
    }),
    {
      type: 'choice',
      key: 'discipline',
      default: 'fifo',
      label: { en: 'Queue order', ko: '대기 순서' },
      help: {
        en: 'Who of the waiting gets the next slot. First in, first out is what listen queues do.',
        ko: '기다리는 요청 가운데 누가 다음 슬롯을 받는지입니다. 선입선출이 일반적인 대기열의 방식입니다.',
      },
      options: [
        {
          value: 'fifo',
          label: { en: 'First in, first out', ko: '선입선출' },
          help: { en: 'The oldest first.', ko: '가장 오래된 것부터.' },
        },
        {
          value: 'lifo',
          label: { en: 'Last in, first out', ko: '후입선출' },
          help: {
            en: 'The newest first: under overload some are answered in time instead of none.',
            ko: '가장 새로운 것부터. 과부하에서 모두가 늦는 대신 일부는 제때 답을 받습니다.',
          },
        },
      ],
    },
    {
      ...toggleField('dropExpired', false, [
        { en: 'Drop expired work', ko: '만료된 작업 버리기' },
        {
          en: 'Stop working on a request whose client has given up. Off: it burns capacity for nobody, as in most systems.',
          ko: '클라이언트가 이미 포기한 요청의 작업을 멈춥니다. 끄면 대부분의 시스템처럼 아무도 기다리지 않는 일에 용량을 씁니다.',
        },
      ]),
      exactOnly: true,
    },
    {
      type: 'choice',
      key: 'waiting',
      default: 'async',
      label: { en: 'While waiting', ko: '기다리는 동안' },
      help: {
        en: 'What a slot does while the request waits for a dependency.',
        ko: '의존 대상을 기다리는 동안 슬롯이 하는 일입니다.',
      },
      options: [
        {
          value: 'async',
          label: { en: 'Free the slot', ko: '슬롯을 비움' },
          help: { en: 'Event loop or virtual threads.', ko: '이벤트 루프나 가상 스레드.' },
        },
        {
          value: 'blocking',
          label: { en: 'Hold the slot', ko: '슬롯을 붙잡음' },
          help: { en: 'One thread or process a request.', ko: '요청마다 스레드나 프로세스 하나.' },
        },
      ],
    },
    ofService(
      'more',
      numberField('localDataMs', 30, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
        { en: 'Local data', ko: '로컬 데이터' },
        {
          en: 'Extra work of a read or write that the server does itself while no database is wired. 20 + 30 ms is the single server of day 1 (50 ms).',
          ko: '데이터베이스가 연결되지 않았을 때 읽기나 쓰기에 서버가 직접 쓰는 추가 시간입니다. 20 + 30 ms가 첫날 단일 서버의 50 ms입니다.',
        },
      ]),
    ),
    ofService(
      'more',
      numberField('inlineTaskMs', 1000, { unit: 'ms', max: TIME_MS_MAX, step: 10 }, [
        { en: 'Task in line', ko: '작업 직접 처리' },
        {
          en: 'Extra work of a task that the server does itself while no queue is wired. The same 1 s that a worker needs.',
          ko: '큐가 연결되지 않았을 때 작업 하나를 서버가 직접 처리하는 추가 시간입니다. 워커와 같은 1초입니다.',
        },
      ]),
    ),
    ...inGroup('data', [
      {
        type: 'choice',
        key: 'reads',
        default: 'replicas',
        label: { en: 'Reads go to', ko: '읽기 대상' },
        help: {
          en: 'Where reads of data go that has replicas. Drivers know the replicas of a wired primary.',
          ko: '복제본이 있는 데이터의 읽기를 어디로 보내는지입니다. 드라이버는 연결된 주 DB의 복제본을 알고 있습니다.',
        },
        options: [
          {
            value: 'replicas',
            label: { en: 'Replicas', ko: '복제본' },
            help: {
              en: 'Replicas in turn, the primary when none answers.',
              ko: '복제본이 차례로, 아무도 답하지 않으면 주 DB.',
            },
          },
          {
            value: 'own-writes',
            label: { en: 'Read your writes', ko: '내가 쓴 것 읽기' },
            help: {
              en: 'A user who has just written reads from the primary.',
              ko: '방금 쓴 사용자는 주 DB에서 읽습니다.',
            },
          },
          {
            value: 'primary',
            label: { en: 'Primary only', ko: '주 DB만' },
            help: { en: 'Never from a replica.', ko: '복제본에서 읽지 않습니다.' },
          },
        ],
      },
      ...needing({ key: 'reads', is: ['own-writes'] }, [
        numberField('ownWritesMs', 5000, { unit: 'ms', max: TIME_MS_MAX, step: 500 }, [
          { en: 'Own writes for', ko: '내 쓰기 유지' },
          {
            en: 'How long after a write a user reads from the primary. 5 s is the delay that Rails’ database selector keeps, more than twice over (2 s).',
            ko: '쓰기 뒤 사용자가 주 DB에서 읽는 시간입니다. Rails의 기본값 2초보다 넉넉한 5초입니다.',
          },
        ]),
      ]),
      numberField('queriesPerRead', 1, { min: 1, max: 1000, integer: true }, [
        { en: 'Queries a read', ko: '읽기당 쿼리' },
        {
          en: 'Queries that one read makes, one after the other. 100 posts with their authors as N+1 are 101; a join is one.',
          ko: '읽기 하나가 차례로 보내는 쿼리 수입니다. 글 100개와 글쓴이를 N+1로 읽으면 101번, 조인이면 1번입니다.',
        },
      ]),
      toggleField('indexed', true, [
        { en: 'Uses an index', ko: '인덱스 사용' },
        {
          en: 'Whether the route’s queries find an index. Without one each takes the database’s time for reads without index.',
          ko: '이 경로의 쿼리가 인덱스를 쓰는지입니다. 쓰지 못하면 쿼리마다 DB의 인덱스 없는 읽기 시간이 듭니다.',
        },
      ]),
    ]),
    ...inGroup('sessions', [
      {
        type: 'choice',
        key: 'sessions',
        default: 'none',
        label: { en: 'Sessions', ko: '세션' },
        help: {
          en: 'Where logins live. In memory they die with this server and are unknown to the others; wire a session store to share them.',
          ko: '로그인 상태가 있는 곳입니다. 메모리에 두면 이 서버와 함께 사라지고 다른 서버는 모릅니다. 공유하려면 세션 저장소를 연결하세요.',
        },
        options: [
          {
            value: 'none',
            label: { en: 'None or shared', ko: '없음 또는 공유' },
            help: { en: 'This server keeps none.', ko: '이 서버는 세션을 갖지 않습니다.' },
          },
          {
            value: 'memory',
            label: { en: 'In memory', ko: '메모리' },
            help: {
              en: 'A user who comes without one must log in again.',
              ko: '세션이 없으면 다시 로그인해야 합니다.',
            },
          },
        ],
      },
    ]),
    ...inGroup('resilience', [
      limitField('callTimeoutMs', null, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 100 }, [
        { en: 'Call timeout', ko: '호출 제한 시간' },
        {
          en: 'How long this server waits for one answer of a dependency. Empty means as long as it takes, the default of most drivers.',
          ko: '이 서버가 의존 대상의 답 하나를 기다리는 시간입니다. 비우면 대부분의 드라이버처럼 끝까지 기다립니다.',
        },
        { en: 'none', ko: '없음' },
      ]),
      sharedFields.connectMs(5000, {
        en: 'How long a call waits for a target that says nothing. 5 s is Envoy’s connect_timeout.',
        ko: '아무 답이 없는 대상을 기다리는 시간입니다. 5초는 Envoy의 connect_timeout입니다.',
      }),
      limitField('breakerFailures', null, { min: 1, max: 10_000, integer: true }, [
        { en: 'Breaker: failures', ko: '차단기: 실패 수' },
        {
          en: 'Failures in a row after which a dependency is no longer called. Empty means no circuit breaker.',
          ko: '연속으로 이만큼 실패하면 그 의존 대상을 더 호출하지 않습니다. 비우면 회로 차단기가 없습니다.',
        },
        { en: 'off', ko: '끔' },
      ]),
      ...needing({ key: 'breakerFailures', not: [null] }, [
        numberField('breakerOpenMs', 60_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
          { en: 'Breaker: open for', ko: '차단기: 열린 시간' },
          {
            en: 'Time until one trial call is let through (Resilience4j: 60 s).',
            ko: '시험 호출 하나를 보내기까지의 시간입니다(Resilience4j: 60초).',
          },
        ]),
      ]),
      limitField('poolMax', null, { min: 1, max: 1_000_000, integer: true }, [
        { en: 'Connections', ko: '연결 풀' },
        {
          en: 'Connections that each instance keeps to a database; further queries wait for one (HikariCP: 10). Empty means no limit.',
          ko: '인스턴스마다 데이터베이스 하나에 두는 연결 수이며, 넘는 쿼리는 연결을 기다립니다(HikariCP: 10). 비우면 한도가 없습니다.',
        },
      ]),
      ...needing({ key: 'poolMax', not: [null] }, [
        limitField('poolWaitMs', 30_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
          { en: 'Wait for a connection', ko: '연결 대기 시간' },
          {
            en: 'How long a query waits for one before it fails (HikariCP connectionTimeout: 30 s). Empty means without end.',
            ko: '쿼리가 연결을 기다리다 실패하기까지의 시간입니다(HikariCP connectionTimeout: 30초). 비우면 끝없이 기다립니다.',
          },
        ]),
      ]),
      limitField('bulkheadMax', null, { min: 1, max: 1_000_000, integer: true }, [
        { en: 'Bulkhead', ko: '격벽' },
        {
          en: 'Calls that may be open to one dependency; more fail at once (Resilience4j: 25). Empty means no limit.',
          ko: '한 의존 대상에 동시에 열 수 있는 호출 수이며, 넘으면 즉시 실패합니다(Resilience4j: 25). 비우면 한도가 없습니다.',
        },
      ]),
    ]),
    sharedFields.whenDown,
    ...scalingFields,
    ...inGroup('scaling', [
      ...needing(scales, [
        numberField('scaleUpPercent', 70, { unit: '%', min: 1, max: 100 }, [
          { en: 'Grow over', ko: '확장 기준' },
          {
            en: 'Instances are added while utilisation is above this. 70 % was chosen for the teaching story.',
            ko: '사용률이 이보다 높으면 인스턴스를 늘립니다. 70 %는 학습용으로 정한 값입니다.',
          },
        ]),
        numberField('scaleDownPercent', 30, { unit: '%', max: 100 }, [
          { en: 'Shrink under', ko: '축소 기준' },
          {
            en: 'Instances are taken away while utilisation is below this. 30 % was chosen for the teaching story.',
            ko: '사용률이 이보다 낮으면 인스턴스를 줄입니다. 30 %는 학습용으로 정한 값입니다.',
          },
        ]),
      ]),
    ]),
    sharedFields.price(100, {
      en: 'Price of one instance an hour. The default is 100 a month of 720 hours, as in the teaching story’s bill.',
      ko: '인스턴스 하나의 시간당 가격입니다. 기본값은 한 달(720시간) 100으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(199, 1, {
      en: 'Default: the EC2 instance-level SLA, 99.5 %.',
      ko: '기본값: EC2 인스턴스 SLA 99.5 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel

import { numberField, sharedFields, TIME_MS_MAX } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'

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
  readings: ['utilisation', 'p95'],
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
    numberField('localDataMs', 30, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
      { en: 'Local data', ko: '로컬 데이터' },
      {
        en: 'Extra work of a read or write that the server does itself while no database is wired. 20 + 30 ms is the single server of day 1 (50 ms).',
        ko: '데이터베이스가 연결되지 않았을 때 읽기나 쓰기에 서버가 직접 쓰는 추가 시간입니다. 20 + 30 ms가 첫날 단일 서버의 50 ms입니다.',
      },
    ]),
    numberField('inlineTaskMs', 1000, { unit: 'ms', max: TIME_MS_MAX, step: 10 }, [
      { en: 'Task in line', ko: '작업 직접 처리' },
      {
        en: 'Extra work of a task that the server does itself while no queue is wired. The same 1 s that a worker needs.',
        ko: '큐가 연결되지 않았을 때 작업 하나를 서버가 직접 처리하는 추가 시간입니다. 워커와 같은 1초입니다.',
      },
    ]),
  ],
} as const satisfies KindModel

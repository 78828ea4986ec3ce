import type { Text } from '../../model/text.ts'

/** The approximate mode. */
export const approximateMessages = {
  'approximate.turnOn': { en: 'Approximate mode', ko: '근사 모드' },
  'approximate.turnOff': { en: 'Exact mode', ko: '정밀 모드' },
  'approximate.label': { en: 'Approximate', ko: '근사' },
  'approximate.oneOf': {
    en: '1 of {oneOf} requests followed',
    ko: '요청 {oneOf}건 중 1건 추적',
  },
  'approximate.refused': {
    en: 'not here: {name} has “{field}”, which hangs on every single request, so all of them are simulated',
    ko: '사용할 수 없음: {name}의 “{field}” 설정은 요청 하나하나에 따라 달라지므로 모든 요청을 시뮬레이션합니다',
  },
  'approximate.all': {
    en: 'few enough requests: each is simulated exactly',
    ko: '요청이 적어 모든 요청을 정확히 시뮬레이션합니다',
  },
  'approximate.checking': { en: 'measuring its error … {done}', ko: '오차 측정 중… {done}' },
  'approximate.failed': { en: 'its error could not be measured', ko: '오차를 측정하지 못했습니다' },
  'approximate.against': { en: 'error against exact:', ko: '정밀 대비 오차:' },
  'approximate.utilisation': { en: 'utilisation', ko: '사용률' },
  'approximate.points': { en: '{value} pts', ko: '{value}%p' },
  'approximate.help': {
    en: 'The design ran {seconds} s both ways, exactly and approximately, and this is how far the two are apart. The utilisation is that of the node where they differ most. One request of several goes through the design; the others are the waiting lines, full queues and cache contents that it meets. Capacity is never scaled.',
    ko: '설계를 정밀과 근사 두 방식으로 {seconds}초씩 실행해 비교한 차이입니다. 사용률은 차이가 가장 큰 노드의 값입니다. 여러 요청 중 하나만 실제로 흐르고, 나머지는 그 요청이 만나는 대기열과 캐시 내용으로 나타납니다. 용량은 줄이지 않습니다.',
  },
  'approximate.exact': { en: 'Back to exact', ko: '정밀 모드로' },
} as const satisfies Readonly<Record<string, Text>>

import type { Text } from '../../model/text.ts'

/** A shared moment that is replayed. */
export const replayMessages = {
  'replay.going': { en: 'Replaying to {clock} … {done}', ko: '{clock} 시점까지 재생 중… {done}' },
  'replay.stop': { en: 'Stop', ko: '중지' },
  'replay.stopHelp': {
    en: 'Gives the moment up and starts this design from the beginning',
    ko: '이 시점으로 가지 않고 설계를 처음부터 실행합니다',
  },
  'replay.otherEngine': {
    en: 'Made with engine {madeWith}, this is {engine}: the figures may differ from those that were shared.',
    ko: '엔진 {madeWith}에서 만든 시점인데 지금 엔진은 {engine}입니다. 공유한 수치와 다를 수 있습니다.',
  },
  'replay.stuck': {
    en: 'The moment {clock} cannot be reached: time stands still in this run. Give the requests some time, or fewer users, and run it again.',
    ko: '{clock} 시점에 도달할 수 없습니다. 이 실행에서는 시간이 흐르지 않습니다. 요청에 처리 시간을 주거나 사용자 수를 줄여 다시 실행해 보세요.',
  },
  'replay.lostWorker': {
    en: 'The simulation broke off on the way to {clock}, so this design stands at its beginning. Press play to run it from there.',
    ko: '{clock} 시점으로 가는 도중 시뮬레이션이 중단되어 설계가 처음 상태로 돌아왔습니다. 재생을 누르면 처음부터 실행합니다.',
  },
  'replay.dismiss': { en: 'Got it', ko: '확인' },
} as const satisfies Readonly<Record<string, Text>>

import type { Text } from '../../model/text.ts'

/** The scenario under the timeline, and going back in a run. */
export const trackMessages = {
  'track.title': { en: 'Scenario', ko: '시나리오' },
  'track.label': {
    en: 'Scenario: faults and load changes that every run meets',
    ko: '시나리오: 실행할 때마다 일어나는 장애와 부하 변화',
  },
  'track.menu': { en: 'Plan a fault or a story', ko: '장애나 상황 계획' },
  'track.empty': {
    en: 'Nothing is planned. Drop a fault here, or choose a story from the menu.',
    ko: '계획된 것이 없습니다. 장애를 여기에 놓거나 메뉴에서 상황을 고르세요.',
  },
  'track.keep': {
    en: 'Keep what was done as a scenario ({count})',
    ko: '이번 실행에서 한 일을 시나리오로 저장({count})',
  },
  'track.keep.command': {
    en: 'Keep what was done as a scenario',
    ko: '이번 실행에서 한 일을 시나리오로 저장',
  },
  'track.clear': { en: 'Clear the scenario', ko: '시나리오 비우기' },
  'track.bar': { en: '{time} {name}: {fault}', ko: '{time} {name}: {fault}' },
  'track.keys': {
    en: 'Arrows move it by a second, with Shift by ten; with Alt they change how long it lasts. R repeats it, Delete removes it. The run starts over.',
    ko: '화살표로 1초씩, Shift와 함께 10초씩 옮깁니다. Alt와 함께 누르면 길이가 바뀝니다. R은 반복, Delete는 삭제입니다. 실행은 처음부터 다시 시작합니다.',
  },
  'track.endless': { en: 'until restored', ko: '복구할 때까지' },
  'track.gone': {
    en: '{name} is no longer in the design: nothing happens. It is kept.',
    ko: '{name}: 설계에 없어 아무 일도 일어나지 않습니다. 계획은 남아 있습니다.',
  },
  'track.earlier': { en: '{count} earlier', ko: '이전 {count}개' },
  'track.later': { en: '{count} later', ko: '이후 {count}개' },

  'preset.primaryAtPeak': { en: 'Kill the primary at the peak', ko: '부하 정점에서 주 DB 강제 종료' },
  'preset.loseZone': { en: 'Lose a zone', ko: '존 하나 장애' },
  'preset.cdnOutage': { en: 'CDN outage', ko: 'CDN 장애' },
  'preset.cacheFlush': { en: 'Flush the caches', ko: '캐시 전체 비우기' },
  'preset.retryStorm': { en: 'Retry storm', ko: '재시도 폭풍' },
  'preset.hotKey': { en: 'Hot keys', ko: '핫 키' },
  'preset.regionFailover': { en: 'Region failover by DNS', ko: 'DNS 리전 장애 조치' },
  'preset.rollingDeploy': { en: 'Deploy, one server after the other', ko: '서버를 하나씩 차례로 배포' },
  'preset.lack.primary': { en: 'needs a primary database', ko: '주 DB가 필요합니다' },
  'preset.lack.zone': { en: 'needs a zone with something in it', ko: '구성 요소가 든 존이 필요합니다' },
  'preset.lack.cdn': { en: 'needs a CDN', ko: 'CDN이 필요합니다' },
  'preset.lack.cache': { en: 'needs a cache', ko: '캐시가 필요합니다' },
  'preset.lack.client': { en: 'needs a client', ko: '클라이언트가 필요합니다' },
  'preset.lack.retries': { en: 'needs a client that retries', ko: '재시도하는 클라이언트가 필요합니다' },
  'preset.lack.keyed': { en: 'needs shards or a cache', ko: '샤드나 캐시가 필요합니다' },
  'preset.lack.regions': { en: 'needs two regions', ko: '리전이 두 개 필요합니다' },
  'preset.lack.dns': { en: 'needs DNS', ko: 'DNS가 필요합니다' },
  'preset.lack.servers': {
    en: 'needs two servers beside each other',
    ko: '나란히 선 서버가 두 대 필요합니다',
  },

  'goBack.do': { en: 'Go on from here', ko: '여기서 이어 가기' },
  'goBack.help': {
    en: 'The run goes on from this moment, exactly as it was then. What came after stays beside it, to be compared.',
    ko: '이 시점의 상태 그대로 실행을 이어 갑니다. 그 뒤의 실행은 비교할 수 있게 남습니다.',
  },
  'goBack.cannot': {
    en: 'This run cannot be taken back: what was done to it was not kept, or a worker was lost.',
    ko: '이 실행은 되돌릴 수 없습니다. 한 일이 기록되지 않았거나 워커가 유실되었습니다.',
  },
  'goBack.going': { en: 'Back to {clock}: {done}', ko: '{clock} 시점으로: {done}' },
  'former.title': { en: 'Before, from {clock} on', ko: '이전 실행({clock}부터)' },
  'former.before': { en: 'before', ko: '이전' },
  'former.ended': { en: 'The run before ended at {clock}.', ko: '이전 실행은 {clock}에 끝났습니다.' },
  'former.dismiss': { en: 'Stop comparing', ko: '비교 끝내기' },
} satisfies Record<string, Text>

import type { Text } from '../../model/text.ts'

/** Timeline, marks, charts, announcements. */
export const runMessages = {
  'timeline.label': { en: 'Timeline', ko: '타임라인' },
  'timeline.back': { en: 'One step back', ko: '한 단계 뒤로' },
  'timeline.forward': { en: 'One step forward', ko: '한 단계 앞으로' },
  'timeline.live': { en: 'Live', ko: '실시간' },
  'timeline.held': { en: 'Stopped: problem', ko: '문제로 멈춤' },
  'timeline.paused': { en: 'Paused', ko: '멈춤' },
  'timeline.liveAt': { en: 'Live, {time}', ko: '실시간, {time}' },
  'timeline.scrub': { en: 'Moment of the run', ko: '실행 시점' },
  'timeline.span': { en: 'Time in view', ko: '보이는 시간' },
  'timeline.run': { en: 'Whole run', ko: '전체' },

  'mark.kill': { en: 'Killed', ko: '강제 종료' },
  'mark.restore': { en: 'Restored', ko: '복구' },
  'mark.eject': { en: 'Ejected', ko: '제외' },
  'mark.readmit': { en: 'Back', ko: '복귀' },
  'mark.failOpen': { en: 'Fail open', ko: '전체 개방' },
  'mark.alert': { en: 'Alert', ko: '알림' },
  'mark.alertEnd': { en: 'Calm', ko: '해제' },
  'mark.deadLetter': { en: 'Dead letter', ko: '배달 못함' },
  'mark.limit': { en: 'Limit', ko: '한도' },
  'mark.drain': { en: 'Drained', ko: '드레인' },
  'mark.drained': { en: 'Empty', ko: '드레인 끝' },
  'mark.slow': { en: 'Slowed', ko: '느려짐' },
  'mark.errors': { en: 'Errors', ko: '오류' },
  'mark.cut': { en: 'Cut', ko: '끊김' },
  'mark.flush': { en: 'Flushed', ko: '비움' },
  'mark.pause': { en: 'Paused', ko: '복제 정지' },
  'mark.spike': { en: 'Spike', ko: '급증' },
  'mark.faultEnd': { en: 'Over', ko: '끝' },
  'mark.promote': { en: 'Promoted', ko: '승격' },
  'mark.rejoin': { en: 'Rejoined', ko: '재합류' },
  'mark.synced': { en: 'Caught up', ko: '따라잡음' },
  'mark.scale': { en: 'Scaled', ko: '확장' },
  'mark.breakerOpen': { en: 'Circuit open', ko: '차단' },
  'mark.breakerClose': { en: 'Circuit closed', ko: '차단 해제' },
  'mark.reshard': { en: 'Resharding', ko: '재샤딩' },
  'mark.reshardEnd': { en: 'Resharded', ko: '재샤딩 끝' },
  'mark.drain.sentence': {
    en: '{node} gets no new requests and finishes what it has.',
    ko: '{node}: 새 요청을 받지 않고 남은 일을 마칩니다.',
  },
  'mark.drained.sentence': {
    en: '{node} has finished what it had and is down.',
    ko: '{node}: 남은 일을 마치고 내려갔습니다.',
  },
  'mark.slow.sentence': {
    en: '{node} takes {value} times as long.',
    ko: '{node}: 처리 시간이 {value}배가 됩니다.',
  },
  'mark.errors.sentence': {
    en: '{node} fails {value} % of what arrives.',
    ko: '{node}: 도착한 요청의 {value} %를 실패시킵니다.',
  },
  'mark.cut.sentence': {
    en: 'The wire {node} was cut.',
    ko: '연결 {node}: 끊겼습니다.',
  },
  'mark.flush.sentence': {
    en: '{node} was emptied.',
    ko: '{node}: 캐시를 비웠습니다.',
  },
  'mark.pause.sentence': {
    en: 'Replication to or from {node} stands still.',
    ko: '{node}: 복제가 멈췄습니다.',
  },
  'mark.spike.sentence': {
    en: '{node} sends {value} times as much.',
    ko: '{node}: 요청이 {value}배가 됩니다.',
  },
  'mark.faultEnd.sentence': {
    en: '{node}: the fault is over.',
    ko: '{node}: 장애가 끝났습니다.',
  },
  'mark.promote.sentence': {
    en: '{node} is the primary now; {value} acknowledged writes are lost.',
    ko: '{node}: 주 DB가 되었습니다. 확인된 쓰기 {value}건이 사라졌습니다.',
  },
  'mark.rejoin.sentence': {
    en: '{node} is back, as a replica.',
    ko: '{node}: 복제본으로 돌아왔습니다.',
  },
  'mark.synced.sentence': {
    en: '{node} has caught up and serves reads.',
    ko: '{node}: 복제를 따라잡아 읽기를 처리합니다.',
  },
  'mark.scale.sentence': {
    en: '{node}: instances change by {value}.',
    ko: '{node}: 인스턴스 {value}.',
  },
  'mark.breakerOpen.sentence': {
    en: '{node} no longer calls {target}.',
    ko: '{node}: {target} 호출을 차단했습니다.',
  },
  'mark.breakerClose.sentence': {
    en: '{node} calls {target} again.',
    ko: '{node}: {target} 호출을 다시 합니다.',
  },
  'mark.reshard.sentence': {
    en: '{value} keys move to their new shards.',
    ko: '키 {value}개를 새 샤드로 옮깁니다.',
  },
  'mark.reshardEnd.sentence': {
    en: 'All keys are where they belong.',
    ko: '모든 키를 옮겼습니다.',
  },
  'mark.kill.sentence': { en: '{node} was killed.', ko: '{node}: 강제 종료되었습니다.' },
  'mark.restore.sentence': { en: '{node} was restored.', ko: '{node}: 복구되었습니다.' },
  'mark.eject.sentence': {
    en: '{node} took {target} out, its health checks fail.',
    ko: '{node}: 상태 확인에 실패한 {target} 노드를 제외했습니다.',
  },
  'mark.readmit.sentence': {
    en: '{node} sends to {target} again.',
    ko: '{node}: {target} 노드로 다시 보냅니다.',
  },
  'mark.failOpen.sentence': {
    en: '{node} has no healthy target left and sends to all of them.',
    ko: '{node}: 정상 대상이 없어 모든 대상으로 보냅니다.',
  },
  'mark.alert.sentence': { en: '{node} alerts: {target}.', ko: '{node} 알림: {target}.' },
  'mark.alertEnd.sentence': { en: '{node} is calm again: {target}.', ko: '{node} 알림 해제: {target}.' },
  'mark.deadLetter.sentence': {
    en: '{node} gave up on a message and put it to the dead letters.',
    ko: '{node}: 처리하지 못한 메시지를 배달 못한 편지함으로 옮겼습니다.',
  },
  'mark.limit.sentence': {
    en: 'The engine’s limit of calls at once was reached.',
    ko: '엔진의 동시 호출 한도에 도달했습니다.',
  },
  'alert.errors': { en: 'errors over the threshold', ko: '오류 기준 초과' },
  'alert.latency': { en: 'p95 over the threshold', ko: 'p95 기준 초과' },
  'alert.down': { en: 'a component is down', ko: '구성 요소 다운' },
  'announce.more': {
    en: '{count, plural, one {# more event.} other {# more events.}}',
    ko: '이 밖에 {count}건이 더 있습니다.',
  },

  'chart.rate': { en: 'Offered and goodput', ko: '유입량과 정상 처리량' },
  'chart.offered': { en: 'offered', ko: '유입' },
  'chart.goodput': { en: 'goodput', ko: '정상 처리' },
  'chart.lost': { en: 'lost {rate}/s', ko: '유실 {rate}/s' },
  'chart.latency': { en: 'Latency', ko: '응답 시간' },
  'chart.log': { en: 'log scale', ko: '로그 눈금' },
  'chart.slo': { en: 'p95 SLO {slo}', ko: 'p95 SLO {slo}' },
} as const satisfies Record<string, Text>

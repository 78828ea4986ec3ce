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

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
  'mark.drain': { en: 'Draining', ko: '드레인' },
  'mark.drained': { en: 'Drained', ko: '드레인 완료' },
  'mark.freeze': { en: 'Frozen', ko: '응답 멈춤' },
  'mark.slow': { en: 'Slowed', ko: '느려짐' },
  'mark.errors': { en: 'Failing', ko: '요청 실패' },
  'mark.cut': { en: 'Cut', ko: '끊김' },
  'mark.flush': { en: 'Flushed', ko: '캐시 비움' },
  'mark.pause': { en: 'Not replicating', ko: '복제 중단' },
  'mark.spike': { en: 'Spike', ko: '급증' },
  'mark.faultEnd': { en: 'Over', ko: '종료' },
  'mark.eject': { en: 'Ejected', ko: '제외' },
  'mark.readmit': { en: 'Back', ko: '복귀' },
  'mark.failOpen': { en: 'Fail open', ko: '전체 개방' },
  'mark.alert': { en: 'Alert', ko: '알림' },
  'mark.alertEnd': { en: 'Calm', ko: '해제' },
  'mark.deadLetter': { en: 'Dead letter', ko: '배달 못함' },
  'mark.limit': { en: 'Limit', ko: '한도' },
  'mark.promote': { en: 'Promoted', ko: '승격' },
  'mark.rejoin': { en: 'Rejoined', ko: '재합류' },
  'mark.synced': { en: 'Caught up', ko: '동기화 완료' },
  'mark.scale': {
    en: '{sign, select, minus {Scaled in} other {Scaled out}}',
    ko: '{sign, select, minus {축소} other {확장}}',
  },
  'mark.breakerOpen': { en: 'Circuit open', ko: '회로 열림' },
  'mark.breakerClose': { en: 'Circuit closed', ko: '회로 닫힘' },
  'mark.reshard': { en: 'Resharding', ko: '재분배' },
  'mark.reshardEnd': { en: 'Resharded', ko: '재분배 완료' },

  'mark.detected': { en: 'Detected', ko: '감지' },
  'mark.elect': { en: 'Chosen', ko: '선출' },
  'mark.converged': { en: 'Moved', ko: '전환 완료' },
  'mark.warm': { en: 'Warm', ko: '예열 완료' },
  'mark.degraded': { en: 'Degraded', ko: '목표 이탈' },
  'mark.recovered': { en: 'Recovered', ko: '회복' },

  'mark.recovering': { en: 'Catching up', ko: '처리 중' },
  'mark.metastable': { en: 'Stuck', ko: '고착' },
  'mark.recovering.sentence': {
    en: 'The fault is over; {node} works off what has piled up, which takes about {value} s.',
    ko: '장애는 끝났고, {node} 노드가 밀린 작업을 처리하고 있습니다. 약 {value}초 걸립니다.',
  },
  'mark.metastable.sentence': {
    en: 'The fault is over and {node} stays overloaded: {target, select, retries {retries keep it busy} coldCache {the empty cache sends everything to it, and is not filled} other {it works on requests that nobody waits for any more}}.',
    ko: '장애가 끝났지만 {node} 과부하가 계속됩니다. {target, select, retries {재시도가 부하를 유지하고 있습니다.} coldCache {빈 캐시가 채워지지 않아 모든 요청이 몰립니다.} other {이미 포기한 요청을 처리하느라 바쁩니다.}}',
  },
  'mark.kill.sentence': { en: '{node} was killed.', ko: '{node}: 강제 종료되었습니다.' },
  'mark.restore.sentence': { en: '{node} was restored.', ko: '{node}: 복구되었습니다.' },
  'mark.drain.sentence': {
    en: '{node} gets no new requests and finishes what it has.',
    ko: '{node}: 새 요청을 받지 않고, 처리 중인 요청을 마칩니다.',
  },
  'mark.drained.sentence': {
    en: '{node} has finished what it had and is down.',
    ko: '{node}: 처리 중이던 요청을 모두 마치고 내려갔습니다.',
  },
  'mark.freeze.sentence': {
    en: '{node} hangs: it accepts requests and says nothing.',
    ko: '{node}: 프로세스가 멈춰 요청을 받기만 하고 응답하지 않습니다.',
  },
  'mark.slow.sentence': {
    en: '{node} takes {value} times as long for each request.',
    ko: '{node}: 처리 시간이 {value}배로 늘었습니다.',
  },
  'mark.errors.sentence': {
    en: '{node} fails {value} % of the requests that arrive.',
    ko: '{node}: 도착하는 요청의 {value} %가 실패합니다.',
  },
  'mark.cut.sentence': { en: 'The wire {node} was cut.', ko: '{node} 연결이 끊겼습니다.' },
  'mark.flush.sentence': { en: 'The cache of {node} was flushed.', ko: '{node}: 캐시를 비웠습니다.' },
  'mark.pause.sentence': {
    en: 'Replication of {node} stands still.',
    ko: '{node}: 복제가 멈췄습니다.',
  },
  'mark.spike.sentence': {
    en: '{node} sends {value} times as many requests.',
    ko: '{node}: 보내는 요청이 {value}배로 늘었습니다.',
  },
  'mark.faultEnd.sentence': {
    en: '{target, select, kill {{node} is up again.} drain {{node} takes requests again.} freeze {{node} goes on with what it had.} slow {{node} is as fast as before.} errors {{node} no longer fails requests on purpose.} cut {The wire {node} is whole again.} pause {{node} replicates again.} spike {{node} sends as many requests as before.} other {What was done to {node} is over.}}',
    ko: '{target, select, kill {{node}: 다시 동작합니다.} drain {{node}: 다시 요청을 받습니다.} freeze {{node}: 멈췄던 일을 이어서 합니다.} slow {{node}: 처리 속도가 원래대로 돌아왔습니다.} errors {{node}: 일부러 실패시키던 장애가 끝났습니다.} cut {{node} 연결이 다시 이어졌습니다.} pause {{node}: 복제가 다시 시작되었습니다.} spike {{node}: 보내는 요청이 원래대로 돌아왔습니다.} other {{node}: 장애가 끝났습니다.}}',
  },
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
  'mark.promote.sentence': {
    en: '{node} is the primary now instead of {target}; {count, plural, =0 {no acknowledged write is lost} one {one acknowledged write is lost} other {{value} acknowledged writes are lost}}.',
    ko: '{node}: {target} 대신 주 DB로 승격되었습니다. {count, plural, =0 {잃은 쓰기는 없습니다.} other {완료로 응답한 쓰기 {value}건을 잃었습니다.}}',
  },
  'mark.detected.sentence': {
    en: '{node} has noticed that {target} does not answer as it should.',
    ko: '{node}: {target} 노드의 이상을 처음 감지했습니다.',
  },
  'mark.elect.sentence': {
    en: '{node} was chosen to take over from {target}; it leads in {value} s.',
    ko: '{node}: {target} 노드를 대신할 복제본으로 선출되었습니다. {value}초 뒤에 승격됩니다.',
  },
  'mark.converged.sentence': {
    en: 'No client goes by an old answer of {node} any more: nobody is sent to {target}.',
    ko: '{node}: 이전 응답을 쓰는 클라이언트가 더 이상 없어, {target} 노드로 가는 요청이 없습니다.',
  },
  'mark.warm.sentence': {
    en: '{node} answers as much from memory as before.',
    ko: '{node}: 적중률이 이전 수준을 되찾았습니다.',
  },
  'mark.degraded.sentence': {
    en: '{target, select, static {Static} read {Read} write {Write} upload {Upload} other {Task}} requests miss their objective.',
    ko: '{target, select, static {정적} read {읽기} write {쓰기} upload {업로드} other {작업}} 요청이 목표에서 벗어났습니다.',
  },
  'mark.recovered.sentence': {
    en: '{target, select, static {Static} read {Read} write {Write} upload {Upload} other {Task}} requests meet their objective again, {value} s after the fault.',
    ko: '장애 발생 {value}초 뒤에 {target, select, static {정적} read {읽기} write {쓰기} upload {업로드} other {작업}} 요청이 다시 목표를 지킵니다.',
  },
  'mark.rejoin.sentence': {
    en: '{node} is back, as a replica.',
    ko: '{node}: 복제본으로 다시 합류했습니다.',
  },
  'mark.synced.sentence': {
    en: '{node} has caught up and serves reads again.',
    ko: '{node}: 복제를 따라잡아 다시 읽기를 처리합니다.',
  },
  'mark.scale.sentence': {
    en: '{node}: {sign, select, minus {−} other {+}}{count, plural, one {{value} instance} other {{value} instances}}.',
    ko: '{node}: 인스턴스 {sign, select, minus {−} other {+}}{value}대.',
  },
  'mark.breakerOpen.sentence': {
    en: 'The circuit breaker of {node} stops calls to {target}.',
    ko: '{node}: 회로 차단기가 {target} 호출을 막습니다.',
  },
  'mark.breakerClose.sentence': {
    en: 'The circuit breaker of {node} lets calls to {target} through again.',
    ko: '{node}: 회로 차단기가 {target} 호출을 다시 허용합니다.',
  },
  'mark.reshard.sentence': {
    en: '{count, plural, one {One key moves to its new shard} other {{value} keys move to their new shards}}.',
    ko: '키 {value}개를 새 샤드로 옮기기 시작했습니다.',
  },
  'mark.reshardEnd.sentence': {
    en: 'All keys are in their new shards.',
    ko: '모든 키를 새 샤드로 옮겼습니다.',
  },
  'alert.errors': { en: 'errors over the threshold', ko: '오류 기준 초과' },
  'alert.latency': { en: 'p95 over the threshold', ko: 'p95 기준 초과' },
  'alert.down': { en: 'a component is down', ko: '구성 요소 다운' },
  'announce.more': {
    en: '{count, plural, one {# more event.} other {# more events.}}',
    ko: '이 밖에 {count}건이 더 있습니다.',
  },

  'chart.rate': { en: 'Traffic', ko: '트래픽' },
  'chart.offered': { en: 'offered', ko: '유입' },
  'chart.goodput': { en: 'goodput', ko: '정상 처리' },
  'chart.lost': { en: 'lost {rate}/s', ko: '유실 {rate}/s' },
  'chart.latency': { en: 'Latency', ko: '응답 시간' },
  'chart.log': { en: 'log scale', ko: '로그 눈금' },
  'chart.slo': { en: 'p95 SLO {slo}', ko: 'p95 SLO {slo}' },
} as const satisfies Record<string, Text>

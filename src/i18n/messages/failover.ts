import type { Text } from '../../model/text.ts'

/** What faults led to: lanes under the timeline, results on the canvas. */
export const failoverMessages = {
  'lane.label': { en: 'What the faults led to', ko: '장애의 결과' },
  'lane.phase': {
    en: '{phase, select, fault {Unnoticed} detected {Detected} ejected {Ejected} elected {Chosen} promoted {Promoted} converged {Clients moved} over {Over} warm {Warm} other {Recovered}}',
    ko: '{phase, select, fault {감지 전} detected {감지} ejected {제외} elected {선출} promoted {승격} converged {클라이언트 전환} over {장애 종료} warm {예열 완료} other {회복}}',
  },
  'lane.phase.why': {
    en: '{from}–{to} {phase}: {failed} failed, {lost} writes lost, {stale} stale reads. Click to look at this moment.',
    ko: '{from}–{to} {phase}: 실패 {failed}건, 잃은 쓰기 {lost}건, 오래된 읽기 {stale}건. 누르면 이 시점을 봅니다.',
  },
  'lane.title': { en: '{name}: {fault}', ko: '{name}: {fault}' },
  'lane.rto': { en: 'RTO {time}', ko: 'RTO {time}' },
  'lane.rtoOpen': { en: 'not recovered', ko: '회복 전' },
  'lane.rpo': { en: 'RPO {count, plural, one {1 write} other {{value} writes}}', ko: 'RPO 쓰기 {value}건' },
  'lane.failed': { en: '{value} failed', ko: '실패 {value}건' },
  'lane.stale': { en: '{value} stale', ko: '오래된 읽기 {value}건' },
  'failures.title': { en: 'Results and scenario', ko: '장애 결과와 시나리오' },
  'failures.open': {
    en: '{count, plural, =0 {Scenario} one {1 result} other {# results}}',
    ko: '{count, plural, =0 {시나리오} other {결과 {count}건}}',
  },
  'failures.none': {
    en: 'Nothing has been broken in this run. Kill something, or plan it below.',
    ko: '이번 실행에서는 아무것도 고장 나지 않았습니다. 무언가를 강제 종료하거나 아래에서 계획하세요.',
  },
  'failures.edit': { en: 'Edit times and degrees', ko: '시각과 정도 고치기' },
  'failures.repeat': { en: 'Repeat: {event}', ko: '반복: {event}' },
  'failures.delete': { en: 'Delete: {event}', ko: '삭제: {event}' },
  'lane.unhurt': { en: 'nobody was hurt', ko: '영향 없음' },
  'lane.dismiss': { en: 'Dismiss the result of {name}', ko: '{name} 결과 닫기' },
  'lane.recovering': { en: 'slow: recovers in about {time}', ko: '느림: 약 {time} 뒤 회복' },
  'lane.metastable': {
    en: 'stuck: {loop, select, retries {retries} coldCache {cold cache} other {expired work}} at {node}',
    ko: '고착: {node}, {loop, select, retries {재시도} coldCache {빈 캐시} other {만료된 작업}}',
  },
  'lane.endedBy': {
    en: '{loop, select, retries {It ends when fewer retries come: set a retry budget, or shed load until the queue is empty.} coldCache {It ends when the cache is filled: turn single flight on, or shed load until it is warm.} other {It ends when expired work is dropped: bound the queue, serve the newest first, or drop what nobody waits for.}}',
    ko: '{loop, select, retries {재시도가 줄면 끝납니다. 재시도 예산을 정하거나, 큐가 빌 때까지 부하를 줄이세요.} coldCache {캐시가 채워지면 끝납니다. 단일 비행을 켜거나, 예열될 때까지 부하를 줄이세요.} other {만료된 작업을 버리면 끝납니다. 큐를 제한하거나, 최신 요청부터 처리하거나, 만료된 요청을 버리세요.}}',
  },
  'loop.strip': { en: 'What goes on by itself', ko: '저절로 이어지는 장애' },
  'loop.stuck': {
    en: '{fault} is over, and {node} stays at its limit: {loop, select, retries {**retries** keep it busy} coldCache {the **cold cache** sends everything on to it} other {it works on requests that **nobody waits for** any more}}.',
    ko: '끝난 장애: {fault}. 그런데도 {node}의 한계 상태가 이어집니다. {loop, select, retries {**재시도**가 계속 몰려듭니다} coldCache {**빈 캐시** 때문에 모든 요청이 넘어옵니다} other {**아무도 기다리지 않는** 요청을 처리하고 있습니다}}.',
  },
  'loop.show': { en: 'Show {node}', ko: '{node} 보기' },
  'loop.do.budget': { en: 'Set a retry budget of 10 %', ko: '재시도 예산 10 % 적용' },
  'loop.do.singleFlight': { en: 'Turn single flight on', ko: '단일 조회 켜기' },
  'loop.do.dropExpired': { en: 'Drop expired work', ko: '만료된 작업 버리기' },
  'loop.do.bound': { en: 'Bound the queue', ko: '큐 길이 제한' },
  'result.down': { en: 'down {time}', ko: '{time} 동안 다운' },
  'result.lasted': { en: '{fault} for {time}', ko: '{fault}, {time}' },
  'result.lost': {
    en: '{count, plural, one {1 write lost} other {{value} writes lost}}',
    ko: '쓰기 {value}건 유실',
  },
  'result.lostBrief': { en: '{value} lost', ko: '{value}건 유실' },
  'result.leads': { en: '{node} leads since {time}', ko: '{time}부터 {node} 주 DB' },
  'live.outOfRotation': { en: 'out of rotation', ko: '순환에서 제외' },
  'live.outOfRotation.why': {
    en: 'It is up, and **gets no requests**: it is out of rotation until its health checks succeed.',
    ko: '동작하지만 **요청을 받지 않습니다**. 상태 확인에 성공할 때까지 순환에서 제외됩니다.',
  },
} as const satisfies Readonly<Record<string, Text>>

/** The chain of causes behind what is wrong in a run. */
export const explainMessages = {
  'cause.panel': { en: 'Causes', ko: '원인' },
  'cause.title': { en: 'Why: {of}', ko: '원인 추적: {of}' },
  'cause.of.system': { en: 'the requests of the users', ko: '사용자 요청' },
  'cause.of.all': { en: 'all', ko: '전체' },
  'cause.close': { en: 'Close the causes', ko: '원인 닫기' },
  'cause.nothing': {
    en: 'Nothing to explain: all is well here at this moment.',
    ko: '설명할 것이 없습니다. 지금 이곳은 정상입니다.',
  },
  'cause.unknown': {
    en: 'The objectives are missed, and nothing is struck or at its limit: the time goes into the work and the ways themselves.',
    ko: '목표를 벗어났지만 장애나 한계에 이른 곳은 없습니다. 처리와 거리 자체에 걸리는 시간입니다.',
  },
  'cause.jump': { en: 'Show this moment and place', ko: '이 시점과 위치 보기' },
  'cause.back': { en: 'Back to {clock}', ko: '{clock}로 돌아가기' },
  'cause.ask': { en: 'Why?', ko: '왜?' },
  'cause.command': { en: 'Explain what is wrong', ko: '무엇이 문제인지 설명' },
  'cause.strip': { en: 'Cause and effect', ko: '원인과 결과' },
  'explain.kill': { en: '{node} was killed at {clock}', ko: '{node}: {clock}에 강제 종료됨' },
  'explain.drain': { en: '{node} was drained at {clock}', ko: '{node}: {clock}에 드레인됨' },
  'explain.freeze': {
    en: '{node} hangs since {clock}: it accepts requests and says nothing',
    ko: '{node}: {clock}부터 멈춤(요청을 받기만 하고 응답 없음)',
  },
  'explain.slow': {
    en: '{node} was slowed **{degree}** at {clock}',
    ko: '{node}: {clock}부터 **{degree}** 느려짐',
  },
  'explain.errors': {
    en: '{node} fails **{degree}** of its calls since {clock}',
    ko: '{node}: {clock}부터 호출의 **{degree}** 실패',
  },
  'explain.cut': { en: '{node} was cut at {clock}', ko: '{node}: {clock}에 끊김' },
  'explain.flush': { en: '{node} was emptied at {clock}', ko: '{node}: {clock}에 비워짐' },
  'explain.pause': {
    en: 'Replication stands still at {node} since {clock}',
    ko: '{node}: {clock}부터 복제 중단',
  },
  'explain.spike': {
    en: '{node} sends **{degree}** since {clock}',
    ko: '{node}: {clock}부터 요청 **{degree}**',
  },
  'explain.coldCache': {
    en: '{node} starts empty: hit ratio **{now}**',
    ko: '{node}: 빈 상태로 시작, 적중률 **{now}**',
  },
  'explain.loadRose': {
    en: 'Load of {node} rose: **{before}/s** → **{now}/s**',
    ko: '{node}의 부하 증가: **{before}/s** → **{now}/s**',
  },
  'explain.overload': {
    en: '{node} is asked for **{rate}/s** and can do **{capacity}/s**: {factor} of it',
    ko: '{node}: 요청 **{rate}/s**, 처리 능력 **{capacity}/s**, 그 {factor}',
  },
  'explain.overload.unknown': {
    en: '{node} gets **{rate}/s** and gets nothing done',
    ko: '{node}: 요청 **{rate}/s**, 처리하지 못함',
  },
  'explain.consumers': {
    en: '{node} takes **{capacity}/s** of **{rate}/s**',
    ko: '{node}: **{rate}/s** 중 **{capacity}/s**만 처리',
  },
  'explain.shortQueue': {
    en: 'The queue of {node} holds only **{limit}**, at a load of **{load}**',
    ko: '{node}의 대기열 한도가 **{limit}**뿐, 부하 **{load}**',
  },
  'explain.smallPool': {
    en: 'The bulkhead of {node} lets only **{limit}** calls out at once',
    ko: '{node}의 벌크헤드가 동시 호출 **{limit}**건만 허용',
  },
  'explain.quota': {
    en: '{node} allows **{quota}/s** and is asked for **{rate}/s**',
    ko: '{node}: 할당량 **{quota}/s**, 요청 **{rate}/s**',
  },
  'explain.noPath': {
    en: '{node} is not wired to anybody who can answer: **{rate}/s**',
    ko: '{node}: 응답할 대상이 연결되어 있지 않음, **{rate}/s**',
  },
  'explain.takes': {
    en: '{node} works **{time}** on each {class} request',
    ko: '{node}: {class} 요청 한 건 처리에 **{time}**',
  },
  'explain.way': {
    en: 'Each {class} request spends **{time}** on {node}',
    ko: '{class} 요청마다 {node} 구간 왕복에 **{time}**',
  },
  'explain.refuses': { en: '{node} turns **{rate}/s** away', ko: '{node}: **{rate}/s** 거부' },
  'explain.failsHere': { en: '**{rate}/s** fail at {node}', ko: '{node}: **{rate}/s** 실패' },
  'explain.failsBehind': {
    en: '{node} fails **{rate}/s** for want of {target}',
    ko: '{node}: {target} 때문에 **{rate}/s** 실패',
  },
  'explain.hits': {
    en: 'Hit ratio of {node} **{before}** → **{now}**',
    ko: '{node} 적중률 **{before}** → **{now}**',
  },
  'explain.onlyLeft': {
    en: '**{left}** of **{all}** are left: {node} gets **{rate}/s**',
    ko: '**{all}**대 중 **{left}**대 남음: {node}에 **{rate}/s**',
  },
  'explain.load': { en: '{node} at **{load}**', ko: '{node} 부하 **{load}**' },
  'explain.queue': { en: '**{count}** wait at {node}', ko: '{node}에 **{count}**건 대기' },
  'explain.held': {
    en: '**{busy}** of **{slots}** slots of {node} wait for it',
    ko: '{node} 슬롯 **{slots}**개 중 **{busy}**개가 그 응답을 기다림',
  },
  'explain.depth': { en: '**{depth}** messages lie in {node}', ko: '{node}에 메시지 **{depth}**건' },
  'explain.lags': { en: '{node} is **{lag}** behind', ko: '{node}: **{lag}** 지연' },
  'explain.retries': { en: 'Retries: **{factor}** as many requests', ko: '재시도로 요청 **{factor}**' },
  'explain.staysDown': {
    en: 'It ended **{ago}** ago; {by, select, retries {retries keep} cold {misses keep} other {what piled up keeps}} it going',
    ko: '끝난 지 **{ago}**, {by, select, retries {재시도가} cold {캐시 미스가} other {쌓인 요청이}} 장애를 이어 감',
  },
  'explain.recovers': {
    en: 'It ended **{ago}** ago; what piled up is worked off in about **{rest}**',
    ko: '끝난 지 **{ago}**, 쌓인 요청은 약 **{rest}** 뒤 해소',
  },
  'explain.failing': {
    en: '**{share}** of the requests fail: {reason}',
    ko: '요청의 **{share}** 실패: {reason}',
  },
  'explain.failing.class': {
    en: '**{share}** of the {class} requests fail: {reason}',
    ko: '{class} 요청의 **{share}** 실패: {reason}',
  },
  'explain.unanswered': { en: '**{share}** have no answer yet', ko: '**{share}** 아직 응답 없음' },
  'explain.late': { en: 'p95 **{p95}**, over **{limit}**', ko: 'p95 **{p95}**, 목표 **{limit}** 초과' },
  'explain.unanswered.class': {
    en: '**{share}** of the {class} requests have no answer yet',
    ko: '{class} 요청의 **{share}** 아직 응답 없음',
  },
  'explain.late.class': {
    en: 'p95 of {class} requests **{p95}**, over **{limit}**',
    ko: '{class} 요청 p95 **{p95}**, 목표 **{limit}** 초과',
  },
  'explain.alert': { en: '{node} fires: {rules}', ko: '{node} 경보: {rules}' },
} as const

import type { Text } from '../../model/text.ts'

/** What goes on with a component: in a few words on the canvas and in the tables, in a sentence in the inspector. */
export const liveMessages = {
  'live.slow': { en: '×{factor} slow', ko: '{factor}배 느림' },
  'live.slow.why': {
    en: 'A fault makes it **×{factor}** slower.',
    ko: '장애로 **{factor}배** 느려졌습니다.',
  },
  'live.fails': { en: 'fails {share}', ko: '{share} 실패' },
  'live.fails.why': {
    en: 'A fault makes it fail **{share}** of its calls.',
    ko: '장애로 호출의 **{share}**가 실패합니다.',
  },
  'live.spike': { en: '×{factor} traffic', ko: '요청 {factor}배' },
  'live.spike.why': {
    en: 'A fault multiplies its traffic by **{factor}**.',
    ko: '장애로 요청이 **{factor}배**가 되었습니다.',
  },
  'live.failOpen': { en: 'fail open', ko: '전체 개방' },
  'live.failOpen.why': {
    en: 'None of its **{all}** targets is healthy, so it sends to all of them (fail open).',
    ko: '대상 **{all}개**가 모두 비정상이라 전체로 보냅니다(fail open).',
  },
  'live.failClosed': { en: 'no healthy target', ko: '정상 대상 없음' },
  'live.failClosed.why': {
    en: 'None of its **{all}** targets is healthy, so it turns every request away.',
    ko: '대상 **{all}개**가 모두 비정상이라 모든 요청을 거부합니다.',
  },
  'live.frozen': { en: 'frozen', ko: '응답 멈춤' },
  'live.frozen.why': {
    en: 'Its process **hangs**: it accepts requests and says nothing until it goes on.',
    ko: '프로세스가 **멈춰** 있습니다. 다시 움직일 때까지 요청을 받기만 하고 응답하지 않습니다.',
  },
  'live.paused': { en: 'replication paused', ko: '복제 멈춤' },
  'live.paused.why': {
    en: 'Replication is **paused**: the lag grows until it goes on.',
    ko: '복제가 **멈춰** 있어 다시 이어질 때까지 지연이 늘어납니다.',
  },
  'live.draining': { en: 'draining', ko: '드레인 중' },
  'live.draining.why': {
    en: 'It is **draining**: it takes nothing new and finishes what it has.',
    ko: '**드레인 중**입니다. 새 요청을 받지 않고 하던 일을 끝냅니다.',
  },
  'live.promotes': { en: 'promotes in {seconds} s', ko: '{seconds}초 후 승격' },
  'live.promotes.why': {
    en: 'A replica is promoted in **{seconds} s**; until then nobody takes its writes.',
    ko: '**{seconds}초** 뒤 복제본이 승격되며, 그때까지 쓰기를 받는 곳이 없습니다.',
  },
  'live.primaryNow': { en: 'primary now', ko: '현재 주 DB' },
  'live.primaryNow.why': {
    en: 'It was promoted and is the **primary now**: it takes the writes.',
    ko: '승격되어 **현재 주 DB**이며 쓰기를 받습니다.',
  },
  'live.replicaNow': { en: 'replica now', ko: '현재 복제본' },
  'live.replicaNow.why': {
    en: 'Another one was promoted; it is a **replica now**.',
    ko: '다른 복제본이 승격되어 지금은 **복제본**입니다.',
  },
  'live.syncing': { en: 'catching up', ko: '따라잡는 중' },
  'live.syncing.why': {
    en: 'It **catches up** with the log and serves no reads until it has.',
    ko: '로그를 **따라잡는 중**이며 끝날 때까지 읽기를 처리하지 않습니다.',
  },
  'live.moving': { en: 'moves {count} keys', ko: '키 {count}개 이동 중' },
  'live.moving.why': {
    en: '**{count} keys** still have to move to another shard.',
    ko: '다른 샤드로 옮길 키가 **{count}개** 남았습니다.',
  },
  'live.observing': { en: 'observing', ko: '관찰 중' },
  'live.warming': { en: 'warming up', ko: '준비 중' },
  'live.warmingCount': { en: 'warming up {count}', ko: '{count}대 준비 중' },
  'live.shrinking': { en: 'about to shrink', ko: '축소 예정' },
  'live.atMaximum': { en: 'at its maximum', ko: '최대 도달' },
  'live.scaling.why': {
    en: '**{now}** of {min}–{max} instances, {state}.',
    ko: '인스턴스 {min}~{max}대 중 **{now}대**, {state}.',
  },
  'live.lostWrites.why': {
    en: 'Failovers have lost **{count}** acknowledged writes.',
    ko: '장애 조치로 확인된 쓰기 **{count}건**을 잃었습니다.',
  },
  'live.sessionsLost.why': {
    en: '**{count}** times a user had to log in again.',
    ko: '사용자가 **{count}번** 다시 로그인해야 했습니다.',
  },
  'live.redelivered.why': {
    en: 'Messages were delivered again **{count}** times: delivery is at least once.',
    ko: '메시지를 **{count}번** 다시 배달했습니다. 배달은 최소 한 번입니다.',
  },
  'live.expired.why': {
    en: '**{count}** messages were dropped because they had waited too long.',
    ko: '너무 오래 기다린 메시지 **{count}건**을 버렸습니다.',
  },
  'live.completion.why': {
    en: 'It knows after **{time}** on average that a task is done.',
    ko: '작업이 끝난 것을 평균 **{time}** 만에 압니다.',
  },
  'live.cut': { en: 'cut', ko: '끊김' },
  'live.cutShare': { en: '{share} cut', ko: '{share} 끊김' },
  'live.open': { en: 'circuit open', ko: '회로 열림' },
  'live.openShare': { en: '{share} open', ko: '{share} 열림' },
  'live.cut.why': {
    en: '**{share}** of its paths are cut: calls over them are lost.',
    ko: '경로의 **{share}**가 끊겨 그 위의 호출이 사라집니다.',
  },
  'live.open.why': {
    en: 'The circuit breaker is open on **{share}** of its paths: calls fail at once without being sent.',
    ko: '경로의 **{share}**에서 회로 차단기가 열려, 호출을 보내지 않고 바로 실패합니다.',
  },

  'measured.instances': { en: 'instances', ko: '인스턴스' },
  'measured.poolWaiting': { en: 'wait for a connection', ko: '연결 대기' },
  'measured.sessionsLost': { en: 'logged out', ko: '세션 유실' },
  'measured.lostWrites': { en: 'lost writes', ko: '쓰기 유실' },
  'measured.redelivered': { en: 'redelivered', ko: '재배달' },
  'measured.expired': { en: 'expired', ko: '기한 지남' },
  'measured.completionMs': { en: 'task known', ko: '완료 인지' },

  'theory.title': { en: 'Mean wait: theory beside measurement', ko: '평균 대기: 이론과 측정' },
  'theory.measured': { en: 'Measured', ko: '측정' },
  'theory.apart': { en: '{percent} apart', ko: '차이 {percent}' },
  'theory.none': { en: 'Both next to nothing', ko: '둘 다 거의 없음' },
  'theory.mmc': {
    en: 'M/M/c: random arrivals, exponential service, {slots, plural, one {# slot} other {# slots}}.',
    ko: 'M/M/c: 무작위 도착, 지수 분포 처리, 슬롯 {slots}개.',
  },
  'theory.mg1': {
    en: 'M/G/1: random arrivals, any spread of service times, one slot.',
    ko: 'M/G/1: 무작위 도착, 임의의 처리 시간 분포, 슬롯 1개.',
  },
  'theory.mmck': {
    en: 'M/M/c/K: as M/M/c with {slots, plural, one {# slot} other {# slots}}, and a line that turns away who finds it full.',
    ko: 'M/M/c/K: 슬롯 {slots}개의 M/M/c와 같고, 대기열이 가득 차면 거부합니다.',
  },
  'theory.littleTitle': { en: 'Little’s law: two measurements', ko: '리틀의 법칙: 두 측정의 비교' },
  'theory.waited': { en: '{share} had to wait.', ko: '대기한 비율 {share}.' },
  'theory.little': {
    en: 'Little’s law L = λW: {rate}/s × {wait} = {product} waiting; counted {queue}.',
    ko: '리틀의 법칙 L = λW: {rate}/s × {wait} = 대기 {product}건, 센 값 {queue}건.',
  },
} as const satisfies Record<string, Text>

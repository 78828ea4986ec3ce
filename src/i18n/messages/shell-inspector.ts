import type { Text } from '../../model/text.ts'

/** `**…**` is set in ink: the numbers that a sentence is about. */
export const inspectorMessages = {
  'inspector.label': { en: 'Inspector', ko: '속성' },
  'inspector.close': { en: 'Clear the selection', ko: '선택 해제' },
  'inspector.nodeLabel': { en: 'Name of the node', ko: '노드 이름' },
  'inspector.unknownKind': {
    en: 'This version does not know this kind of component. It is kept as it is and takes no traffic.',
    ko: '이 버전이 모르는 종류입니다. 그대로 보관하며 트래픽은 받지 않습니다.',
  },
  'inspector.measured': { en: 'Measured', ko: '측정값' },
  'inspector.fields': { en: 'Fields', ko: '설정' },

  'chip.idle': { en: 'not running', ko: '실행 전' },
  'chip.up': { en: 'up', ko: '정상' },
  'chip.down': { en: 'down since {since}', ko: '{since}부터 다운' },
  'chip.firing': { en: 'alert firing', ko: '알림 발생 중' },
  'chip.load1': { en: '{percent}: room to spare', ko: '{percent}: 여유' },
  'chip.load2': { en: '{percent}: well used', ko: '{percent}: 적정' },
  'chip.load3': { en: '{percent}: near saturation', ko: '{percent}: 포화 임박' },
  'chip.load4': { en: '{percent}: saturated', ko: '{percent}: 포화' },
  'chip.members': { en: '{up} of {all} up', ko: '{all}개 중 {up}개 정상' },
  'chip.empty': { en: 'empty', ko: '비어 있음' },

  'why.idle': { en: 'No request reaches it.', ko: '도착하는 요청이 없습니다.' },
  'why.sourceIdle': { en: 'Sends nothing at the moment.', ko: '지금은 요청을 보내지 않습니다.' },
  'why.slots': {
    en: '**{percent}** of {slots} slots busy: {rate}/s × {each} each.',
    ko: '슬롯 {slots}개의 **{percent}** 사용: {rate}/s × {each}.',
  },
  'why.waits': {
    en: '**{queue}** wait for a slot, at p95 for **{wait}**.',
    ko: '**{queue}**건이 슬롯을 기다리며, 대기 시간 p95는 **{wait}**입니다.',
  },
  'why.frozen': {
    en: '**{queue}** have come and are not looked at.',
    ko: '도착한 **{queue}**건을 들여다보지 못하고 있습니다.',
  },
  'why.waiting': { en: '**{queue}** wait for a slot.', ko: '**{queue}**건이 슬롯을 기다립니다.' },
  'why.drains': {
    en: 'Slow, not stuck: more gets done than comes, and the {queue} that wait are worked off in **{time}**.',
    ko: '느릴 뿐 갇힌 것은 아닙니다. 유입보다 처리가 많아 대기 {queue}건이 **{time}** 안에 풀립니다.',
  },
  'why.held': {
    en: 'Metastable: first attempts are **{first}/s**, fewer than the {done}/s that it does, but with retries **{rate}/s** come. It stays down until load is shed or the queue is bounded.',
    ko: '준안정 장애: 첫 시도는 **{first}/s**로 처리량 {done}/s보다 적지만 재시도까지 **{rate}/s**가 옵니다. 부하를 덜거나 대기열을 제한해야 풀립니다.',
  },
  'why.drops': {
    en: 'Its queue is full: it turns away **{rate}/s**.',
    ko: '대기열이 가득 차 **{rate}/s**를 차단합니다.',
  },
  'why.turnsAway': {
    en: 'It turns away **{rate}/s**.',
    ko: '**{rate}/s**를 거부합니다.',
  },
  'why.sourceFails': {
    en: 'Sends **{rate}/s**, and every one of them fails.',
    ko: '**{rate}/s**를 보내지만 모두 실패합니다.',
  },
  'why.dropsQuota': {
    en: 'Its quota is used up: it turns away **{rate}/s**.',
    ko: '할당량을 다 써서 **{rate}/s**를 거부합니다.',
  },
  'why.failsBehind': {
    en: '**{rate}/s** fail in what it calls.',
    ko: '호출한 대상에서 **{rate}/s**가 실패합니다.',
  },
  'why.source': {
    en: 'Sends **{rate}/s**. p95 is **{p95}**, and {failed} of the requests fail.',
    ko: '**{rate}/s**를 보냅니다. p95는 **{p95}**이고 요청의 {failed}가 실패합니다.',
  },
  'why.quota': {
    en: '**{percent}** of its quota used: {rate}/s, p95 {p95}.',
    ko: '할당량의 **{percent}** 사용: {rate}/s, p95 {p95}.',
  },
  'why.targets': {
    en: 'All {all} targets are healthy and get traffic.',
    ko: '대상 {all}개가 모두 정상이며 트래픽을 받습니다.',
  },
  'why.targetsOut': {
    en: '**{healthy} of {all}** targets get traffic; the others are ejected.',
    ko: '대상 {all}개 중 **{healthy}개**만 트래픽을 받고 나머지는 제외되었습니다.',
  },
  'why.hits': {
    en: '**{hit}** of its look-ups hit; **{miss}/s** go on to what lies behind.',
    ko: '조회의 **{hit}**가 적중하고, **{miss}/s**가 뒤쪽으로 넘어갑니다.',
  },
  'why.staleHits': {
    en: '**{stale}** of what it answers is older than the last write of it.',
    ko: '답한 것의 **{stale}**가 마지막 쓰기보다 오래된 값입니다.',
  },
  'why.lag': {
    en: 'Its data is **{lag}** behind the primary; {stale} of its reads are stale.',
    ko: '데이터가 주 DB보다 **{lag}** 늦고, 읽기의 {stale}가 오래된 값입니다.',
  },
  'why.queue': {
    en: '**{depth}** messages wait, the oldest for **{oldest}**; {rate}/s come in.',
    ko: '메시지 **{depth}**건이 대기 중이고 가장 오래된 메시지는 **{oldest}**째 기다립니다. 유입은 {rate}/s입니다.',
  },
  'why.queueEmpty': {
    en: '{rate}/s come in and none has to wait.',
    ko: '유입 {rate}/s, 기다리는 메시지가 없습니다.',
  },
  'why.queueGrows': {
    en: 'It grows by **{growth}/s**: at this pace the limit of {limit} is reached in **{full}**.',
    ko: '**{growth}/s**씩 늘고 있어, 이 속도면 **{full}** 뒤 한도 {limit}건에 닿습니다.',
  },
  'why.queueShrinks': { en: 'It shrinks by **{growth}/s**.', ko: '**{growth}/s**씩 줄고 있습니다.' },
  'why.queueDrops': {
    en: 'It is full and refuses **{rate}/s**.',
    ko: '가득 차서 **{rate}/s**를 거부합니다.',
  },
  'why.calm': { en: 'No rule fires.', ko: '발생한 알림이 없습니다.' },
  'why.alerts': { en: 'It alerts: **{rules}**.', ko: '알림 발생: **{rules}**.' },
  'why.down': { en: 'Down for **{ago}**.', ko: '**{ago}** 전부터 죽어 있습니다.' },
  'why.refuses': {
    en: '**{rate}/s** are still sent to it and refused.',
    ko: '아직 **{rate}/s**가 도착해 거부됩니다.',
  },
  'why.refusesNothing': { en: 'Nothing is sent to it any more.', ko: '더는 도착하는 요청이 없습니다.' },
  'why.frameDown': {
    en: '{all, plural, one {Its only node is down and refuses} other {None of its **#** nodes is up; they refuse}} **{refused}/s**.',
    ko: '노드 **{all}개**가 모두 죽어 **{refused}/s**를 거부합니다.',
  },
  'why.frame': {
    en: '**{up} of {all}** nodes in it are up. The busiest is at **{load}**; they turn away {fail}/s.',
    ko: '안의 노드 {all}개 중 **{up}개**가 정상입니다. 가장 바쁜 노드는 **{load}**, 거부는 {fail}/s입니다.',
  },
  'why.emptyFrame': {
    en: 'It holds nothing yet. Drag nodes into it.',
    ko: '아직 비어 있습니다. 노드를 끌어다 넣으세요.',
  },

  'measured.ratePerSec': { en: 'requests', ko: '요청' },
  'measured.latencyMsP95': { en: 'p95', ko: 'p95' },
  'measured.queue': { en: 'queued', ko: '대기' },
  'measured.busy': { en: 'busy slots', ko: '사용 슬롯' },
  'measured.quota': { en: 'of quota', ko: '할당량' },
  'measured.hitRatio': { en: 'hit ratio', ko: '적중률' },
  'measured.lagMs': { en: 'lag', ko: '복제 지연' },
  'measured.staleRatio': { en: 'stale', ko: '오래된 값' },
  'measured.depth': { en: 'depth', ko: '길이' },
  'measured.depthPerSec': { en: 'growth', ko: '증가' },
  'measured.oldestMs': { en: 'oldest', ko: '최장 대기' },
  'measured.deadLetters': { en: 'dead', ko: '배달 못함' },
  'measured.healthyTargets': { en: 'healthy', ko: '정상 대상' },
  'measured.alerts': { en: 'firing', ko: '발생' },
  'measured.failPerSec': { en: 'failed', ko: '실패' },
  'measured.dropPerSec': { en: 'dropped', ko: '거부' },
  'measured.failedShare': { en: 'failed share', ko: '실패율' },
  'measured.retryPerSec': { en: 'retries', ko: '재시도' },
  'measured.latencyMs': { en: 'mean reply', ko: '평균 응답' },
  'measured.ejected': { en: 'ejected', ko: '제외' },
  'measured.utilisation': { en: 'utilisation', ko: '사용률' },
  'measured.history': { en: 'Utilisation, now {percent}', ko: '사용률, 현재 {percent}' },
  'measured.ago': { en: '{time} ago', ko: '{time} 전' },
  'measured.now': { en: 'now', ko: '지금' },

  'field.changed': { en: 'Differs from the default', ko: '기본값과 다름' },
  'field.reset': { en: 'Reset {field} to its default', ko: '{field}: 기본값으로 되돌리기' },
  'field.noLimit': { en: 'no limit', ko: '제한 없음' },
  'field.noneFor': { en: '{field}: {none}', ko: '{field}: {none}' },
  'field.on': { en: 'on', ko: '켜짐' },
  'field.off': { en: 'off', ko: '꺼짐' },
  'field.range': { en: '{min} to {max}', ko: '{min}~{max}' },
  'field.notes': { en: '{range}, by default {initial}.', ko: '{range}, 기본값 {initial}.' },
  'field.default': { en: 'By default {initial}.', ko: '기본값: {initial}.' },
  'field.mixNotes': { en: 'Only the ratio of the weights matters.', ko: '가중치의 비율만 의미가 있습니다.' },
  'field.notNumber': {
    en: 'This is not a number. Type {range}.',
    ko: '숫자가 아닙니다. {range} 범위로 입력하세요.',
  },
  'field.outside': {
    en: 'Out of range. Type {range}.',
    ko: '범위를 벗어났습니다. {range} 범위로 입력하세요.',
  },
  'field.notWhole': {
    en: 'Only whole numbers, {range}.',
    ko: '정수만 쓸 수 있습니다({range}).',
  },
  'mix.weight': { en: 'Weight of {name}', ko: '{name} 가중치' },
  'mix.empty': {
    en: 'One weight at least must be above 0.',
    ko: '가중치가 하나는 0보다 커야 합니다.',
  },

  'action.duplicate': { en: 'Duplicate', ko: '사본 만들기' },
  'action.delete': { en: 'Delete', ko: '삭제' },

  'wire.show': { en: 'Show {name}', ko: '{name} 보기' },
  'wire.meaningless': {
    en: 'This wire means nothing and carries no traffic. Delete it or wire something else.',
    ko: '의미가 없어 트래픽이 흐르지 않는 연결입니다. 삭제하거나 다른 노드에 연결하세요.',
  },
  'wire.more': {
    en: '{count, plural, one {and # more path} other {and # more paths}}',
    ko: '이 밖에 {count}개 경로',
  },
  'wire.ejectsIn': {
    en: 'A failing target is ejected in {time} if its checks go on failing.',
    ko: '상태 확인이 계속 실패하면 {time} 뒤 대상을 제외합니다.',
  },

  'many.title': { en: '{count} selected', ko: '{count}개 선택' },
  'many.wires': { en: 'Wires', ko: '연결' },

  'design.counts': {
    en: '{nodes, plural, one {# node} other {# nodes}} and {wires, plural, one {# wire} other {# wires}}.',
    ko: '노드 {nodes}개, 연결 {wires}개입니다.',
  },
  'design.hint': {
    en: 'Click a node or a wire to see why it is as busy as it is.',
    ko: '노드나 연결을 누르면 지금 왜 바쁜지 볼 수 있습니다.',
  },
  'design.issues': {
    en: '{count, plural, one {# thing to look at} other {# things to look at}}',
    ko: '살펴볼 점 {count}건',
  },
  'design.show': { en: 'Show', ko: '보기' },
  'design.goals': { en: 'Goals (SLO)', ko: '목표 (SLO)' },
  'design.availability': { en: 'Success rate', ko: '성공률' },
  'design.availability.help': {
    en: 'Share of requests that must succeed. 99.9 % leaves 43.2 minutes of failure in 30 days.',
    ko: '성공해야 하는 요청의 비율입니다. 99.9 %면 30일에 43.2분의 실패를 허용합니다.',
  },
  'design.latency': { en: 'p95 within', ko: 'p95 한도' },
  'design.latency.help': {
    en: '95 of 100 requests must be answered within this time.',
    ko: '요청 100건 가운데 95건이 이 시간 안에 응답받아야 합니다.',
  },
  'design.run': { en: 'Run', ko: '실행' },
  'design.seed': { en: 'Seed', ko: '시드' },
  'design.seed.help': {
    en: 'The same design with the same seed gives the same run, request by request.',
    ko: '같은 설계에 같은 시드면 요청 하나까지 같은 실행이 나옵니다.',
  },
  'design.notes': { en: 'Notes', ko: '메모' },
  'design.notes.placeholder': {
    en: 'What this design is for, what you found out.',
    ko: '이 설계의 목적이나 알게 된 점을 적으세요.',
  },
} as const satisfies Record<string, Text>

import type { Text } from '../../model/text.ts'

export const canvasMessages = {
  'canvas.nodeHelp': {
    en: 'Enter selects. Arrows move what is selected, Delete removes it, C draws a wire from it, K kills or restores it.',
    ko: 'Enter로 선택합니다. 선택한 것은 화살표로 옮기고, Delete로 지우고, C로 연결하고, K로 종료하거나 복구합니다.',
  },
  'canvas.wireHelp': {
    en: 'Enter selects the wire, Delete removes it.',
    ko: 'Enter로 연결을 선택하고 Delete로 지웁니다.',
  },
  'canvas.label': { en: 'Architecture canvas', ko: '아키텍처 캔버스' },
  'canvas.empty': { en: 'Press / to add, or open the example.', ko: '/ 키로 추가하거나 예제를 여세요.' },
  'canvas.empty.add': { en: 'Add a node', ko: '노드 추가' },
  'canvas.empty.example': { en: 'Open the example', ko: '예제 열기' },
  'canvas.unknownKind': { en: 'unknown kind “{kind}”', ko: '알 수 없는 종류 “{kind}”' },
  'canvas.place': {
    en: 'Click where {kind} should go. Esc cancels.',
    ko: '{kind} 놓을 곳을 누르세요. Esc로 취소합니다.',
  },
  'canvas.node': { en: '{name}, {kind}', ko: '{name}, {kind}' },

  'overlay.switch': { en: 'What colour shows', ko: '색으로 볼 것' },
  'overlay.load': { en: 'Load', ko: '부하' },
  'overlay.latency': { en: 'Latency', ko: '지연' },
  'overlay.errors': { en: 'Errors', ko: '오류' },

  'legend.load': { en: 'Colour: how full the target is', ko: '색: 도착지 사용률' },
  'legend.latency': { en: 'Colour: time until the reply', ko: '색: 응답까지 걸린 시간' },
  'legend.errors': { en: 'Colour: share of calls that fail', ko: '색: 실패한 호출의 비율' },
  'legend.request': { en: 'request', ko: '요청' },
  'legend.retry': { en: 'retry', ko: '재시도' },
  'legend.failed': { en: 'failed', ko: '실패' },
  'legend.width': { en: 'width', ko: '굵기' },
  'legend.ejected': { en: 'being ejected', ko: '제외 중' },
  'legend.replicates': { en: 'replicates', ko: '복제' },
  'legend.region': { en: 'Legend', ko: '범례' },

  'wire.calls': { en: '{source} calls {target}', ko: '{source} → {target} 호출' },
  'wire.routes': { en: '{source} routes to {target}', ko: '{source} → {target} 라우팅' },
  'wire.publishes': { en: '{source} publishes to {target}', ko: '{source} → {target} 작업 발행' },
  'wire.consumes': { en: '{target} consumes from {source}', ko: '{source} → {target} 작업 소비' },
  'wire.replicates': { en: '{source} replicates to {target}', ko: '{source} → {target} 복제' },
  'wire.watches': { en: '{source} watches {target}', ko: '{source} → {target} 감시' },
  'wire.none': { en: '{source} to {target}: means nothing', ko: '{source} → {target}: 의미 없는 연결' },
  'wire.trunk': { en: '{wire} ({count} wires in one)', ko: '{wire} (연결 {count}개를 하나로 표시)' },
  'wire.pickTarget': {
    en: 'Drop on the node that {source} should call',
    ko: '{source}에서 연결할 노드에 놓으세요',
  },

  'refuse.self': { en: 'A node cannot be wired to itself.', ko: '자기 자신에게는 연결할 수 없습니다.' },
  'refuse.duplicate': {
    en: '{source} is already wired to {target}.',
    ko: '이미 연결되어 있습니다: {source} → {target}.',
  },
  'refuse.unknownKind': {
    en: 'This version does not know one of the two kinds, so it cannot say what the wire would mean.',
    ko: '이 버전이 모르는 종류가 있어 연결의 의미를 알 수 없습니다.',
  },
  'refuse.intoClient': {
    en: 'Nothing calls a client; it sends the requests.',
    ko: '클라이언트는 요청을 보내는 쪽이라 호출할 수 없습니다.',
  },
  'refuse.reversed': {
    en: 'Only the other direction means something: {target} to {source}.',
    ko: '반대 방향만 의미가 있습니다: {target} → {source}.',
  },
  'refuse.needsQueue': {
    en: 'Workers pull their tasks: put a queue between {source} and {target}.',
    ko: '워커는 작업을 직접 가져갑니다. {source} → 큐 → {target} 순서로 연결하세요.',
  },
  'refuse.callsNobody': {
    en: '{source} calls nobody.',
    ko: '{source}: 다른 노드를 호출하지 않는 종류입니다.',
  },
  'refuse.meaningless': {
    en: 'A wire from {source} to {target} means nothing.',
    ko: '{source} → {target} 연결은 의미가 없습니다.',
  },
  'refuse.emptyFrame': {
    en: 'Nothing in the frame can be an end of this wire.',
    ko: '프레임 안에 이 연결의 끝이 될 노드가 없습니다.',
  },
  'refuse.inside': {
    en: 'A frame cannot be wired to what it holds.',
    ko: '프레임은 자기 안의 노드와 연결할 수 없습니다.',
  },
  'refuse.instead': { en: 'It can go to: {kinds}.', ko: '연결할 수 있는 종류: {kinds}.' },
  'refuse.draw': { en: 'Draw it the other way round', ko: '반대 방향으로 연결' },
  'refuse.dismiss': { en: 'Dismiss', ko: '닫기' },

  'connect.hint': {
    en: 'Connect {source}: arrows choose the target, Enter connects, Esc cancels.',
    ko: '{source}에서 연결: 화살표로 대상을 고르고 Enter로 연결, Esc로 취소합니다.',
  },
  'connect.candidate': { en: '{wire}. {at} of {count}.', ko: '{wire}. {count}개 중 {at}번째.' },
  'connect.noTarget': {
    en: 'Nothing on the canvas can be called from {source}.',
    ko: '{source}에서 연결할 수 있는 노드가 없습니다.',
  },
  'connect.done': { en: 'Connected: {wire}.', ko: '연결했습니다: {wire}.' },
  'connect.cancelled': { en: 'No wire drawn.', ko: '연결을 취소했습니다.' },
  'connect.pick': {
    en: 'Select one node first, then press C.',
    ko: '먼저 노드 하나를 선택한 뒤 C를 누르세요.',
  },

  'menu.killInside': { en: 'Kill all inside', ko: '안의 노드 모두 강제 종료' },
  'menu.restoreInside': { en: 'Restore all inside', ko: '안의 노드 모두 복구' },
  'menu.connect': { en: 'Connect from here', ko: '여기서 연결' },
  'menu.duplicate': { en: 'Duplicate', ko: '사본 만들기' },
  'menu.copy': { en: 'Copy', ko: '복사' },
  'menu.cut': { en: 'Cut', ko: '잘라내기' },
  'menu.paste': { en: 'Paste', ko: '붙여넣기' },
  'menu.delete': { en: 'Delete', ko: '삭제' },
  'menu.reverse': { en: 'Reverse', ko: '방향 바꾸기' },
  'menu.add': { en: 'Add…', ko: '추가…' },
  'menu.selectAll': { en: 'Select all', ko: '모두 선택' },
  'menu.fit': { en: 'Zoom to fit', ko: '전체 보기' },
  'menu.layout': { en: 'Auto layout', ko: '자동 배치' },
  'menu.label': { en: 'Canvas menu', ko: '캔버스 메뉴' },

  'clip.broken': {
    en: 'Nothing was pasted: the copied nodes are damaged ({reason}). Copy them again.',
    ko: '붙여넣지 못했습니다. 복사한 노드가 손상되었습니다({reason}). 다시 복사하세요.',
  },
  'clip.reason.json': { en: 'not readable', ko: '읽을 수 없음' },
  'clip.reason.shape': { en: 'a node or a wire is malformed', ko: '노드나 연결의 형식이 잘못됨' },
  'clip.reason.size': { en: 'more than {limit} nodes', ko: '노드가 {limit}개를 넘음' },
  'clip.full': {
    en: 'Nothing was pasted: a design holds at most {limit} nodes and {wires} wires.',
    ko: '붙여넣지 못했습니다. 설계 하나에는 노드를 {limit}개, 연결을 {wires}개까지 둘 수 있습니다.',
  },
  'clip.empty': {
    en: 'There is nothing of Faultline on the clipboard.',
    ko: '클립보드에 Faultline 노드가 없습니다.',
  },
  'clip.copied': {
    en: '{count, plural, one {# node} other {# nodes}} copied',
    ko: '노드 {count}개를 복사했습니다',
  },
  'canvas.full': {
    en: 'A design holds at most {limit} nodes.',
    ko: '설계 하나에는 노드를 {limit}개까지 둘 수 있습니다.',
  },
  'canvas.deleted': {
    en: '{count, plural, one {# element} other {# elements}} deleted',
    ko: '{count}개를 삭제했습니다',
  },
  'canvas.nothingMortal': {
    en: 'Select a node that can be killed first.',
    ko: '먼저 종료할 수 있는 노드를 선택하세요.',
  },

  'chain.label': { en: 'What the fault does', ko: '장애의 영향' },
  'chain.kill': { en: '{name} killed', ko: '{name} 강제 종료' },
  'chain.drain': { en: '{name} drained', ko: '{name} 드레인' },
  'chain.freeze': { en: '{name} frozen', ko: '{name} 응답 멈춤' },
  'chain.slow': { en: '{name} slowed {degree}', ko: '{name} {degree} 느려짐' },
  'chain.errors': { en: '{name} fails {degree}', ko: '{name} {degree} 실패' },
  'chain.cut': { en: '{name} cut', ko: '{name} 끊김' },
  'chain.pause': { en: '{name} not replicating', ko: '{name} 복제 중단' },
  'chain.spike': { en: '{name} spikes {degree}', ko: '{name} {degree} 급증' },
  'chain.takes': { en: 'p95 there **{time}**', ko: '해당 노드 p95 **{time}**' },
  'chain.waits': { en: '**{count}** wait', ko: '**{count}**건 대기' },
  'chain.failsHere': { en: '**{rate}/s** fail there', ko: '해당 노드에서 **{rate}/s** 실패' },
  'chain.lost': { en: '**{rate}/s** do not get through', ko: '**{rate}/s** 전달 실패' },
  'chain.behind': { en: '**{lag}** behind', ko: '**{lag}** 뒤처짐' },
  'chain.sends': { en: '**{rate}/s** sent', ko: '**{rate}/s** 전송' },
  'chain.busiest': { en: '{name} at **{load}**', ko: '{name} **{load}**' },
  'chain.sent': { en: '**{rate}/s** still sent to it', ko: '**{rate}/s**가 계속 전달됨' },
  'chain.noSent': { en: 'nothing is sent to it', ko: '전달되는 요청 없음' },
  'chain.retries': { en: '**{rate}/s** tried again', ko: '**{rate}/s** 재시도' },
  'chain.fail': { en: '{rate}/s fail', ko: '{rate}/s 실패' },
  'chain.unanswered': {
    en: '**{rate}/s** have no answer yet',
    ko: '**{rate}/s** 아직 응답 없음',
  },
  'chain.noFail': { en: 'no request fails', ko: '실패하는 요청 없음' },
  'chain.ejectsIn': { en: 'ejected in **{seconds} s**', ko: '**{seconds}초** 후 제외' },
  'chain.ejected': { en: 'ejected', ko: '제외됨' },
  'chain.restore': { en: 'Restore {name}', ko: '{name} 복구' },
  'chain.resuming': {
    en: 'The simulation stopped unexpectedly and goes back to {clock} by the same way: {done}.',
    ko: '시뮬레이션이 예기치 않게 멈춰, 같은 과정을 거쳐 {clock}까지 되돌리는 중입니다: {done}',
  },
  'chain.resumed.exactly': {
    en: 'The simulation stopped unexpectedly and went on at {clock}, exactly as it had been.',
    ko: '시뮬레이션이 예기치 않게 멈췄지만, {clock} 시점의 상태 그대로 이어서 실행했습니다.',
  },
  'chain.resumed.anew': {
    en: 'The simulation stopped unexpectedly and went on at {clock}. Queues and caches began empty; what was done to the system still holds.',
    ko: '시뮬레이션이 예기치 않게 멈춰 {clock}부터 이어서 실행합니다. 큐와 캐시는 빈 상태로 시작하며, 걸어 둔 장애는 그대로입니다.',
  },

  'read.killed': { en: 'Killed {ago} ago', ko: '{ago} 전 강제 종료' },
  'read.drained': { en: 'Drained {ago} ago', ko: '{ago} 전 드레인 완료' },
  'read.refuses': { en: 'refuses {rate}/s', ko: '초당 {rate}건 거부' },
  'read.drops': { en: 'drops {rate}/s', ko: '초당 {rate}건 유실' },
  'read.ejectsIn': { en: 'ejected in {seconds} s', ko: '{seconds}초 후 제외' },
  'read.ejected': { en: 'ejected', ko: '제외됨' },
  'read.down': { en: 'killed', ko: '종료' },
  'read.off': { en: 'drained', ko: '드레인' },
  'read.hit': { en: 'hit {value}', ko: '적중 {value}' },
  'read.lag': { en: 'lag {value}', ko: '지연 {value}' },
  'read.in': { en: 'in {rate}/s', ko: '유입 {rate}/s' },
  'read.oldest': { en: 'oldest {value}', ko: '대기 {value}' },
  'read.fullIn': { en: 'full {value}', ko: '{value} 후 참' },
  'read.full': { en: 'full', ko: '가득 참' },
  'read.dead': { en: '{count} dead', ko: '폐기 {count}' },
  'read.up': { en: '{up} of {all} up', ko: '{all}대 중 {up}대' },
  'read.alerts': {
    en: '{count, plural, one {# alert firing} other {# alerts firing}}',
    ko: '알림 {count}건 발생 중',
  },
  'read.alertShort': { en: '{count, plural, one {# alert} other {# alerts}}', ko: '알림 {count}' },
  'read.calm': { en: 'No alert', ko: '알림 없음' },
  'read.calmShort': { en: 'calm', ko: '정상' },
  'read.rule.errors': { en: 'Errors over {value} %', ko: '오류 {value} % 초과' },
  'read.rule.latency': { en: 'p95 over {value} ms', ko: 'p95 {value} ms 초과' },
  'read.rule.down': { en: 'A component is down', ko: '구성 요소 종료됨' },
  'read.rulesCalm': {
    en: '{count, plural, one {# rule calm} other {# rules calm}}',
    ko: '규칙 {count}개 정상',
  },
  'read.since': { en: 'for {ago}', ko: '{ago}째' },
  'read.replicates': { en: 'replicates {rate}/s', ko: '복제 {rate}/s' },
  'read.seconds': { en: '{value} s', ko: '{value}초' },

  'issue.badge': { en: 'Problem: {sentence}', ko: '문제: {sentence}' },
  'issue.noClient': {
    en: 'There is no client, so nothing sends requests. Add one from the palette.',
    ko: '클라이언트가 없어 요청을 보내는 곳이 없습니다. 팔레트에서 추가하세요.',
  },
  'issue.clientUnwired': {
    en: '{name} is not wired yet and sends nothing. Drag from the circle at its edge to what it calls.',
    ko: '{name}: 아직 연결이 없어 요청을 보내지 않습니다. 가장자리의 원을 호출할 대상까지 끌어 연결하세요.',
  },
  'issue.noPath': {
    en: '{name} has no way on for {class} requests yet: wire something that answers them.',
    ko: '{name}: {class} 요청이 갈 경로가 아직 없습니다. 답할 대상을 연결하세요.',
  },
  'issue.cycle': {
    en: 'The wires of {name} form a circle: a request would never end. Delete one of them.',
    ko: '{name}: 연결이 고리를 이뤄 요청이 끝나지 않습니다. 그중 하나를 지우세요.',
  },
  'issue.tooDeep': {
    en: 'Requests pass through {depth} nodes in a row; {limit} is the most.',
    ko: '요청이 노드 {depth}개를 차례로 거칩니다. 최대 {limit}개까지 가능합니다.',
  },
  'issue.tooLarge': { en: 'The design is larger than the limits allow.', ko: '설계가 허용 한도보다 큽니다.' },
  'issue.badParam': {
    en: '{name}: the field “{field}” has a value that it cannot hold.',
    ko: '{name}: “{field}” 설정의 값이 올바르지 않습니다.',
  },
  'issue.unknownKind': {
    en: 'This version does not know the kind of {name}; it is kept, but takes no part in the run.',
    ko: '{name}: 이 버전이 모르는 종류입니다. 보관되지만 실행에는 참여하지 않습니다.',
  },
  'issue.meaninglessWire': {
    en: 'The wire {name} means nothing and carries no traffic. Delete it, or put something between.',
    ko: '{name}: 의미 없는 연결이라 트래픽이 흐르지 않습니다. 지우거나 사이에 다른 노드를 두세요.',
  },
  'issue.replicaWithoutPrimary': {
    en: '{name} has no primary that replicates to it, so its data never changes.',
    ko: '{name}: 복제해 주는 주 DB가 없어 데이터가 바뀌지 않습니다.',
  },
  'issue.queueWithoutConsumer': {
    en: 'No worker consumes from {name}: it will only fill up.',
    ko: '{name}: 작업을 가져갈 워커가 없어 쌓이기만 합니다.',
  },
  'issue.twoPrimaries': {
    en: '{name} is wired to {count} primaries and uses them in turn, although each holds its own data. Use shards or replicas.',
    ko: '{name}에 주 DB가 {count}개 연결되어 번갈아 쓰입니다. 서로 데이터가 다르므로 샤드나 복제본을 쓰세요.',
  },
  'issue.faultTarget': {
    en: 'The scenario breaks something that is not in the design.',
    ko: '시나리오가 설계에 없는 대상에 장애를 일으키려 합니다.',
  },
  'issue.faultUnfit': {
    en: 'The scenario’s fault at {at} s does not apply to {name} and is left out. Choose another fault or another target.',
    ko: '{at}초의 시나리오 장애는 {name}에 적용되지 않아 생략합니다. 다른 장애나 대상을 고르세요.',
  },
  'issue.scaleRange': {
    en: '{name}: at least {min} and at most {max} instances is a contradiction; {min} are kept.',
    ko: '{name}: 최소 {min}개와 최대 {max}개가 모순되어 {min}개를 유지합니다.',
  },
  'issue.scaleBand': {
    en: '{name} shrinks under {down} % and grows over {up} %: it will do both in turn. Leave room between them.',
    ko: '{name}: {down} % 미만에서 줄고 {up} % 초과에서 늘어 둘을 되풀이합니다. 사이를 벌리세요.',
  },
  'issue.probeTimeout': {
    en: '{name} would wait {timeout} ms for a probe that it sends every {interval} ms: it waits no longer than that.',
    ko: '{name}: {interval} ms마다 보내는 상태 확인을 {timeout} ms 동안 기다릴 수 없어 그 간격까지만 기다립니다.',
  },
  'issue.twoSessions': {
    en: '{name} keeps sessions in memory although it has a session store.',
    ko: '{name}: 세션 저장소가 연결되어 있는데도 세션을 메모리에 둡니다.',
  },
  'issue.syncAlone': {
    en: '{name} has no replica to wait for: its writes are acknowledged at once.',
    ko: '{name}: 기다릴 복제본이 없어 쓰기를 바로 확인합니다.',
  },
  'issue.cacheUnused': {
    en: 'Nothing wired to {name} has data to cache, so it is never asked.',
    ko: '{name}: 연결된 곳에 캐시할 데이터가 없어 쓰이지 않습니다.',
  },
  'issue.readThroughAlone': {
    en: '{name} reads through to nothing: wire data behind it. Until then its callers read for themselves.',
    ko: '{name}: 뒤에 연결된 데이터가 없어 직접 읽어 오지 못합니다. 그동안은 호출한 쪽이 읽습니다.',
  },
  'issue.geoWithoutPlaces': {
    en: '{name} cannot tell what is near: say where its targets and the clients stand. Until then it answers in turn.',
    ko: '{name}: 대상이나 클라이언트의 위치가 없어 가까운 곳을 알 수 없습니다. 그동안은 차례로 답합니다.',
  },
  'issue.visibilityShort': {
    en: '{name} hands a message out again after {visibility} ms, but its workers need {service} ms: many tasks are done twice.',
    ko: '{name}: 워커가 {service} ms 걸리는데 {visibility} ms 뒤에 다시 내주어 많은 작업이 두 번 처리됩니다.',
  },
  'issue.mixedSharding': {
    en: '{name} finds its keys in another way than the shards beside it: the first one decides for all.',
    ko: '{name}: 나란한 샤드와 키 배분 방식이 다릅니다. 첫 샤드의 방식이 모두에 쓰입니다.',
  },
  'issue.ruleUnused': {
    en: 'The rule of the wire {name} does nothing: rules choose between servers. What is asked of data, caches, stores and queues follows from the request.',
    ko: '{name}: 이 연결의 규칙은 쓰이지 않습니다. 규칙은 서버를 고를 때만 쓰이고, 데이터·캐시·저장소·큐에 무엇을 묻는지는 요청이 정합니다.',
  },
  'class.static': { en: 'static', ko: '정적' },
  'class.read': { en: 'read', ko: '읽기' },
  'class.write': { en: 'write', ko: '쓰기' },
  'class.upload': { en: 'upload', ko: '업로드' },
  'class.task': { en: 'task', ko: '작업' },
} as const satisfies Record<string, Text>

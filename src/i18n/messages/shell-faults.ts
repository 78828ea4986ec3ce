import type { Text } from '../../model/text.ts'

/** Faults by name, and the scenario that plans them. */
export const faultMessages = {
  'fault.kill': { en: 'Kill', ko: '강제 종료' },
  'fault.restore': { en: 'Restore', ko: '복구' },
  'fault.freeze': { en: 'Freeze', ko: '응답 멈추기' },
  'fault.drain': { en: 'Drain', ko: '드레인' },
  'fault.slow': { en: 'Slow down', ko: '느리게 하기' },
  'fault.errors': { en: 'Fail requests', ko: '요청 실패' },
  'fault.cut': { en: 'Cut', ko: '끊기' },
  'fault.flush': { en: 'Flush the cache', ko: '캐시 비우기' },
  'fault.pause': { en: 'Pause replication', ko: '복제 중단' },
  'fault.spike': { en: 'Spike the traffic', ko: '트래픽 급증' },

  'fault.slow.by': { en: 'Slow down {degree}', ko: '{degree} 느리게 하기' },
  'fault.errors.by': { en: 'Fail {degree} of requests', ko: '요청 {degree} 실패' },
  'fault.spike.by': { en: 'Spike the traffic {degree}', ko: '트래픽 {degree} 급증' },
  'fault.factor': { en: '×{value}', ko: '{value}배' },
  'fault.percent': { en: '{value} %', ko: '{value} %' },

  'fault.kill.help': {
    en: 'It is down at once and refuses whatever is sent to it.',
    ko: '바로 멈추고, 도착하는 요청을 모두 거부합니다.',
  },
  'fault.restore.help': {
    en: 'Ends everything that was done to it.',
    ko: '적용된 장애를 모두 끝냅니다.',
  },
  'fault.freeze.help': {
    en: 'Its process hangs: it accepts requests and says nothing, and goes on later with what it has.',
    ko: '프로세스가 멈춥니다. 요청을 받기만 하고 응답하지 않다가, 풀리면 하던 일을 이어서 합니다.',
  },
  'fault.drain.help': {
    en: 'It gets no new requests, finishes what it has, and goes down.',
    ko: '새 요청을 받지 않고, 처리 중인 요청을 마친 뒤 내려갑니다.',
  },
  'fault.slow.help': {
    en: 'Every request takes that many times as long in it.',
    ko: '요청 하나를 처리하는 시간이 그 배수만큼 길어집니다.',
  },
  'fault.errors.help': {
    en: 'It fails that share of the requests that arrive.',
    ko: '도착하는 요청 가운데 그 비율을 실패로 응답합니다.',
  },
  'fault.cut.help': {
    en: 'No call gets through this wire.',
    ko: '이 연결로는 호출이 지나가지 못합니다.',
  },
  'fault.flush.help': {
    en: 'It forgets all that it holds, so the next look-ups miss.',
    ko: '담긴 데이터를 모두 비워, 한동안 조회가 적중하지 않습니다.',
  },
  'fault.pause.help': {
    en: 'No write is replicated; the copies fall behind.',
    ko: '쓰기가 복제되지 않아 복제본이 점점 뒤처집니다.',
  },
  'fault.spike.help': {
    en: 'It sends that many times as many requests.',
    ko: '평소보다 그 배수만큼 많은 요청을 보냅니다.',
  },

  'faults.more': { en: 'More faults', ko: '다른 장애' },
  'faults.on': { en: '{fault}: {name}', ko: '{name}: {fault}' },

  'scenario.title': { en: 'Scenario', ko: '시나리오' },
  'scenario.none': {
    en: 'Nothing is planned. Add what should break in every run, and when.',
    ko: '계획된 장애가 없습니다. 실행할 때마다 언제 무엇을 고장 낼지 추가하세요.',
  },
  'scenario.noTarget': {
    en: 'Nothing is planned. First put something on the canvas that can break.',
    ko: '계획된 장애가 없습니다. 먼저 고장 날 수 있는 노드를 캔버스에 놓으세요.',
  },
  'scenario.full': {
    en: 'A scenario holds at most {limit} events.',
    ko: '시나리오에는 사건을 {limit}개까지 둘 수 있습니다.',
  },
  'scenario.restarts': {
    en: 'A change starts the run over.',
    ko: '바꾸면 처음부터 다시 실행합니다.',
  },
  'scenario.add': { en: 'Add event', ko: '사건 추가' },
  'scenario.delete': { en: 'Delete the event at {time}: {name}', ko: '{time} 사건 삭제: {name}' },
  'scenario.for': { en: '{fault} for {time}', ko: '{time} 동안 {fault}' },
  'scenario.unknown': {
    en: '{fault} has no effect on {name}. Choose another target.',
    ko: '{name}에는 {fault} 장애를 일으킬 수 없습니다. 다른 대상을 고르세요.',
  },
  'scenario.gone': {
    en: '“{name}” is not in the design. Choose another target.',
    ko: '“{name}” 노드가 설계에 없습니다. 다른 대상을 고르세요.',
  },
  'scenario.at': { en: 'At', ko: '시각' },
  'scenario.at.help': {
    en: 'Simulated seconds from the start of the run.',
    ko: '실행을 시작한 때부터 센 시뮬레이션 시간(초)입니다.',
  },
  'scenario.target': { en: 'Target', ko: '대상' },
  'scenario.target.help': {
    en: 'The node, the frame with all it holds, or the wire that is struck.',
    ko: '장애를 일으킬 노드, 안의 노드까지 함께 겪을 프레임, 또는 연결입니다.',
  },
  'scenario.type': { en: 'What', ko: '장애' },
  'scenario.degree': { en: 'Degree', ko: '정도' },
  'scenario.duration': { en: 'Lasts', ko: '지속 시간' },
  'scenario.duration.help': {
    en: 'Simulated seconds until it ends by itself. Without a number it lasts until it is restored.',
    ko: '저절로 끝날 때까지의 시뮬레이션 시간(초)입니다. 비워 두면 복구할 때까지 이어집니다.',
  },
  'scenario.untilRestored': { en: 'until restored', ko: '복구할 때까지' },
  'scenario.nodes': { en: 'Nodes', ko: '노드' },
  'scenario.frames': { en: 'Frames', ko: '프레임' },
  'scenario.wires': { en: 'Wires', ko: '연결' },
  'scenario.planned': { en: 'Planned: {name}, {fault}', ko: '예정: {name}, {fault}' },
} as const satisfies Record<string, Text>

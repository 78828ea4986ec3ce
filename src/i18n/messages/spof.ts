import type { Text } from '../../model/text.ts'

/** What the loss of a part means, why, and what can be done about it. */
export const spofMessages = {
  'spof.class.static': { en: 'static requests', ko: '정적 요청' },
  'spof.class.read': { en: 'reads', ko: '읽기 요청' },
  'spof.class.write': { en: 'writes', ko: '쓰기 요청' },
  'spof.class.upload': { en: 'uploads', ko: '업로드 요청' },
  'spof.class.task': { en: 'tasks', ko: '작업 요청' },

  'spof.who.all': { en: 'All {class}', ko: '{class}이 모두' },
  'spof.who.part': { en: '{share} of {class}', ko: '{class}의 {share}가' },

  'spof.verdict.hard': { en: 'single point of failure', ko: '단일 장애점' },
  'spof.verdict.partial': { en: 'some fail', ko: '일부 실패' },
  'spof.verdict.transient': { en: 'fails for a time', ko: '잠시 실패' },
  'spof.verdict.overload': { en: 'overloads others', ko: '남은 쪽 과부하' },
  'spof.verdict.delay': { en: 'delays only', ko: '지연만' },

  'spof.reason.only': {
    en: 'All {class} fail while {target} is down: nothing else can do its part.',
    ko: '{target} 없이는 {class}이 모두 실패합니다. 대신할 것이 없습니다.',
  },
  'spof.reason.allInside': {
    en: 'All {class} fail while {target} is down: everything that could answer them goes with it ({count} parts).',
    ko: '{target} 없이는 {class}이 모두 실패합니다. 답할 수 있는 것이 모두 그 안에 있습니다(구성 요소 {count}개).',
  },
  'spof.reason.unnoticed': {
    en: '{who} fail for as long as {target} is down: {by} does not check whether it lives and goes on sending to it.',
    ko: '{target} 중단 동안 {who} 계속 실패합니다. {by} 쪽에서 살아 있는지 확인하지 않고 계속 보냅니다.',
  },
  'spof.reason.notPromoted': {
    en: '{who} fail while {target} is down: it has {count, plural, one {a replica} other {# replicas}}, and promotion is off.',
    ko: '{target} 없이는 {who} 실패합니다. 복제본이 {count}개 있지만 승격이 꺼져 있습니다.',
  },
  'spof.reason.forgotten': {
    en: 'All {class} fail once clients have forgotten its last answers, {sec} s after {target} went down at the latest.',
    ko: '{target} 중단 후 늦어도 {sec}초 뒤 클라이언트가 기억한 답이 모두 만료되면 {class}이 모두 실패합니다.',
  },
  'spof.reason.tooSilent': {
    en: '{who} fail while {target} is down: it says nothing when it is dead, and whoever waits for it runs out of time.',
    ko: '{target} 없이는 {who} 실패합니다. 죽으면 아무 답이 없어, 기다리는 동안 제한 시간이 끝납니다.',
  },
  'spof.reason.misses': {
    en: '{who} fail while {target} is down: only what {cache} holds is still answered.',
    ko: '{target} 없이는 {who} 실패합니다. {cache}에 있는 것만 답할 수 있습니다.',
  },
  'spof.reason.missesOpen': {
    en: 'All {class} but those that {cache} can answer fail while {target} is down: at most {share} of them go on.',
    ko: '{target} 없이는 {cache} 쪽에서 답할 수 있는 것 말고는 {class}이 모두 실패합니다. 많아야 {share}만 계속됩니다.',
  },
  'spof.reason.missesUnknown': {
    en: 'While {target} is down, all {class} fail that {cache} cannot answer; how many those are is not known before a run.',
    ko: '{target} 없이는 {cache}에 없는 것을 찾는 {class}이 모두 실패합니다. 얼마나 되는지는 실행해 봐야 알 수 있습니다.',
  },
  'spof.reason.keys': {
    en: '{who} fail while {target} is down: those for the keys that it owns.',
    ko: '{target} 없이는 {who} 실패합니다. 그 안의 키를 찾는 요청들입니다.',
  },
  'spof.reason.share': {
    en: '{who} fail while {target} is down: they have no other way.',
    ko: '{target} 없이는 {who} 실패합니다. 다른 길이 없는 요청들입니다.',
  },
  'spof.reason.promotes': {
    en: '{who} fail for {sec} s after {target} has died, until {heir} is promoted.',
    ko: '{target} 중단 후 {heir} 승격까지 {sec}초 동안 {who} 실패합니다.',
  },
  'spof.reason.ejects': {
    en: '{who} fail for {firstSec} to {sec} s, until {by} takes {target} out.',
    ko: '{target} 중단 후 {by} 쪽에서 제외하기까지 {firstSec}~{sec}초 동안 {who} 실패합니다.',
  },
  'spof.reason.moves': {
    en: '{who} fail at first, fewer from {firstSec} s on, and none after {sec} s, when the last answer of {by} has ended.',
    ko: '처음에는 {who} 실패하고 {firstSec}초부터 줄어, {by}의 마지막 답이 만료되는 {sec}초 뒤에는 실패하지 않습니다.',
  },
  'spof.reason.scales': {
    en: 'Without {target}, {survivor} has too much to do for {sec} s, until its autoscaler has added instances.',
    ko: '{target} 없이는 자동 확장이 인스턴스를 늘릴 때까지 {sec}초 동안 {survivor}에 부하가 넘칩니다.',
  },
  'spof.reason.overload': {
    en: 'Without {target}, {survivor} would be at {factor} of its capacity, and it cannot carry that.',
    ko: '{target} 없이는 {survivor}의 부하가 용량의 {factor}가 되어 감당하지 못합니다.',
  },
  'spof.reason.silent': {
    en: 'Nothing fails without {target}, but {share} of {class} wait {sec} s for it, because it says nothing when it is dead.',
    ko: '{target} 없이도 실패는 없지만, 죽으면 아무 답이 없어 {class}의 {share}가 {sec}초를 기다립니다.',
  },
  'spof.reason.bypassed': {
    en: 'Nothing fails without {target}: {class} go straight to the origin, which is slower.',
    ko: '{target} 없이도 실패는 없습니다. {class}이 원본으로 바로 가서 느려집니다.',
  },
  'spof.reason.slower': {
    en: 'Nothing fails without {target}: {class} go to the data, which takes longer.',
    ko: '{target} 없이도 실패는 없습니다. {class}이 데이터까지 가서 느려집니다.',
  },
  'spof.reason.loggedOut': {
    en: 'Nothing fails without {target}, but {share} of the users have to log in again: their sessions were in its memory.',
    ko: '{target} 없이도 실패는 없지만, 세션이 그 메모리에 있던 사용자 {share}가 다시 로그인해야 합니다.',
  },
  'spof.reason.tasksWait': {
    en: 'Tasks are accepted without {target}, and wait until it is back.',
    ko: '{target} 없이도 작업은 접수되며, 돌아올 때까지 기다립니다.',
  },

  'spof.remedy.second': {
    en: 'Add another one like {target}, with the same wires.',
    ko: '같은 연결을 가진 {target} 하나 더 추가.',
  },
  'spof.remedy.secondByName': {
    en: 'Add another one like {target}, and let DNS with health checks choose between them.',
    ko: '{target} 하나 더 추가하고, 상태 확인을 하는 DNS가 고르게 하기.',
  },
  'spof.remedy.balance': {
    en: 'Put a load balancer with health checks in front of {target} and its equals.',
    ko: '{target} 및 같은 역할의 서버 앞에 상태 확인을 하는 로드 밸런서 두기.',
  },
  'spof.remedy.balanceSecond': {
    en: 'Add another one like {target}, and a load balancer with health checks in front of both.',
    ko: '{target} 하나 더 추가하고, 앞에 상태 확인을 하는 로드 밸런서 두기.',
  },
  'spof.remedy.secondName': {
    en: 'Add another one like {target}, and let clients that get no answer ask once more.',
    ko: '{target} 하나 더 추가하고, 답을 못 받은 클라이언트가 한 번 더 묻게 하기.',
  },
  'spof.remedy.replica': {
    en: 'Add a replica of {target} that is promoted when it dies.',
    ko: '{target} 중단 시 승격되는 복제본 추가.',
  },
  'spof.remedy.promote': {
    en: 'Let a replica of {target} be promoted when it dies.',
    ko: '{target} 중단 시 복제본이 승격되게 하기.',
  },
  'spof.remedy.probe': {
    en: 'Turn the health checks of {by} on.',
    ko: '{by}의 상태 확인 켜기.',
  },
  'spof.remedy.retryNext': {
    en: 'Let {by} try the next target when one refuses.',
    ko: '{by} 쪽에서 거부당하면 다음 대상을 시도하게 하기.',
  },
  'spof.remedy.probeFaster': {
    en: 'Let {by} check every {sec} s.',
    ko: '{by}의 상태 확인 간격을 {sec}초로 줄이기.',
  },
  'spof.remedy.promoteFaster': {
    en: 'Fail {target} over in {sec} s.',
    ko: '{target}의 장애 조치를 {sec}초로 줄이기.',
  },
  'spof.remedy.answerShorter': {
    en: 'Let answers of {by} end after {sec} s, and check more often.',
    ko: '{by}의 TTL을 {sec}초로 줄이고 더 자주 확인하기.',
  },
  'spof.remedy.noticeSooner': {
    en: 'Let everybody who chooses among the parts of {target} notice sooner, or try the next one.',
    ko: '{target} 안의 대상을 고르는 쪽이 모두 더 빨리 알아채거나 다음 대상을 시도하게 하기.',
  },
  'spof.remedy.fallBack': {
    en: 'Let requests fall back to the origin when {target} is dead.',
    ko: '{target} 중단 시 원본으로 우회하게 하기.',
  },
  'spof.remedy.grow': {
    en: 'Give {survivor} {times} times the capacity, so that it can carry all of it.',
    ko: '{survivor}의 용량을 {times}배로 늘려 모두 감당하게 하기.',
  },
  'spof.remedy.refuse': {
    en: 'Let {target} refuse at once when it is dead (a process that crashed, not a machine that is gone).',
    ko: '{target} 중단 시 바로 거부하게 하기(기계가 아니라 프로세스만 죽은 경우).',
  },
  'spof.remedy.spread': {
    en: 'Put what stands in {target} alone into {place} as well.',
    ko: '{target} 안에만 있는 것을 {place}에도 두기.',
  },
  'spof.remedy.spreadNew': {
    en: 'Put what stands in {target} alone into another one as well.',
    ko: '{target} 안에만 있는 것을 새 영역에도 두기.',
  },
} as const satisfies Record<string, Text>

/** Rings and labels on the canvas, and the words beside them. */
export const lossMessages = {
  'loss.hard': { en: 'SPOF', ko: 'SPOF' },
  'loss.hardOf': { en: 'SPOF: {classes}', ko: 'SPOF: {classes}' },
  'loss.partial': { en: '{share} fail', ko: '{share} 실패' },
  'loss.transient': { en: 'gap {sec} s', ko: '{sec}초 공백' },
  'loss.overload': { en: 'other at {share}', ko: '남은 쪽 {share}' },

  'loss.region': { en: 'Single points of failure', ko: '단일 장애점' },
  'loss.toggle': { en: 'SPOF', ko: 'SPOF' },
  'loss.toggle.help': {
    en: 'Rings round what the design cannot do without',
    ko: '없으면 안 되는 것에 고리 표시',
  },
  'loss.count': {
    en: '{count, plural, one {1 single point of failure} other {# single points of failure}}',
    ko: '단일 장애점 {count}개',
  },
  'loss.noneHard': { en: 'No single point of failure', ko: '단일 장애점 없음' },
  'loss.more': { en: '+{count}', ko: '+{count}' },
  'loss.filter': { en: 'Class of requests', ko: '요청 종류' },
  'loss.filter.all': { en: 'all requests', ko: '모든 요청' },
  'loss.point': {
    en: '{name}: show what would fail with it',
    ko: '{name}: 함께 실패할 것 보기',
  },
  'loss.prove': { en: 'Prove it', ko: '증명하기' },

  'loss.title': { en: 'If it dies', ko: '이것이 멈추면' },
  'loss.unnoticed': { en: 'Nobody would notice.', ko: '아무도 알아채지 못합니다.' },
  'loss.of': { en: '{classes}: {word}', ko: '{classes}: {word}' },
  'loss.apply': { en: 'Do it', ko: '적용' },
  'loss.applyLabel': { en: 'Do it: {remedy}', ko: '적용: {remedy}' },
  'loss.column': { en: 'If it dies', ko: '멈추면' },
  'loss.legendHard': { en: 'all fail', ko: '모두 실패' },
  'loss.legendOther': { en: 'some', ko: '일부' },
  'loss.legendGap': { en: 'a gap', ko: '잠시' },
  'command.losses': { en: 'Show or hide single points of failure', ko: '단일 장애점 표시 전환' },
} as const satisfies Record<string, Text>

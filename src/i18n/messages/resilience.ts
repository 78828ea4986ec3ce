import type { Text } from '../../model/text.ts'

/** What the resilience report says: the loss of each part, measured. */
export const resilienceMessages = {
  'resilience.head.nothing': {
    en: 'Nothing could be judged.',
    ko: '판정할 수 있는 것이 없습니다.',
  },
  'resilience.head.none': {
    en: 'None of {total, plural, one {# part} other {# parts}} is a single point of failure.',
    ko: '구성 요소 {total}개 중 단일 장애점은 없습니다.',
  },
  'resilience.head.some': {
    en: '{count} of {total, plural, one {# part} other {# parts}} {count, plural, one {is a single point of failure} other {are single points of failure}}.',
    ko: '구성 요소 {total}개 중 {count}개가 단일 장애점입니다.',
  },
  'resilience.head.worst': {
    en: 'The worst loss is {target}. {sentence}',
    ko: '가장 큰 손실은 {target}입니다. {sentence}',
  },

  'resilience.row.hard': {
    en: 'No {class} succeed while it is down.',
    ko: '중단된 동안 {class}이 하나도 성공하지 못합니다.',
  },
  'resilience.row.partial': {
    en: '{share} of {class} fail for as long as it is down.',
    ko: '중단된 동안 {class}의 {share}가 계속 실패합니다.',
  },
  'resilience.row.overload': {
    en: '{share} of {class} fail because {by} runs at its capacity.',
    ko: '{by}이(가) 용량 한계에 이르러 {class}의 {share}가 실패합니다.',
  },
  'resilience.row.full': {
    en: 'All {class} still succeed, and {by} runs at its capacity.',
    ko: '{class}은 모두 성공하지만 {by}이(가) 용량 한계에서 동작합니다.',
  },
  'resilience.row.transient': {
    en: 'For {sec} s {class} fail, {failed} in all.',
    ko: '{class}이 {sec}초 동안 실패합니다(모두 {failed}건).',
  },
  'resilience.row.delay': {
    en: 'All {class} succeed, and take longer.',
    ko: '{class}은 모두 성공하지만 더 오래 걸립니다.',
  },
  'resilience.row.none': { en: 'Nobody notices.', ko: '아무도 알아채지 못합니다.' },
  'resilience.row.lost': {
    en: '{count, plural, one {# acknowledged write is} other {# acknowledged writes are}} lost.',
    ko: '확인 응답까지 한 쓰기 {count}건이 사라집니다.',
  },
  'resilience.row.notBack': {
    en: 'After its return not all is as before.',
    ko: '복구된 뒤에도 전과 같지 않습니다.',
  },

  'resilience.unjudged.movingGoodput': {
    en: 'Not judged: the share of requests that succeed was still changing when it would have been lost.',
    ko: '판정하지 않음: 장애를 일으킬 시점에 성공하는 요청 수가 아직 안정되지 않았습니다.',
  },
  'resilience.unjudged.movingQueue': {
    en: 'Not judged: queues were still growing when it would have been lost.',
    ko: '판정하지 않음: 장애를 일으킬 시점에 큐가 아직 늘어나고 있었습니다.',
  },
  'resilience.unjudged.stuck': {
    en: 'Not judged: time stood still, because requests take none.',
    ko: '판정하지 않음: 요청에 시간이 들지 않아 시뮬레이션 시간이 멈췄습니다.',
  },
  'resilience.unjudged.unserved': {
    en: 'Not judged: no request succeeds even before it is lost.',
    ko: '판정하지 않음: 중단하기 전에도 성공하는 요청이 없습니다.',
  },
  'resilience.unjudged.lost': {
    en: 'Not judged: its run was lost twice, most likely for want of memory.',
    ko: '판정하지 않음: 실행이 두 번 중단되었습니다. 메모리가 부족했을 가능성이 큽니다.',
  },

  'resilience.differs.overloads': {
    en: 'By its structure there is a way for all {class}; measured, {by} has no room for them.',
    ko: '구조상 {class}은 모두 길이 있지만, 측정해 보니 {by}에 여유가 없습니다.',
  },
  'resilience.differs.carries': {
    en: '{by} was expected to be overloaded; measured, it carries {class}.',
    ko: '{by} 쪽 과부하를 예상했지만, 측정해 보니 {class}을 감당합니다.',
  },
  'resilience.differs.stillServed': {
    en: 'By its structure no {class} succeed in the end; measured, {share} still do, from answers that are held for now.',
    ko: '구조상 {class}은 결국 하나도 성공하지 못하지만, 측정하는 동안에는 보관된 답으로 {share}가 성공합니다.',
  },
  'resilience.differs.failsMore': {
    en: 'By its structure more {class} should succeed; measured, {share} fail.',
    ko: '구조상 더 많은 {class}이 성공해야 하지만, 측정해 보니 {share}가 실패합니다.',
  },
  'resilience.differs.unseen': {
    en: 'A gap of up to {sec} s was expected; no request of {class} fell into it.',
    ko: '최대 {sec}초의 공백을 예상했지만 그 사이에 들어온 {class}이 없었습니다.',
  },
  'resilience.differs.gap': {
    en: 'By its structure nothing should fail; measured, {class} fail for {sec} s.',
    ko: '구조상 실패가 없어야 하지만, 측정해 보니 {class}이 {sec}초 동안 실패합니다.',
  },
  'resilience.differs.slower': {
    en: 'By its structure nothing changes; measured, {class} take longer.',
    ko: '구조상 달라지는 것이 없지만, 측정해 보니 {class}이 더 오래 걸립니다.',
  },
  'resilience.differs.notSlower': {
    en: 'A delay was expected; measured, it is too small to matter for {class}.',
    ko: '지연을 예상했지만, 측정해 보니 {class}에는 문제가 되지 않을 만큼 작습니다.',
  },
  'resilience.differs.betterThanSaid': {
    en: 'By its structure some {class} should fail; measured, all succeed.',
    ko: '구조상 일부 {class}이 실패해야 하지만, 측정해 보니 모두 성공합니다.',
  },

  'resilience.open': { en: 'Prove it: resilience report', ko: '증명하기: 회복력 보고서' },
  'resilience.intro': {
    en: 'Every part, zone and region is lost in turn, each in a run of its own from the same steady state, and comes back. The run on the canvas goes on.',
    ko: '모든 구성 요소와 존, 리전을 하나씩 중단했다가 되살립니다. 매번 같은 안정 상태에서 시작하는 별도의 실행이며, 캔버스의 실행은 계속됩니다.',
  },
  'resilience.noClient': {
    en: 'Nobody would notice a loss: the design has no client.',
    ko: '클라이언트가 없어 장애를 알아챌 사람이 없습니다.',
  },
  'resilience.nothingToLose': {
    en: 'There is nothing here that can be lost.',
    ko: '중단할 수 있는 것이 없습니다.',
  },
  'resilience.start': { en: 'Prove it', ko: '증명하기' },
  'resilience.again': { en: 'Prove it again', ko: '다시 증명하기' },
  'resilience.cancel': { en: 'Stop', ko: '중단' },
  'resilience.seeds': { en: 'Seeds', ko: '시드 수' },
  'resilience.seedsOf': { en: '{count, plural, one {# seed} other {# seeds}}', ko: '시드 {count}개' },
  'resilience.tiers': { en: 'Tiers too', ko: '계층도' },
  'resilience.wires': { en: 'Wires too', ko: '연결도' },
  'resilience.approximately': { en: 'Approximately', ko: '근사로' },
  'resilience.estimate': { en: 'About {time} here.', ko: '이 컴퓨터에서 약 {time} 걸립니다.' },
  'resilience.estimateLong': {
    en: 'About {time} here. The approximate mode is faster, and not exact.',
    ko: '이 컴퓨터에서 약 {time} 걸립니다. 근사 모드가 더 빠르지만 정확하지 않습니다.',
  },
  'resilience.progress': { en: 'Progress of the report', ko: '보고서 진행률' },
  'resilience.running': { en: '{done} of {total} runs', ko: '실행 {total}번 중 {done}번' },
  'resilience.cancelled': {
    en: 'Stopped after {done} of {total} runs. These rows stay.',
    ko: '실행 {total}번 중 {done}번 뒤에 멈췄습니다. 나온 결과는 남습니다.',
  },
  'resilience.done': { en: 'Done in {time}.', ko: '{time} 만에 끝났습니다.' },
  'resilience.edited': {
    en: 'The design has been edited since: these rows are about the one before.',
    ko: '그 뒤에 설계가 바뀌었습니다. 아래 결과는 바뀌기 전 설계의 것입니다.',
  },
  'resilience.replay': { en: 'Show on the canvas', ko: '캔버스에서 보기' },
  'resilience.replayPlain': {
    en: 'Show on the canvas, without the scenario',
    ko: '시나리오 없이 캔버스에서 보기',
  },
  'resilience.replayOf': {
    en: 'Show the loss of {target} on the canvas',
    ko: '{target} 중단을 캔버스에서 보기',
  },
  'resilience.apply': { en: 'Do it', ko: '적용' },
  'resilience.applyOf': { en: 'Do it for {target}: {remedy}', ko: '{target}에 적용: {remedy}' },
  'resilience.applied': {
    en: 'Done. Prove it again to see whether it holds.',
    ko: '적용했습니다. 다시 증명해 확인해 보세요.',
  },
  'resilience.holds': {
    en: 'Advice tried, and it holds: {before} before, {after} now.',
    ko: '대책이 효과가 있습니다: 전에는 {before}, 지금은 {after}.',
  },
  'resilience.holdsNot': {
    en: 'Advice tried, and it is not enough: {before} before, {after} now.',
    ko: '대책만으로는 부족합니다: 전에는 {before}, 지금은 {after}.',
  },
  'resilience.saidBy': { en: 'by structure: {verdict}', ko: '구조상: {verdict}' },
  'resilience.figures': { en: 'Figures of {target}', ko: '{target}의 수치' },
  'resilience.rows': { en: 'Losses, the worst first', ko: '중단 결과, 큰 것부터' },
  'resilience.saveCsv': { en: 'CSV', ko: 'CSV' },
  'resilience.saveJson': { en: 'JSON', ko: 'JSON' },
  'resilience.saveMarkdown': { en: 'Markdown', ko: 'Markdown' },
  'resilience.print': { en: 'Print', ko: '인쇄' },
  'resilience.windows': {
    en: 'Kept down for {hold} s, of which the last {settled} s count as settled; watched for {watch} s after its return.',
    ko: '{hold}초 동안 중단하고 마지막 {settled}초를 안정 후로 셉니다. 복구 뒤 {watch}초 동안 지켜봅니다.',
  },
  'resilience.title': { en: 'Resilience report', ko: '회복력 보고서' },
  'resilience.column.part': { en: 'Lost', ko: '중단한 것' },
  'resilience.column.kind': { en: 'Kind', ko: '종류' },
  'resilience.column.class': { en: 'Class', ko: '요청 종류' },
  'resilience.column.said': { en: 'By structure', ko: '구조상' },
  'resilience.column.measured': { en: 'Measured', ko: '측정' },
  'resilience.column.before': { en: 'Before', ko: '중단 전' },
  'resilience.column.failingOver': { en: 'Failing over', ko: '전환 중' },
  'resilience.column.settled': { en: 'Settled', ko: '안정 후' },
  'resilience.column.restored': { en: 'Restored', ko: '복구 후' },
  'resilience.column.detect': { en: 'Detected', ko: '감지' },
  'resilience.column.eject': { en: 'Ejected', ko: '제외' },
  'resilience.column.promote': { en: 'Promoted', ko: '승격' },
  'resilience.column.rto': { en: 'RTO', ko: 'RTO' },
  'resilience.column.rpo': { en: 'RPO: writes lost, stale reads', ko: 'RPO: 사라진 쓰기, 오래된 읽기' },
  'resilience.column.p95': { en: 'p95 before / during / settled', ko: 'p95 전 / 중 / 안정 후' },
  'resilience.column.overloaded': { en: 'At capacity', ko: '용량 한계' },
  'resilience.column.retries': { en: 'Retries/s, amplification', ko: '초당 재시도, 증폭' },
  'resilience.column.minutes': { en: 'Minutes a year', ko: '연간 분' },
  'resilience.column.sentence': { en: 'What happens', ko: '결과' },
  'resilience.column.remedy': { en: 'What helps', ko: '대책' },
  'resilience.column.agrees': { en: 'Agree', ko: '일치' },
  'resilience.verdict.none': { en: 'not noticed', ko: '영향 없음' },
  'resilience.verdict.unjudged': { en: 'not judged', ko: '판정 안 함' },
  'resilience.notWhileDown': { en: 'not while it is down', ko: '중단된 동안에는 없음' },
  'resilience.score': { en: 'Score {total} of 100', ko: '100점 중 {total}점' },
  'resilience.score.survives': { en: 'survives the loss of a part', ko: '구성 요소 하나를 잃어도 견딤' },
  'resilience.score.zones': { en: 'survives the loss of a zone or region', ko: '존이나 리전을 잃어도 견딤' },
  'resilience.score.recovers': { en: 'is back in its objective', ko: '목표 안으로 돌아옴' },
  'resilience.score.losesNothing': { en: 'loses nothing', ko: '아무것도 잃지 않음' },
  'resilience.facts': {
    en: 'Seed {seed}, {rate} requests/s, {sec} s simulated, engine {engine}',
    ko: '시드 {seed}, 초당 요청 {rate}건, 시뮬레이션 {sec}초, 엔진 {engine}',
  },
  'resilience.approximate': {
    en: 'Approximate: one of {weight} requests is followed.',
    ko: '근사: 요청 {weight}건 중 하나만 따라갑니다.',
  },
} as const satisfies Record<string, Text>

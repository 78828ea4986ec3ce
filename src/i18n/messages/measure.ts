import type { Text } from '../../model/text.ts'

/** The dialog that measures a run. */
export const measureMessages = {
  'measure.open': { en: 'Measure a run…', ko: '실행 측정…' },
  'measure.title': { en: 'Measure a run', ko: '실행 측정' },
  'measure.intro': {
    en: 'Simulates the design from its start, as fast as this machine can, beside the run on the canvas. The same design and seed always give the same figures.',
    ko: '캔버스의 실행과 별도로, 설계를 처음부터 최대한 빠르게 시뮬레이션합니다. 설계와 시드가 같으면 결과도 항상 같습니다.',
  },
  'measure.duration': { en: 'Duration', ko: '전체 시간' },
  'measure.duration.help': { en: 'Simulated, warm-up included', ko: '준비 구간을 포함한 길이' },
  'measure.warmup': { en: 'Warm-up', ko: '준비 구간' },
  'measure.warmup.help': { en: 'Its start, left out of the figures', ko: '결과에서 뺄 시작 부분' },
  'measure.warmup.tooLong': {
    en: 'Must be shorter than the duration.',
    ko: '전체 시간보다 짧아야 합니다.',
  },
  'measure.seed.help': { en: 'Same seed, same figures', ko: '시드가 같으면 같은 결과' },
  'measure.start': { en: 'Measure', ko: '측정' },
  'measure.cancel': { en: 'Cancel', ko: '취소' },
  'measure.noClient': {
    en: 'There is no client, so there is no traffic to measure. Add a client.',
    ko: '클라이언트가 없어 측정할 트래픽이 없습니다. 클라이언트를 추가하세요.',
  },

  'measure.progress': { en: 'Simulated time', ko: '시뮬레이션 진행' },
  'measure.running': { en: '{done} of {all} s simulated', ko: '{all}초 가운데 {done}초 진행' },
  'measure.left': { en: 'about {time} left', ko: '약 {time} 남음' },
  'measure.closing': { en: 'Closing this window cancels.', ko: '창을 닫으면 취소됩니다.' },
  'measure.cancelled': { en: 'Cancelled. Nothing was measured.', ko: '취소했습니다. 측정 결과가 없습니다.' },
  'measure.done': {
    en: '{seconds} s measured with seed {seed}; it took {time}',
    ko: '시드 {seed}, {seconds}초 측정, {time} 걸림',
  },
  'measure.edited': {
    en: 'The design has been edited since.',
    ko: '그 뒤에 설계가 편집되었습니다.',
  },
  'measure.failed': {
    en: 'The measurement broke off: {reason} Most often the browser has run out of memory. Lower the traffic or the duration and measure again.',
    ko: '측정이 중단되었습니다. {reason} 대개 브라우저의 메모리가 부족한 경우입니다. 트래픽이나 전체 시간을 줄여 다시 측정하세요.',
  },
  'measure.noReason': {
    en: 'its worker ended without a message.',
    ko: '작업 스레드가 메시지 없이 끝났습니다.',
  },

  'measure.figures': { en: 'Measured figures', ko: '측정 결과' },
  'measure.mean': { en: 'Mean latency', ko: '평균 응답 시간' },
  'measure.goal': { en: 'goal {goal}', ko: '목표 {goal}' },
  'measure.missed': { en: 'goal {goal} missed', ko: '목표 {goal} 미달' },
  'measure.reasons': { en: 'Errors by reason', ko: '원인별 오류' },
  'measure.copies': {
    en: '{node}: a hit takes {hit} (p95 {hitP95}), a miss {miss} (p95 {missP95})',
    ko: '{node}: 적중 {hit}(p95 {hitP95}), 미스 {miss}(p95 {missP95})',
  },
  'measure.lag': {
    en: '{node}: behind by {mean} on average, by {most} at most',
    ko: '{node}: 지연 평균 {mean}, 최대 {most}',
  },
  'measure.waited': { en: 'Had to wait for a slot', ko: '슬롯을 기다린 비율' },
  'measure.books': {
    en: '{generated} requests: {completed} answered, {failed} failed, {shed} shed, {inFlight} under way',
    ko: '전체 요청 {generated}건: 정상 {completed}, 실패 {failed}, 차단 {shed}, 처리 중 {inFlight}',
  },

  'measure.copy': { en: 'Copy JSON', ko: 'JSON 복사' },
  'measure.copied': { en: 'Copied', ko: '복사됨' },
  'measure.copyFailed': {
    en: 'The browser did not allow copying. Save the file instead.',
    ko: '브라우저가 복사를 허용하지 않았습니다. 파일로 저장하세요.',
  },
  'measure.save': { en: 'Save JSON file', ko: 'JSON 파일로 저장' },
  'measure.json': {
    en: 'The JSON has every node and wire, byte for byte what the shell prints for the saved design:',
    ko: 'JSON에는 모든 노드와 연결이 담겨 있으며, 저장한 설계를 셸에서 실행한 출력과 바이트까지 같습니다.',
  },
} as const satisfies Record<string, Text>

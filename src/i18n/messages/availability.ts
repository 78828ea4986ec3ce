/** How long a design is there, by its structure and by its run. */
export const availabilityMessages = {
  'availability.title': { en: 'Availability', ko: '가용성' },
  'availability.assumes': {
    en: 'From how often each part fails and how long it is away (its fields), by the structure. It assumes that failures are independent and leaves out the gaps of failovers and overloads: the run and the resilience report measure those.',
    ko: '각 부분의 고장 간격과 복구 시간(필드 값), 그리고 구조로 계산합니다. 고장은 서로 독립이라고 가정하며, 장애 조치 중의 공백과 과부하는 빠져 있습니다. 그것은 실행과 회복력 보고서가 측정합니다.',
  },
  'availability.class': { en: 'class', ko: '종류' },
  'availability.share': { en: 'there', ko: '가용성' },
  'availability.minutes': { en: 'away a month', ko: '월 중단' },
  'availability.worst': { en: 'most of it', ko: '가장 큰 몫' },
  'availability.sentence': {
    en: '{class}: {share} of the time, {away} away a month{worst, select, none {} other {, {worstAway} of them {worst}’s}}.',
    ko: '{class}: {share} 동안 정상, 월 {away} 중단{worst, select, none {} other {, 그중 {worstAway}은(는) {worst}}}.',
  },
  'availability.range': { en: '{low} to {high}', ko: '{low} ~ {high}' },
  'availability.goal': { en: 'The objective allows {away} a month.', ko: '목표는 월 {away}까지 허용합니다.' },
  'availability.none': {
    en: 'No class of requests has a path yet.',
    ko: '아직 경로가 있는 요청 종류가 없습니다.',
  },
  'availability.measured': { en: 'Measured by the resilience report', ko: '회복력 보고서의 측정값' },
  'availability.byStructure': { en: 'by structure', ko: '구조' },
  'availability.byReport': { en: 'measured', ko: '측정' },
  'availability.measured.how': {
    en: 'The outage that the report measured at each failure, times the failures that the MTBF of the part says.',
    ko: '보고서가 측정한 고장당 중단 시간에 MTBF에 따른 고장 횟수를 곱한 값입니다.',
  },
  'chart.burn': { en: 'Error budget burn', ko: '오류 예산 소진' },
  'chart.burnNow': { en: '{window} × {burn}', ko: '{window} × {burn}' },
  'chart.run': { en: 'run {share}', ko: '실행 {share}' },
  'availability.run': { en: 'This run', ko: '이번 실행' },
  'availability.run.share': {
    en: '{share} of the requests that ended succeeded.',
    ko: '끝난 요청의 {share}가 성공했습니다.',
  },
  'availability.burn': { en: 'Error budget burn', ko: '오류 예산 소진' },
  'availability.window': { en: 'last {window}', ko: '최근 {window}' },
  'availability.window.all': { en: 'whole run', ko: '전체 실행' },
  'availability.burnRate': { en: '× {burn}', ko: '× {burn}' },
  'availability.alert.page': {
    en: 'Wakes somebody: over 14.4 × in the last hour and the last 5 minutes.',
    ko: '즉시 호출: 최근 1시간과 5분 모두 14.4배를 넘었습니다.',
  },
  'availability.alert.ticket': {
    en: 'Opens a ticket: over 6 × in the last 6 hours and the last 30 minutes.',
    ko: '티켓 생성: 최근 6시간과 30분 모두 6배를 넘었습니다.',
  },
  'availability.alert.short': {
    en: 'The run is shorter than the windows of the alerts, and stands for them.',
    ko: '실행이 알림 구간보다 짧아 전체 실행으로 대신합니다.',
  },
} as const

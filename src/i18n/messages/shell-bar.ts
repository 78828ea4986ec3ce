import type { Text } from '../../model/text.ts'

/** Top bar, headline, palette, layout. */
export const barMessages = {
  'title.label': { en: 'Title of the design', ko: '설계 제목' },
  'title.untitled': { en: 'Untitled design', ko: '제목 없는 설계' },

  'save.saved': { en: 'Saved', ko: '저장됨' },
  'save.saving': { en: 'Saving', ko: '저장 중' },
  'save.failed': { en: 'Not saved. Export a file', ko: '저장 안 됨. 파일로 내보내기' },
  'save.failed.brief': { en: 'Export', ko: '내보내기' },

  'history.undo': { en: 'Undo', ko: '실행 취소' },
  'history.redo': { en: 'Redo', ko: '다시 실행' },

  'users.label': { en: 'Users', ko: '사용자' },
  'users.value': { en: '{users} users', ko: '사용자 {users}명' },
  'users.none': { en: 'no client', ko: '클라이언트 없음' },

  'faults.killServer': { en: 'Kill a server', ko: '서버 하나 죽이기' },
  'faults.restoreAll': { en: 'Restore all', ko: '모두 복구' },

  'run.play': { en: 'Play', ko: '재생' },
  'run.pause': { en: 'Pause', ko: '일시정지' },
  'run.restart': { en: 'Start the run over', ko: '처음부터 다시 실행' },
  'run.speed': { en: 'Speed', ko: '속도' },
  'run.speedOf': { en: 'Speed, now {speed}', ko: '속도, 현재 {speed}' },
  'run.speedTo': { en: 'Speed {speed}', ko: '속도 {speed}' },
  'run.reached': { en: 'reached', ko: '도달' },

  'language.label': { en: 'Language', ko: '언어' },
  'theme.label': { en: 'Theme', ko: '테마' },
  'theme.dark': { en: 'Dark', ko: '어둡게' },
  'theme.light': { en: 'Light', ko: '밝게' },
  'theme.to.dark': { en: 'Switch to dark', ko: '어두운 테마로' },
  'theme.to.light': { en: 'Switch to light', ko: '밝은 테마로' },

  'menu.more': { en: 'More', ko: '더 보기' },
  'menu.new': { en: 'New empty design', ko: '빈 설계 새로 만들기' },
  'menu.example': { en: 'Open the example', ko: '예제 열기' },
  'menu.gallery': { en: 'Examples…', ko: '예제 모음…' },
  'menu.openFile': { en: 'Open JSON file…', ko: 'JSON 파일 열기…' },
  'menu.saveFile': { en: 'Save JSON file', ko: 'JSON 파일로 저장' },
  'menu.commands': { en: 'Command palette', ko: '명령 팔레트' },
  'menu.outline': { en: 'Outline', ko: '개요 표' },
  'menu.shortcuts': { en: 'Keyboard shortcuts', ko: '키보드 단축키' },

  'notice.dismiss': { en: 'Dismiss', ko: '닫기' },
  'dialog.close': { en: 'Close', ko: '닫기' },

  'headline.label': { en: 'Headline figures', ko: '주요 지표' },
  'headline.offered': { en: 'Offered', ko: '유입' },
  'headline.goodput': { en: 'Goodput', ko: '정상 처리' },
  'headline.errors': { en: 'Errors', ko: '오류' },
  'headline.budget': { en: 'Error budget, SLO {slo}', ko: '오류 예산, SLO {slo}' },
  'headline.burn': { en: 'burn rate', ko: '소진 속도' },
  'headline.burn.help': {
    en: 'How many times faster than the SLO allows the error budget is used up. 1 uses it up exactly at the end of the period.',
    ko: 'SLO가 허용하는 것보다 오류 예산을 몇 배 빨리 쓰고 있는지입니다. 1이면 기간이 끝날 때 정확히 다 씁니다.',
  },
  'headline.p95.help': {
    en: '95 of 100 requests were answered within this time over the last seconds. The goal is {slo}.',
    ko: '최근 몇 초 동안 요청 100건 가운데 95건이 이 시간 안에 응답받았습니다. 목표는 {slo}입니다.',
  },
  'headline.inFlight': { en: 'In flight', ko: '처리 중' },
  'headline.unanswered': { en: 'no answer yet', ko: '응답 대기' },
  'headline.unanswered.help': {
    en: 'So many of the requests that come get neither an answer nor an error: they pile up somewhere, or hang.',
    ko: '들어오는 요청 중 이만큼은 응답도 오류도 받지 못한 채 어딘가에 쌓이거나 멈춰 있습니다.',
  },
  'headline.limited.brief': { en: 'engine limit', ko: '엔진 한도' },
  'headline.limited': {
    en: 'More calls or timers were under way at once than the engine can hold; the excess was refused. Lower the load or add capacity.',
    ko: '동시에 진행되는 호출이나 타이머가 엔진의 한도를 넘어 초과분을 거부했습니다. 부하를 줄이거나 용량을 늘리세요.',
  },
  'headline.stuck': {
    en: 'Time stands still: requests that take no time at all let none pass. Give users a think time, or something a service time.',
    ko: '시간이 멈췄습니다. 요청에 시간이 전혀 들지 않아 시간이 흐르지 못합니다. 생각 시간이나 서비스 시간을 주세요.',
  },

  'reason.timeout': { en: 'timeout', ko: '시간 초과' },
  'reason.shed': { en: 'shed', ko: '차단' },
  'reason.noHealthyTarget': { en: 'no target', ko: '대상 없음' },
  'reason.unavailable': { en: 'unavailable', ko: '응답 불가' },
  'reason.notFound': { en: 'not found', ko: '찾지 못함' },
  'reason.quota': { en: 'quota', ko: '할당량 초과' },

  'palette.label': { en: 'Components', ko: '구성 요소' },
  'palette.open': { en: 'Add a component', ko: '구성 요소 추가' },
  'palette.add': { en: 'Add', ko: '추가' },
  'palette.search': { en: 'Find a component to add', ko: '추가할 구성 요소 찾기' },
  'palette.none': { en: 'Nothing is called “{query}”.', ko: '“{query}”에 맞는 구성 요소가 없습니다.' },
  'group.traffic': { en: 'Traffic', ko: '트래픽' },
  'group.compute': { en: 'Compute', ko: '처리' },
  'group.data': { en: 'Data', ko: '데이터' },
  'group.around': { en: 'Around', ko: '주변' },
  'break.title': { en: 'Break it', ko: '고장 내기' },
  'break.kill': { en: 'Kill', ko: '강제 종료' },
  'break.restore': { en: 'Restore', ko: '복구' },
  'break.others': { en: 'More faults', ko: '다른 장애' },
  'break.drag': {
    en: 'Drag it on to a node, or on to the scenario under the timeline.',
    ko: '노드나 타임라인 아래 시나리오에 끌어다 놓을 수 있습니다.',
  },
  'break.missed': { en: '{fault}: drop it on a node or a wire.', ko: '{fault}: 노드나 연결 위에 놓으세요.' },
  'break.hint': { en: 'Select what to break on the canvas.', ko: '캔버스에서 고장 낼 노드를 선택하세요.' },

  'layout.design': { en: 'Goals and scenario', ko: '목표와 시나리오' },
  'layout.fold': { en: 'Hide the inspector', ko: '속성 패널 접기' },
  'layout.unfold': { en: 'Show the inspector', ko: '속성 패널 펼치기' },
  'layout.more': { en: 'Show more', ko: '더 펼치기' },
  'layout.less': { en: 'Show less', ko: '줄이기' },
} as const satisfies Record<string, Text>

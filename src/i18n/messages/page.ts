import type { Text } from '../../model/text.ts'

/** What the page says about itself: parts that broke or could not be fetched, a run that stopped, a new version. */
export const pageMessages = {
  'broken.sentence': {
    en: '{part} broke: {reason}. The rest of the page works on, and your design is unchanged.',
    ko: '{part}에 문제가 생겼습니다: {reason}. 나머지는 그대로 쓸 수 있고 설계도 그대로입니다.',
  },
  'broken.again': { en: 'Try again', ko: '다시 시도' },
  'broken.save': { en: 'Save the design as a file', ko: '설계를 파일로 저장' },
  'broken.reload': { en: 'Reload the page', ko: '페이지 새로 고침' },
  'broken.close': { en: 'Close', ko: '닫기' },
  'broken.part.page': { en: 'The page', ko: '페이지' },
  'broken.part.topBar': { en: 'The top bar', ko: '상단 바' },
  'broken.part.headline': { en: 'The headline figures', ko: '주요 지표' },
  'broken.part.palette': { en: 'The palette', ko: '팔레트' },
  'broken.part.canvas': { en: 'The canvas', ko: '캔버스' },
  'broken.part.inspector': { en: 'The inspector', ko: '속성 패널' },
  'broken.part.timeline': { en: 'The timeline', ko: '타임라인' },
  'broken.part.requests': { en: 'The list of requests', ko: '요청 목록' },
  'broken.part.dialog': { en: 'The dialog', ko: '대화 상자' },
  'broken.part.announcer': { en: 'The spoken announcements', ko: '음성 안내' },
  'broken.part.sheet': { en: 'The sheet', ko: '시트' },
  'broken.part.panel': { en: 'A panel', ko: '패널 하나' },

  'opening.link': { en: 'Opening the link…', ko: '링크를 여는 중…' },
  'opening.stop': { en: 'Stop', ko: '중지' },

  'pageNotice.update': {
    en: 'A new version is ready. Your design is saved before the page reloads.',
    ko: '새 버전이 준비되었습니다. 설계를 저장한 뒤 페이지를 새로 고칩니다.',
  },
  'pageNotice.update.act': { en: 'Reload now', ko: '지금 새로 고침' },
  'pageNotice.updateUnsaved': {
    en: 'The design could not be saved in this browser, so the new version waits. Save it as a file first, then reload.',
    ko: '이 브라우저에 설계를 저장하지 못해 새 버전 적용을 미뤘습니다. 먼저 파일로 저장한 뒤 새로 고치세요.',
  },
  'pageNotice.updateUnsaved.act': { en: 'Reload anyway', ko: '그래도 새로 고침' },
  'pageNotice.runStopped': {
    en: 'The simulation could not be kept running: its worker could not be started, or failed more than {tries} times in a row. The design is unchanged; make it smaller or check the network, and start the run again.',
    ko: '시뮬레이션을 계속 실행하지 못했습니다. 워커를 시작하지 못했거나 워커가 연달아 {tries}번 넘게 실패했습니다. 설계는 그대로입니다. 설계를 줄이거나 네트워크를 확인한 뒤 다시 실행하세요.',
  },
  'pageNotice.runStopped.act': { en: 'Start again', ko: '다시 실행' },
  'pageNotice.engineError': {
    en: 'The simulation refused what it was asked to do: {what} This is a fault of Faultline, not of your design.',
    ko: '시뮬레이션이 요청한 작업을 처리하지 못했습니다: {what} 설계가 아니라 Faultline의 오류입니다.',
  },
  'pageNotice.engineError.act': { en: 'Start the run over', ko: '처음부터 다시 실행' },
  'pageNotice.part': {
    en: 'A part of the page could not be fetched: the network is gone, or a newer version has been put in its place. If trying again does not help, reload the page; your design is kept.',
    ko: '페이지의 일부를 받아 오지 못했습니다. 네트워크가 끊겼거나 새 버전이 배포되었습니다. 다시 시도해도 안 되면 페이지를 새로 고치세요. 설계는 남아 있습니다.',
  },
  'pageNotice.part.act': { en: 'Try again', ko: '다시 시도' },
  'pageNotice.painter': {
    en: 'What draws the numbers on the canvas could not be fetched. The run goes on unseen; the outline has its figures.',
    ko: '캔버스에 수치를 그리는 부분을 받아 오지 못했습니다. 실행은 계속되고 있으며 수치는 개요 표에서 볼 수 있습니다.',
  },
  'pageNotice.painter.act': { en: 'Try again', ko: '다시 시도' },
  'pageNotice.compiler': {
    en: 'What turns the design into a run could not be fetched, so nothing runs yet. Drawing and saving work.',
    ko: '설계를 실행 모델로 바꾸는 부분을 받아 오지 못해 아직 실행할 수 없습니다. 그리기와 저장은 됩니다.',
  },
  'pageNotice.compiler.act': { en: 'Try again', ko: '다시 시도' },
  'pageNotice.layout': {
    en: 'What arranges the design automatically could not be fetched. The design is unchanged.',
    ko: '자동 배치 기능을 받아 오지 못했습니다. 설계는 그대로입니다.',
  },
  'pageNotice.layout.act': { en: 'Try again', ko: '다시 시도' },
} as const satisfies Record<string, Text>

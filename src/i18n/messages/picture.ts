import type { Text } from '../../model/text.ts'

/** The dialog that saves, copies and records pictures. */
export const pictureMessages = {
  'picture.open': { en: 'Save or copy a picture…', ko: '그림으로 저장·복사…' },
  'picture.title': { en: 'Save or copy a picture', ko: '그림으로 저장·복사' },
  'picture.preview': { en: 'Preview of the picture', ko: '그림 미리 보기' },
  'picture.area': { en: 'Shows', ko: '범위' },
  'picture.area.all': { en: 'Whole design', ko: '설계 전체' },
  'picture.area.seen': { en: 'What is seen', ko: '보이는 부분' },
  'picture.format': { en: 'Format', ko: '형식' },
  'picture.theme': { en: 'Theme', ko: '테마' },
  'picture.scale': { en: 'Size', ko: '배율' },
  'picture.numbers': { en: 'Numbers of the run', ko: '실행 수치 표시' },
  'picture.size': { en: '{width} × {height} px', ko: '{width} × {height} px' },
  'picture.link': {
    en: 'The file carries the link of the design: dropped on the page, it opens again.',
    ko: '파일에 설계 링크가 들어 있어, 페이지에 끌어다 놓으면 설계가 다시 열립니다.',
  },
  'picture.tooLarge': {
    en: 'Too large for a PNG in a browser. Choose a smaller size, or SVG.',
    ko: '브라우저에서 만들기에는 너무 큰 PNG입니다. 배율을 낮추거나 SVG를 고르세요.',
  },
  'picture.save': { en: 'Save', ko: '저장' },
  'picture.copy': { en: 'Copy', ko: '복사' },
  'picture.saved': { en: 'Saved.', ko: '저장했습니다.' },
  'picture.copied': { en: 'Copied.', ko: '복사했습니다.' },
  'picture.savedNoLink': {
    en: 'Saved, but without the link: this design gives none.',
    ko: '저장했지만 링크는 넣지 못했습니다. 이 설계는 링크로 만들 수 없습니다.',
  },
  'picture.failed': {
    en: 'The browser could not make the picture. Try a smaller size, or SVG.',
    ko: '브라우저가 그림을 만들지 못했습니다. 배율을 낮추거나 SVG로 시도해 보세요.',
  },
  'picture.copyFailed': {
    en: 'The browser refused to copy. Save the file instead.',
    ko: '브라우저가 복사를 허용하지 않았습니다. 파일로 저장하세요.',
  },
  'picture.film': { en: 'Moving picture', ko: '움직이는 그림' },
  'picture.film.preview': { en: 'The film that is being recorded', ko: '녹화 중인 화면' },
  'picture.film.help.last': {
    en: 'Plays the last seconds again in the preview and records them as WebM.',
    ko: '방금 지나간 몇 초를 미리 보기에서 다시 재생하며 WebM으로 녹화합니다.',
  },
  'picture.film.help.next': {
    en: 'Records the next seconds of the run as WebM, as the preview shows it.',
    ko: '지금부터 몇 초 동안의 실행을 미리 보기 그대로 WebM으로 녹화합니다.',
  },
  'picture.film.short': {
    en: 'Only {value} s of the run are kept, so the film is that long.',
    ko: '남아 있는 실행 기록이 {value}초뿐이라 그만큼만 녹화합니다.',
  },
  'picture.film.empty': {
    en: 'Nothing of the run is kept yet. Start it first.',
    ko: '아직 남아 있는 실행 기록이 없습니다. 먼저 실행을 시작하세요.',
  },
  'picture.film.span': { en: 'Which seconds', ko: '녹화할 구간' },
  'picture.film.span.last': { en: 'The last', ko: '지난' },
  'picture.film.span.next': { en: 'The next', ko: '앞으로' },
  'picture.film.length': { en: 'Length', ko: '길이' },
  'picture.film.seconds': { en: '{value} s', ko: '{value}초' },
  'picture.film.start': { en: 'Record', ko: '녹화' },
  'picture.film.stop': { en: 'Cancel recording', ko: '녹화 취소' },
  'picture.film.running': { en: 'Recording, {left} s left', ko: '녹화 중, {left}초 남음' },
  'picture.film.paused': {
    en: 'The run is paused, so nothing moves. Start it first.',
    ko: '실행이 멈춰 있어 움직이는 것이 없습니다. 먼저 실행을 시작하세요.',
  },
  'picture.film.failed': {
    en: 'The browser could not record the picture.',
    ko: '브라우저가 녹화하지 못했습니다.',
  },
} as const satisfies Record<string, Text>

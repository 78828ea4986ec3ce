import type { Text } from '../../model/text.ts'

export const shareMessages = {
  'link.moment': {
    en: 'The moment in it cannot be shown{path, select, none {} other { ({path})}}: {reason, select, shape {it is not written as Faultline writes one} tooManyActions {more was done to the run than a page replays} tooLate {it is later than a day after the start of the run} order {what was done stands in the wrong order} amount {a fault has a degree that its type does not take} design {an edit leads to a design that is not valid} notRunnable {an edit leads to a design that does not run} unknownTarget {a fault strikes something that is not in the design} startsAnew {an edit changes the seed or the scenario, which begins another run} other {the way to it is longer than a page takes on}}. Nothing of it was opened.',
    ko: '이 링크에 담긴 순간을 재현할 수 없습니다{path, select, none {} other {({path})}}. {reason, select, shape {Faultline이 쓰는 형식이 아닙니다} tooManyActions {재생할 수 있는 것보다 조작이 많습니다} tooLate {실행 시작 후 하루가 넘은 시점입니다} order {조작 순서가 맞지 않습니다} amount {장애 강도가 그 유형의 범위를 벗어납니다} design {편집 결과가 올바른 설계가 아닙니다} notRunnable {편집 결과가 실행할 수 없는 설계입니다} unknownTarget {설계에 없는 대상에 장애를 일으킵니다} startsAnew {시드나 시나리오를 바꾸는 편집이라 다른 실행이 됩니다} other {재생에 너무 오래 걸립니다}}. 아무것도 열지 않았습니다.',
  },
  'share.button': { en: 'Share', ko: '공유' },
  'share.title': { en: 'Share this design', ko: '설계 공유' },
  'share.moment': { en: 'Share this moment', ko: '이 순간 공유' },
  'share.link': { en: 'Link', ko: '링크' },
  'share.copy': { en: 'Copy link', ko: '링크 복사' },
  'share.copied': { en: 'Copied', ko: '복사했습니다' },
  'share.copyFailed': {
    en: 'The browser does not let this page copy. Select the text and copy it by hand.',
    ko: '브라우저가 복사를 허용하지 않습니다. 텍스트를 선택해 직접 복사하세요.',
  },
  'share.send': { en: 'Send…', ko: '보내기…' },
  'share.file': { en: 'Save as a file', ko: '파일로 저장' },
  'share.length': { en: '{length} characters', ko: '{length}자' },
  'share.fits.everywhere': {
    en: 'Fits everywhere: chats, shortcuts, wikis.',
    ko: '채팅, 바로 가기, 위키 어디에나 들어갑니다.',
  },
  'share.fits.shortcut': {
    en: 'Too long for a Discord message; fits Windows shortcuts and wikis.',
    ko: 'Discord 메시지에는 너무 깁니다. Windows 바로 가기와 위키에는 들어갑니다.',
  },
  'share.fits.wiki': {
    en: 'Too long for Discord and Windows shortcuts; fits wikis.',
    ko: 'Discord와 Windows 바로 가기에는 너무 깁니다. 위키에는 들어갑니다.',
  },
  'share.fits.file': {
    en: 'Too long for wikis and most chats: send the file instead.',
    ko: '위키와 대부분의 채팅에 너무 깁니다. 파일로 보내세요.',
  },
  'share.fits.nowhere': {
    en: 'Longer than a link may be ({limit} characters): send the file instead.',
    ko: '링크 한도({limit}자)를 넘습니다. 파일로 보내세요.',
  },
  'share.tick.chat': { en: 'Discord', ko: 'Discord' },
  'share.tick.shortcut': { en: 'Windows shortcut', ko: 'Windows 바로 가기' },
  'share.tick.wiki': { en: 'Wikis', ko: '위키' },
  'share.options': { en: 'What goes along', ko: '함께 보낼 내용' },
  'share.option.notes': { en: 'Leave the notes out', ko: '메모 빼기' },
  'share.option.notesHelp': {
    en: '{length, plural, =0 {There are none} one {# character} other {# characters}}',
    ko: '{length, plural, =0 {메모 없음} other {#자}}',
  },
  'share.option.moment': { en: 'This moment', ko: '지금 이 순간' },
  'share.option.momentHelp': {
    en: 'At {clock}: whoever opens the link sees the same requests fail, with the same figures.',
    ko: '{clock} 시점. 링크를 연 사람도 같은 요청이 실패하는 장면을 같은 수치로 봅니다.',
  },
  'share.option.momentWaits': { en: 'Asking the run …', ko: '실행 상태를 확인하는 중…' },
  'share.option.view': { en: 'Camera and selection', ko: '카메라와 선택' },
  'share.option.viewHelp': { en: 'Opens where you look now.', ko: '지금 보는 위치에서 열립니다.' },
  'share.option.language': { en: 'In English', ko: '한국어로' },
  'share.option.languageHelp': {
    en: 'Otherwise the page speaks the language of whoever opens it.',
    ko: '끄면 여는 사람의 언어로 보입니다.',
  },
  'share.option.readOnly': { en: 'Hide the editing controls', ko: '편집 기능 숨기기' },
  'share.option.readOnlyHelp': {
    en: 'To look at and to run. A copy can still be made and changed.',
    ko: '보고 실행하는 용도입니다. 사본을 만들면 고칠 수 있습니다.',
  },
  'share.gap.noRun': { en: 'Nothing runs yet.', ko: '아직 실행이 없습니다.' },
  'share.gap.lostWorker': {
    en: 'The simulation was restarted on the way, so nobody could replay this run. Start it over to share a moment.',
    ko: '중간에 시뮬레이션이 다시 시작되어 이 실행은 재현할 수 없습니다. 처음부터 다시 실행하세요.',
  },
  'share.gap.tooLong': {
    en: 'More was done to this run, or for longer, than a page replays. Start it over to share a moment.',
    ko: '재생할 수 있는 것보다 오래 실행했거나 조작이 많습니다. 처음부터 다시 실행하세요.',
  },
  'share.gap.stuck': {
    en: 'Simulated time stands still, so moments cannot be told apart.',
    ko: '시뮬레이션 시간이 멈춰 있어 순간을 구분할 수 없습니다.',
  },
  'share.gap.replaying': {
    en: 'The run is still on its way to a shared moment.',
    ko: '공유받은 순간까지 재생하는 중입니다.',
  },
  'share.gap.held': {
    en: 'The design as drawn cannot run. Mend its errors first.',
    ko: '지금 그린 설계는 실행할 수 없습니다. 먼저 오류를 고치세요.',
  },
  'share.inside': { en: 'In the link: {things}.', ko: '링크에 담기는 것: {things}.' },
  'share.inside.nodes': {
    en: '{count, plural, one {# node} other {# nodes}}',
    ko: '노드 {count}개',
  },
  'share.inside.wires': {
    en: '{count, plural, one {# wire} other {# wires}}',
    ko: '연결 {count}개',
  },
  'share.inside.events': {
    en: '{count, plural, one {a scenario of # event} other {a scenario of # events}}',
    ko: '시나리오 이벤트 {count}개',
  },
  'share.inside.notes': { en: 'the notes', ko: '메모' },
  'share.inside.actions': {
    en: '{count, plural, =0 {the run up to {clock}} one {the run up to {clock} with # thing that was done} other {the run up to {clock} with # things that were done}}',
    ko: '{clock}까지의 실행(조작 {count}개)',
  },
  'share.inside.view': { en: 'camera and selection', ko: '카메라와 선택' },
  'share.inside.example': {
    en: 'This example is as it was, so its name is enough. Nothing of yours is in the link.',
    ko: '예제를 고치지 않아 예제 이름만 담깁니다. 내가 만든 내용은 들어가지 않습니다.',
  },
  'share.private': {
    en: 'Nothing is uploaded: the design itself is in the link. Whoever has the link has the design, and a link cannot be revoked.',
    ko: '아무것도 업로드하지 않습니다. 설계가 링크 자체에 들어 있어, 링크를 받은 사람은 설계를 갖게 되고 되돌릴 수 없습니다.',
  },
  'share.local': {
    en: 'This page runs at an address of this computer, so the link opens only here.',
    ko: '이 페이지는 이 컴퓨터의 주소에서 열려 있어, 링크도 여기서만 열립니다.',
  },
  'share.qr': { en: 'QR code of the link', ko: '링크 QR 코드' },
  'share.qrTooLong': {
    en: 'Too long for a QR code, which holds {limit} characters.',
    ko: 'QR 코드 한도({limit}자)를 넘어 만들 수 없습니다.',
  },
  'share.embed': { en: 'Embed in a page', ko: '웹 페이지에 삽입' },
  'share.embedHelp': {
    en: 'Paste it where a page takes HTML. It shows canvas, run controls and headline, and keeps nothing.',
    ko: 'HTML을 넣을 수 있는 곳에 붙여 넣으세요. 캔버스, 실행 컨트롤, 주요 지표만 보이고 아무것도 저장하지 않습니다.',
  },
  'share.embedCode': { en: 'Embed code', ko: '삽입 코드' },
  'share.copyEmbed': { en: 'Copy code', ko: '코드 복사' },
  'open.oneFile': {
    en: 'One file at a time: nothing was opened of the {count} that were dropped.',
    ko: '파일은 한 번에 하나만 열 수 있습니다. 놓은 파일 {count}개를 열지 않았습니다.',
  },
  'open.pictureWithoutLink': {
    en: 'This picture carries no design. Pictures that were saved from Faultline do, unless something on the way has taken it out.',
    ko: '이 그림에는 설계가 들어 있지 않습니다. Faultline에서 저장한 그림에는 설계가 있지만, 전달 과정에서 제거되기도 합니다.',
  },
} as const satisfies Record<string, Text>

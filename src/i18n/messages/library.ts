import type { Text } from '../../model/text.ts'

export const libraryMessages = {
  'documents.deleted': {
    en: 'It was deleted. Bring it back in the library to open it.',
    ko: '삭제된 설계입니다. 라이브러리에서 복원한 뒤 여세요.',
  },
  'documents.deletedElsewhere': {
    en: 'This design was deleted in another tab. Your next change keeps it again.',
    ko: '다른 탭에서 이 설계를 삭제했습니다. 여기서 변경하면 다시 저장됩니다.',
  },
  'library.newerLibrary': {
    en: 'Your library was made by a newer version of Faultline, which this page cannot open. It is as it was. Reload to update the page; until then nothing is saved here, so save this design as a file.',
    ko: '라이브러리가 더 새로운 버전의 Faultline으로 만들어져 이 페이지에서 열 수 없습니다. 내용은 그대로 있습니다. 새로 고쳐 업데이트하세요. 그동안 저장되지 않으니 설계는 파일로 저장하세요.',
  },
  'library.silent': {
    en: 'Not saved: this browser’s database does not answer. Restarting the browser usually helps; save this design as a file first.',
    ko: '저장하지 못했습니다. 브라우저 데이터베이스가 응답하지 않습니다. 보통 브라우저를 다시 시작하면 해결되니, 먼저 설계를 파일로 저장하세요.',
  },
  'library.title': { en: 'My designs', ko: '내 설계' },
  'library.lead': {
    en: 'Kept in this browser only; nothing is uploaded.',
    ko: '이 브라우저에만 저장되며 어디에도 올라가지 않습니다.',
  },
  'library.search': { en: 'Search designs', ko: '설계 검색' },
  'library.filter': { en: 'Which designs', ko: '보기' },
  'library.filter.kept': { en: 'Kept', ko: '보관 중' },
  'library.filter.deleted': { en: 'Deleted', ko: '삭제됨' },
  'library.deletedLead': {
    en: 'Deleted in the last 7 days. After that they are gone.',
    ko: '최근 7일 안에 삭제한 설계입니다. 이후에는 완전히 사라집니다.',
  },
  'library.loading': { en: 'Opening the library…', ko: '라이브러리를 여는 중…' },
  'library.empty': {
    en: 'Nothing is kept yet. Draw something, and it stands here from its first change on.',
    ko: '아직 저장한 설계가 없습니다. 무언가를 그리면 첫 변경부터 여기에 나타납니다.',
  },
  'library.emptyDeleted': {
    en: 'Nothing was deleted in the last 7 days.',
    ko: '최근 7일 안에 삭제한 설계가 없습니다.',
  },
  'library.noMatch': { en: 'No design matches “{query}”.', ko: '“{query}”에 맞는 설계가 없습니다.' },
  'library.unavailable': {
    en: 'The library cannot be opened: this browser keeps nothing for this page, or its database does not answer. You can go on drawing; save your design as a file.',
    ko: '라이브러리를 열 수 없습니다. 브라우저가 이 페이지의 데이터를 저장하지 않거나 데이터베이스가 응답하지 않습니다. 계속 그릴 수 있지만 설계는 파일로 저장하세요.',
  },
  'library.nodes': { en: '{count, plural, one {# node} other {# nodes}}', ko: '노드 {count}개' },
  'library.open': { en: 'open', ko: '열려 있음' },
  'library.origin.new': { en: 'Own', ko: '직접 작성' },
  'library.origin.example': { en: 'Example', ko: '예제' },
  'library.origin.lesson': { en: 'Lesson', ko: '강의' },
  'library.origin.link': { en: 'Link', ko: '링크' },
  'library.origin.file': { en: 'File', ko: '파일' },
  'library.origin.copy': { en: 'Copy', ko: '사본' },
  'library.actions': { en: 'Actions for “{title}”', ko: '“{title}” 작업' },
  'library.rename': { en: 'Rename', ko: '이름 바꾸기' },
  'library.newName': { en: 'New name of “{title}”', ko: '“{title}”의 새 이름' },
  'library.duplicate': { en: 'Duplicate', ko: '사본 만들기' },
  'library.versions': { en: 'Earlier versions', ko: '이전 버전' },
  'library.delete': { en: 'Delete', ko: '삭제' },
  'library.bringBack': { en: 'Bring back', ko: '복원' },
  'library.undo': { en: 'Undo', ko: '실행 취소' },
  'library.deletedNow': { en: '“{title}” was deleted.', ko: '“{title}”을(를) 삭제했습니다.' },
  'library.broughtBack': { en: '“{title}” is back.', ko: '“{title}”을(를) 복원했습니다.' },
  'library.unreadablePicture': { en: 'cannot be read', ko: '읽을 수 없음' },
  'library.unreadable': {
    en: '“{title}” cannot be read. Open it to see why, and to download it as it is.',
    ko: '“{title}”을(를) 읽을 수 없습니다. 열면 이유를 확인하고 원본을 내려받을 수 있습니다.',
  },
  'library.otherTab': {
    en: '“{title}” is open in another tab. Change it there, or close that tab.',
    ko: '“{title}”이(가) 다른 탭에 열려 있습니다. 그 탭에서 바꾸거나 탭을 닫으세요.',
  },
  'library.failed': {
    en: 'That could not be saved ({reason}). Nothing was changed.',
    ko: '저장하지 못했습니다({reason}). 바뀐 것은 없습니다.',
  },
  'library.reason.full': { en: 'no room is left', ko: '남은 공간 없음' },
  'library.reason.conflict': { en: 'another tab has changed it', ko: '다른 탭에서 변경됨' },
  'library.unsavedFirst': {
    en: 'The open design could not be saved, so it was not deleted.',
    ko: '열린 설계를 저장하지 못해 삭제하지 않았습니다.',
  },
  'library.back': { en: 'All designs', ko: '모든 설계' },
  'library.versionsOf': { en: 'Versions of “{title}”', ko: '“{title}”의 버전' },
  'library.versionsLead': {
    en: 'One is kept when you begin to work and every ten minutes after that; the last 20 stay.',
    ko: '작업을 시작할 때, 그리고 10분마다 하나씩 남기며 최근 20개를 보관합니다.',
  },
  'library.noVersions': {
    en: 'There is no earlier version yet. The first is kept with your next change.',
    ko: '아직 이전 버전이 없습니다. 다음에 변경하면 처음으로 남습니다.',
  },
  'library.versionNow': { en: 'As it is now', ko: '지금 상태' },
  'library.openCopy': { en: 'Open as a copy', ko: '사본으로 열기' },
  'library.versionCopy': { en: '{title} ({time})', ko: '{title} ({time})' },
  'library.versionBack': {
    en: 'The version of {time} is the newest state now. What was there before is kept as a version.',
    ko: '{time} 버전이 최신 상태가 되었습니다. 직전 상태도 버전으로 남겼습니다.',
  },
  'library.exportAll': { en: 'Export all', ko: '모두 내보내기' },
  'library.import': { en: 'Import', ko: '가져오기' },
  'library.archiveName': { en: 'faultline-library', ko: 'faultline-library' },
  'library.exported': {
    en: 'The designs were exported{unread, plural, =0 {} one {; one cannot be read and is kept as text} other {; # cannot be read and are kept as text}}{missing, plural, =0 {} one {; the content of one is lost, so it is not in the file} other {; the content of # is lost, so they are not in the file}}.',
    ko: '설계를 내보냈습니다{unread, plural, =0 {} other {. #개는 읽을 수 없어 텍스트로 담았습니다}}{missing, plural, =0 {} other {. #개는 내용이 없어져 파일에 담지 못했습니다}}.',
  },
  'library.importing': { en: 'Importing “{name}”…', ko: '“{name}” 가져오는 중…' },
  'library.imported': {
    en: '{added, plural, =0 {Nothing was added} one {One design was added} other {# designs were added}}{same, plural, =0 {} one {, one was there already} other {, # were there already}}{failed, plural, =0 {} one {, one could not be saved} other {, # could not be saved}}{unread, plural, =0 {} one {; one cannot be read and is kept as text} other {; # cannot be read and are kept as text}}.',
    ko: '{added, plural, =0 {추가한 설계가 없습니다} other {설계 #개를 추가했습니다}}{same, plural, =0 {} other {. #개는 이미 있습니다}}{failed, plural, =0 {} other {. #개는 저장하지 못했습니다}}{unread, plural, =0 {} other {. #개는 읽을 수 없어 텍스트로 보관했습니다}}.',
  },
  'library.archive.notArchive': {
    en: '“{name}” is no exported library. Open single designs with “Open file”.',
    ko: '“{name}”은(는) 내보낸 라이브러리가 아닙니다. 설계 하나는 “파일 열기”로 여세요.',
  },
  'library.archive.newer': {
    en: '“{name}” was exported by a newer version of Faultline (form {version}). Reload the page to update it.',
    ko: '“{name}”은(는) 더 새로운 버전의 Faultline이 내보낸 파일입니다(형식 {version}). 페이지를 새로 고쳐 업데이트하세요.',
  },
  'library.archive.tooLarge': {
    en: '“{name}” is larger than {limit} MB, the most that can be imported.',
    ko: '“{name}”이(가) 가져올 수 있는 최대 크기 {limit} MB보다 큽니다.',
  },
  'library.storage': {
    en: '{used} of about {quota} used.',
    ko: '약 {quota} 중 {used} 사용.',
  },
  'library.persisted': {
    en: 'The browser keeps it until you delete it.',
    ko: '직접 지울 때까지 브라우저가 보관합니다.',
  },
  'library.notPersisted': {
    en: 'The browser may throw it away when the disk gets full.',
    ko: '디스크가 부족하면 브라우저가 지울 수 있습니다.',
  },
  'library.persist': { en: 'Ask it to keep it', ko: '보관 요청' },
  'library.persistRefused': {
    en: 'The browser has not agreed. It often does once the page is installed or bookmarked; until then export what matters.',
    ko: '브라우저가 허용하지 않았습니다. 페이지를 설치하거나 북마크하면 허용되는 경우가 많습니다. 그전에는 중요한 설계를 내보내 두세요.',
  },
  'time.now': { en: 'just now', ko: '방금' },
  'time.minutes': {
    en: '{count, plural, one {a minute ago} other {# minutes ago}}',
    ko: '{count}분 전',
  },
  'time.hours': { en: '{count, plural, one {an hour ago} other {# hours ago}}', ko: '{count}시간 전' },
  'time.days': {
    en: '{count, plural, one {yesterday} other {# days ago}}',
    ko: '{count, plural, =1 {어제} other {#일 전}}',
  },
} satisfies Record<string, Text>

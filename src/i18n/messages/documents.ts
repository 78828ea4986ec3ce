import type { Text } from '../../model/text.ts'

export const documentMessages = {
  'parse.badId': {
    en: '{where}: the id holds half a character, which no file can keep; give it another.',
    ko: '{where}: id에 깨진 문자가 있어 저장할 수 없습니다. 다른 id를 지정하세요.',
  },
  'parse.unwantedText': {
    en: '{where}: control characters were left out.',
    ko: '{where}: 제어 문자를 뺐습니다.',
  },
  'parse.unwantedKey': {
    en: '{where}: this property was left out, because its name is not safe.',
    ko: '{where}: 이름이 안전하지 않아 이 속성을 뺐습니다.',
  },
  'file.tooLarge': {
    en: 'It is larger than {limit} MB, the most that can be opened.',
    ko: '열 수 있는 최대 크기인 {limit} MB보다 큽니다.',
  },
  'file.empty': { en: 'It is empty.', ko: '빈 파일입니다.' },
  'file.encoding': {
    en: '{looksLike, select, none {It is not text in UTF-8} other {It is text in {looksLike}}}. Save it as UTF-8 and open it again.',
    ko: '{looksLike, select, none {UTF-8 텍스트가 아닙니다} other {{looksLike} 텍스트입니다}}. UTF-8로 저장한 뒤 다시 여세요.',
  },
  'file.format': {
    en: 'It is a file of {format}, which cannot be opened. Designs (JSON), pictures saved from here (SVG, PNG) and Mermaid text can.',
    ko: '{format} 파일은 열 수 없습니다. 설계(JSON), 여기서 저장한 그림(SVG, PNG), Mermaid 텍스트를 열 수 있습니다.',
  },
  'link.foreign': {
    en: 'It holds nothing that Faultline has written.',
    ko: 'Faultline이 만든 내용이 들어 있지 않습니다.',
  },
  'link.cut': {
    en: 'It ends after {at} characters, before it is complete: usually the chat or the mail has cut it off. Ask for it once more, as a file or a short link.',
    ko: '{at}자에서 끊겼습니다. 보통 채팅이나 메일이 링크를 자른 경우입니다. 파일이나 짧은 링크로 다시 받아 보세요.',
  },
  'link.character': {
    en: 'Character {at} is “{character}”, which no link of Faultline holds. Copy the whole link once more, without what stands round it.',
    ko: '{at}번째 문자 “{character}”은(는) Faultline 링크에 나올 수 없습니다. 앞뒤 글자 없이 링크 전체를 다시 복사해 보세요.',
  },
  'link.changed': {
    en: 'A part of it was changed on the way: its checksum does not fit. Copy the whole link once more.',
    ko: '전달되는 동안 일부가 바뀌었습니다(체크섬 불일치). 링크 전체를 다시 복사해 보세요.',
  },
  'link.tooLong': {
    en: 'It has {length} characters, more than the limit of {limit}. Ask for the design as a file.',
    ko: '{length}자로 한도 {limit}자를 넘습니다. 설계를 파일로 받아 보세요.',
  },
  'link.tooLarge': {
    en: 'What is in it grows beyond {limit} bytes, more than any design needs. It was not opened.',
    ko: '내용을 풀면 {limit}바이트를 넘어 설계로 볼 수 없습니다. 열지 않았습니다.',
  },
  'link.newer': {
    en: 'It was made by a newer version of Faultline (links of version {version}; this page knows {known}). Reload the page to update it.',
    ko: '더 새로운 버전의 Faultline에서 만든 링크입니다(링크 버전 {version}, 이 페이지는 {known}까지). 페이지를 새로 고쳐 업데이트하세요.',
  },
  'link.unknown': {
    en: 'Its address asks for “{text}”, which this version does not know.',
    ko: '주소가 가리키는 “{text}”을(를) 이 버전은 알지 못합니다.',
  },
  'documents.linkTitle': { en: 'This link could not be opened', ko: '링크를 열지 못했습니다' },
  'documents.linkSafe': {
    en: 'Nothing was changed: your own designs are as they were.',
    ko: '바뀐 것은 없습니다. 내 설계는 그대로 있습니다.',
  },
  'documents.openMine': { en: 'Open my last design', ko: '마지막 설계 열기' },
  'documents.openLibrary': { en: 'Open the library', ko: '라이브러리 열기' },
  'documents.openExample': { en: 'Open the example', ko: '예제 열기' },
  'documents.shared': {
    en: 'Shared design, kept as a copy in your library.',
    ko: '공유받은 설계입니다. 내 라이브러리에 사본으로 저장했습니다.',
  },
  'documents.back': { en: 'Back to “{title}”', ko: '“{title}”(으)로 돌아가기' },
  'documents.viewOnly': {
    en: 'Shared to be looked at. Make a copy to change it.',
    ko: '보기 전용으로 공유된 설계입니다. 고치려면 사본을 만드세요.',
  },
  'documents.otherTab': {
    en: 'This design is open in another tab, which edits it. Here you see its changes.',
    ko: '다른 탭에서 이 설계를 편집하고 있습니다. 여기에는 그 변경이 보입니다.',
  },
  'documents.takeOver': { en: 'Edit it here', ko: '여기서 편집' },
  'documents.makeCopy': { en: 'Make a copy', ko: '사본 만들기' },
  'documents.copyOf': { en: '{title} (copy)', ko: '{title} (사본)' },
  'documents.newerBuild': {
    en: 'A newer version of Faultline is open in another tab and has taken over your library. Reload this page to go on editing; what you see here was saved.',
    ko: '다른 탭에서 더 새로운 버전의 Faultline이 라이브러리를 쓰고 있습니다. 계속 편집하려면 이 페이지를 새로 고치세요. 보이는 내용은 저장되어 있습니다.',
  },
  'documents.reload': { en: 'Reload', ko: '새로 고침' },
  'documents.blocked': {
    en: 'An older version of Faultline in another tab keeps the library closed. Close that tab, or reload it; until then nothing is saved here.',
    ko: '다른 탭의 이전 버전 Faultline 때문에 라이브러리를 열 수 없습니다. 그 탭을 닫거나 새로 고치세요. 그동안 여기서는 저장되지 않습니다.',
  },
  'documents.noStorage': {
    en: 'This browser keeps nothing for this page (a private window, or storage is switched off). You can go on; save your design as a file.',
    ko: '이 브라우저는 이 페이지의 데이터를 저장하지 않습니다(비공개 창이거나 저장이 꺼져 있음). 계속 쓸 수 있지만, 설계는 파일로 저장하세요.',
  },
  'documents.full': {
    en: 'Not saved: the browser has no room left for it. Delete designs in the library, or save this one as a file.',
    ko: '저장하지 못했습니다. 브라우저에 남은 공간이 없습니다. 라이브러리에서 설계를 지우거나 이 설계를 파일로 저장하세요.',
  },
  'documents.saveFailed': {
    en: 'Not saved ({reason}). Faultline tries again with your next change; save it as a file to be sure.',
    ko: '저장하지 못했습니다({reason}). 다음 변경 때 다시 시도합니다. 확실히 하려면 파일로 저장하세요.',
  },
  'documents.saveFile': { en: 'Save as a file', ko: '파일로 저장' },
  'documents.tryAgain': { en: 'Try again', ko: '다시 시도' },
  'documents.olderText': {
    en: 'The newest state of this design was damaged, so this is the one before it.',
    ko: '이 설계의 최신 저장본이 손상되어 바로 앞 저장본을 열었습니다.',
  },
  'documents.conflictCopy': {
    en: 'Another tab has saved this design meanwhile. Nothing of it was overwritten: your changes are kept as a copy.',
    ko: '그사이 다른 탭이 이 설계를 저장했습니다. 덮어쓰지 않고 내 변경을 사본으로 저장했습니다.',
  },
  'documents.unreadable': {
    en: '“{title}” cannot be read: {reason} It is kept as it is.',
    ko: '“{title}”을(를) 읽을 수 없습니다. {reason} 원본은 그대로 남아 있습니다.',
  },
  'documents.download': { en: 'Download it as it is', ko: '원본 그대로 내려받기' },
  'documents.unsaved': {
    en: 'What is open could not be saved and would be lost. Save it as a file first.',
    ko: '지금 열린 설계를 저장하지 못해 잃을 수 있습니다. 먼저 파일로 저장하세요.',
  },
  'documents.openAnyway': { en: 'Open the other anyway', ko: '그래도 다른 설계 열기' },
  'documents.missing': {
    en: 'It is no longer in the library.',
    ko: '라이브러리에 더 이상 없습니다.',
  },
  'documents.unavailable': {
    en: 'The library cannot be opened now. Try again in a moment.',
    ko: '지금은 라이브러리를 열 수 없습니다. 잠시 뒤 다시 시도하세요.',
  },
  'documents.repaired': {
    en: '{count, plural, one {One thing was put right while opening} other {# things were put right while opening}}: {first}',
    ko: '여는 동안 {count}곳을 바로잡았습니다: {first}',
  },
  'documents.refused': {
    en: 'That edit was left out, because the design could not be saved with it: {reason}',
    ko: '그 편집은 적용하지 않았습니다. 그대로는 설계를 저장할 수 없습니다: {reason}',
  },
  'save.untouched': { en: 'Not changed yet', ko: '아직 변경 없음' },
  'save.readOnly': { en: 'Read only', ko: '읽기 전용' },
} as const satisfies Record<string, Text>

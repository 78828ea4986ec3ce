import type { Text } from '../../model/text.ts'

/** Commands that stand in no menu yet, or under another name there. */
export const commandListMessages = {
  'command.rename': { en: 'Rename', ko: '이름 바꾸기' },
  'command.moveLeft': { en: 'Move the selected to the left', ko: '선택한 노드를 왼쪽으로' },
  'command.moveUp': { en: 'Move the selected up', ko: '선택한 노드를 위로' },
  'command.moveRight': { en: 'Move the selected to the right', ko: '선택한 노드를 오른쪽으로' },
  'command.moveDown': { en: 'Move the selected down', ko: '선택한 노드를 아래로' },
  'command.zoomIn': { en: 'Zoom in', ko: '확대' },
  'command.zoomOut': { en: 'Zoom out', ko: '축소' },
  'command.zoomSelection': { en: 'Zoom to the selection', ko: '선택한 곳으로 확대' },
  'command.korean': { en: '한국어 (Korean)', ko: '한국어' },
  'command.english': { en: 'English', ko: 'English (영어)' },
  'command.library': { en: 'My designs…', ko: '내 설계…' },
  'command.versions': { en: 'Earlier versions…', ko: '이전 버전…' },
  'command.share': { en: 'Share a link…', ko: '링크 공유…' },
  'command.film': { en: 'Record a moving picture…', ko: '동영상 녹화…' },
  'command.importMermaid': { en: 'Import Mermaid…', ko: 'Mermaid 가져오기…' },
  'command.exportMermaid': { en: 'Export as Mermaid', ko: 'Mermaid로 내보내기' },
} as const satisfies Record<string, Text>

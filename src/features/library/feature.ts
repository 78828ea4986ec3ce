import type { Feature, LoadPart } from '../../page/feature.ts'
import { openVersions } from './library-view.ts'

/** The documents that this browser keeps. */
export const library = (load: LoadPart): Feature => ({
  dialog: { id: 'library', load },
  commands: [
    {
      id: 'file.library',
      title: 'command.library',
      icon: 'library',
      words: 'library, my designs, documents, open, recent, 보관함, 라이브러리, 내 설계, 최근',
      key: { shown: 'Ctrl O', chord: { key: 'o', code: 'KeyO', mod: true }, group: 'find' },
      menu: 'open',
    },
    {
      id: 'file.versions',
      title: 'command.versions',
      icon: 'restart',
      words: 'versions, history, earlier, 버전, 이력, 기록',
      run: ({ desk }) => openVersions(desk.getState().desk.id),
    },
  ],
})

/** The examples of the teaching story. */
export const gallery: Feature = {
  dialog: { id: 'gallery', load: () => import('./gallery-dialog.tsx') },
  commands: [
    {
      id: 'file.gallery',
      title: 'menu.gallery',
      icon: 'gallery',
      words: 'examples, gallery, stages, days, curriculum, template, 예제 모음, 단계, 커리큘럼, 템플릿',
      menu: 'open',
    },
  ],
}

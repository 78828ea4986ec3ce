import type { Feature } from '../../page/feature.ts'

/** The design and the run as tables. */
export const outline: Feature = {
  dialog: { id: 'outline', load: () => import('./outline-dialog.tsx') },
  commands: [
    {
      id: 'view.outline',
      title: 'menu.outline',
      icon: 'outline',
      words: 'outline, table, list, tree, 개요, 표, 목록',
      key: { shown: 'O', chord: { key: 'o', code: 'KeyO' }, group: 'find' },
      menu: 'look',
    },
  ],
}

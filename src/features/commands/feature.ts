import type { Feature, LoadPart } from '../../page/feature.ts'

/** Everything that the page can do, by its name. */
export const commands = (load: LoadPart): Feature => ({
  dialog: { id: 'commands', load },
  commands: [
    {
      id: 'view.commands',
      title: 'menu.commands',
      icon: 'search',
      // It is open where it would be offered.
      words: '',
      key: { shown: 'Ctrl K', chord: { key: 'k', code: 'KeyK', mod: true }, group: 'find' },
      menu: 'look',
    },
  ],
})

/** The keys of the page. */
export const shortcuts: Feature = {
  dialog: { id: 'shortcuts', load: () => import('./shortcuts-dialog.tsx') },
  commands: [
    {
      id: 'view.shortcuts',
      title: 'menu.shortcuts',
      icon: 'keyboard',
      words: 'shortcuts, keys, help, hotkeys, 단축키, 도움말, 키보드',
      key: { shown: '?', chord: { key: '?', code: 'Slash', shift: true }, group: 'find' },
      menu: 'look',
    },
  ],
}

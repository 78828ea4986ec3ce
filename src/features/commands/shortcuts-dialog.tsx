import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { pageStore } from '../../page/page-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SHORTCUT_GROUPS, SHORTCUTS } from './shortcuts.ts'
import './commands.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const named = (keys: string): string => (isMac ? keys.replace('Ctrl', '⌘').replace('Shift', '⇧') : keys)

export default function ShortcutsDialog() {
  const t = useT()
  const open = useStore(pageStore, (state) => state.dialog === 'shortcuts')
  return (
    <Dialog
      open={open}
      onClose={() => pageStore.setState({ dialog: 'none' })}
      title={t('menu.shortcuts')}
      closeLabel={t('dialog.close')}
    >
      <div className="shortcuts">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`shortcuts.${group}`)}</h3>
            <dl>
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                <div key={shortcut.label}>
                  <dt>{t(shortcut.label)}</dt>
                  <dd>
                    {shortcut.shown.map((keys) => (
                      <kbd key={keys} className="ui-kbd">
                        {named(keys)}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

import { useT } from '../../i18n/use-t.ts'
import { KEY_GROUPS, type PartProps } from '../../page/feature.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { shortcutsOf } from './feature-commands.ts'
import { SHORTCUTS } from './shortcuts.ts'
import './commands.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const named = (keys: string): string => (isMac ? keys.replace('Ctrl', '⌘').replace('Shift', '⇧') : keys)

export default function ShortcutsDialog({ features }: Pick<PartProps, 'features'>) {
  const t = useT()
  const open = useDialog('shortcuts')
  const all = [...SHORTCUTS, ...shortcutsOf(features)]
  return (
    <Dialog
      open={open}
      onClose={() => closeDialog()}
      title={t('menu.shortcuts')}
      closeLabel={t('dialog.close')}
    >
      <div className="shortcuts">
        {KEY_GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`shortcuts.${group}`)}</h3>
            <dl>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
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

import { KillServer } from '../features/top-bar/kill-server.tsx'
import { UsersControl } from '../features/top-bar/users-control.tsx'
import { useT } from '../i18n/use-t.ts'
import { pageStore } from '../page/page-store.ts'
import { killServer, restoreAll } from '../session/faults.ts'
import { IconButton } from '../ui/button.tsx'
import { session } from './page-session.ts'

/** What floats over the canvas of a phone, in reach of the thumb: add, kill, and the users slider. */
export function PhoneTools() {
  const t = useT()
  return (
    <div className="phone-tools">
      <div className="phone-tools-row">
        <IconButton
          icon="plus"
          label={t('palette.open')}
          variant="line"
          onClick={() => pageStore.setState({ paletteOpen: true })}
        />
        <KillServer onKill={() => killServer(session)} onRestore={() => restoreAll(session)} brief={false} />
      </div>
      <div className="users-float">
        <UsersControl />
      </div>
    </div>
  )
}

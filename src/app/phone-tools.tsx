import { KillServer } from '../features/top-bar/kill-server.tsx'
import { UsersControl } from '../features/top-bar/users-control.tsx'
import { useT } from '../i18n/use-t.ts'
import { uiStore } from '../store/stores.ts'
import { IconButton } from '../ui/button.tsx'
import { killServer, restoreAll } from './faults.ts'

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
          onClick={() => uiStore.setState({ paletteOpen: true })}
        />
        <KillServer onKill={killServer} onRestore={restoreAll} brief={false} />
      </div>
      <div className="users-float">
        <UsersControl />
      </div>
    </div>
  )
}

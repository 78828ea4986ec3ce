import { KillServer } from '../features/top-bar/kill-server.tsx'
import { UsersControl } from '../features/top-bar/users-control.tsx'
import { useT } from '../i18n/use-t.ts'
import { openDialog, pageStore } from '../page/page-store.ts'
import { lanesShown } from '../session/failover-lanes.ts'
import { killServer, restoreAll } from '../session/faults.ts'
import { useReading } from '../session/react.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { session } from './page-session.ts'

/** What floats over the canvas of a phone, in reach of the thumb: add, kill, and the users slider. */
export default function PhoneTools() {
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
        <FailuresButton />
        <KillServer onKill={() => killServer(session)} onRestore={() => restoreAll(session)} brief={false} />
      </div>
      <div className="users-float">
        <UsersControl />
      </div>
    </div>
  )
}

/** How many faults have a result that nobody has dismissed; behind it are the lanes and the scenario. */
function FailuresButton() {
  const t = useT()
  const count = useReading(() => lanesShown(session).filter(({ phases }) => phases.length > 0).length)
  return (
    <Button variant="line" className="phone-tools-failures" onClick={() => openDialog('failures')}>
      {t('failures.open', { count })}
    </Button>
  )
}

import { useT } from '../../i18n/use-t.ts'
import { nodesUnder } from '../../reading/fault-targets.ts'
import { faultMenu } from '../../reading/fault-words.ts'
import { type Struck, struckAt } from '../../reading/struck.ts'
import { strike } from '../../session/faults.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuEntries } from '../../ui/menu.tsx'

interface RowFaultsProps {
  readonly id: string
  readonly name: string
  /** Whether it stands beside the button that kills. */
  readonly more: boolean
  /** What is down can only be restored, which the row has a button for. */
  readonly disabled: boolean
}

/** The menu of all that can be done to the node or wire of a row. */
export function RowFaults({ id, name, more, disabled }: RowFaultsProps) {
  const t = useT()
  const word = t(more ? 'faults.more' : 'break.title')
  return (
    <Menu
      trigger={
        <Button variant="line" disabled={disabled} aria-label={t('faults.on', { fault: word, name })}>
          {word}
          <Icon name="down" size={12} />
        </Button>
      }
    >
      <Entries id={id} />
    </Menu>
  )
}

/** Apart, so that a closed menu asks nothing. */
function Entries({ id }: Pick<RowFaultsProps, 'id'>) {
  const session = useSession()
  const t = useT()
  const { design } = session.design.getState()
  const now: Struck = struckAt(session.run.frames.latest, nodesUnder(design, id), [id])
  return (
    <MenuEntries
      entries={faultMenu(design, [id], now, t)}
      onPick={(choice) => strike(session, [id], choice)}
    />
  )
}

import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { dragFault } from '../../page/drag-data.ts'
import { nodesUnder } from '../../reading/fault-targets.ts'
import { type FaultEntry, faultMenu } from '../../reading/fault-words.ts'
import { struckAt } from '../../reading/struck.ts'
import { useReading, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuEntries } from '../../ui/menu.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { InspectorActions } from './inspector-actions.ts'

interface BreakActionsProps {
  readonly ids: readonly string[]
  readonly onFault: InspectorActions['onFault']
}

/** The plainest way to break what is selected, or to end what was done to it; everything else is in the menu beside it. */
export function BreakActions({ ids, onFault }: BreakActionsProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const nodes = ids.flatMap((id) => nodesUnder(design, id))
  // What can be done is about the present, also while somebody looks back.
  const down = useReading(() => struckAt(session.run.frames.latest, nodes, ids).down)
  const struck = useReading(() => struckAt(session.run.frames.latest, nodes, ids).struck)
  const entries = faultMenu(design, ids, { down, struck }, t)
  const main = entries.find(({ value: { type } }) =>
    struck ? type === 'restore' : type === 'kill' || type === 'cut',
  )
  const others = entries.filter((entry) => entry !== main && (entry.value.type !== 'restore' || !main))
  return (
    <>
      {main ? <MainButton entry={main} onPick={() => onFault(ids, main.value)} /> : null}
      {others.length > 0 ? (
        <Menu
          trigger={
            <Button variant="line">
              {t(main ? 'faults.more' : 'break.title')}
              <Icon name="down" size={12} />
            </Button>
          }
        >
          <MenuEntries
            entries={entries}
            onPick={(choice) => onFault(ids, choice)}
            onDrag={(event, choice) => dragFault(event, { ...choice, targets: ids })}
          />
        </Menu>
      ) : null}
    </>
  )
}

function MainButton({ entry, onPick }: { readonly entry: FaultEntry; readonly onPick: () => void }) {
  const t = useT()
  const { type } = entry.value
  return (
    <Tooltip content={entry.help} side="top">
      <Button variant={type === 'restore' ? 'line' : 'danger'} icon={entry.icon} onClick={onPick}>
        {t(`fault.${type}`)}
      </Button>
    </Tooltip>
  )
}

import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { FAULT_TYPES } from '../../model/fault.ts'
import { dragFault } from '../../page/drag-data.ts'
import { faultsAt, targetOf } from '../../reading/fault-targets.ts'
import { faultHelp, faultIcon, faultName, faultText } from '../../reading/fault-words.ts'
import { strike } from '../../session/faults.ts'
import { useSession } from '../../session/react.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'

/** Those that stand above with their names. */
const NAMED: readonly string[] = ['kill', 'restore']

/** Every other fault: a click does it to what is selected, a drag to where it is dropped. */
export default function FaultTools() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const { nodes, wires } = useStore(session.selection)
  const selected = [...nodes, ...wires]
  return (
    <div className="palette-faults" role="toolbar" aria-label={t('break.others')}>
      {FAULT_TYPES.filter((type) => !NAMED.includes(type)).map((type) => {
        const struck = selected.filter((id) => faultsAt(design, id).includes(type))
        const choice = { type, amount: null }
        return (
          <Tooltip
            key={type}
            side="right"
            content={`${faultText(choice, t)}. ${faultHelp(type, t)} ${t('break.drag')}`}
          >
            <button
              type="button"
              className="palette-fault"
              aria-label={faultName(type, t)}
              aria-disabled={struck.length === 0}
              draggable={!readOnly && targetOf(design, type, []) !== undefined}
              onDragStart={(event) => dragFault(event, { ...choice, targets: [] })}
              onClick={() => {
                if (struck.length > 0) strike(session, struck, choice)
              }}
            >
              <Icon name={faultIcon(type)} />
            </button>
          </Tooltip>
        )
      })}
    </div>
  )
}

import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { useSession } from '../../session/react.tsx'
import { IconButton } from '../../ui/button.tsx'
import { BreakActions } from './break-actions.tsx'
import type { InspectorActions } from './inspector-actions.ts'

interface PanelActionsProps {
  /** Ids of the selected nodes and wires. */
  readonly ids: readonly string[]
  /** A wire alone cannot be duplicated. */
  readonly duplicates?: boolean
  readonly actions: InspectorActions
}

/** What can be done with the selection, always in view at the foot of the panel. */
export function PanelActions({ ids, duplicates = true, actions }: PanelActionsProps) {
  const session = useSession()
  const t = useT()
  const readOnly = useStore(session.design, (state) => state.readOnly)
  return (
    <div className="inspector-actions">
      <BreakActions ids={ids} onFault={actions.onFault} />
      <div className="inspector-actions-edit">
        {duplicates ? (
          <IconButton
            icon="copy"
            variant="line"
            label={t('action.duplicate')}
            keys="Ctrl D"
            disabled={readOnly}
            onClick={actions.onDuplicate}
          />
        ) : null}
        <IconButton
          icon="trash"
          variant="line"
          label={t('action.delete')}
          keys="Del"
          disabled={readOnly}
          onClick={actions.onDelete}
        />
      </div>
    </div>
  )
}

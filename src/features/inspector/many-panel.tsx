import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignEdge, DesignNode } from '../../model/design.ts'
import { useReading } from '../../runtime/react.ts'
import { Button } from '../../ui/button.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import { PanelHead } from './panel-head.tsx'

interface ManyPanelProps {
  readonly nodes: readonly DesignNode[]
  readonly wires: readonly DesignEdge[]
  readonly actions: InspectorActions
  readonly onClose: () => void
}

/** Several things at once: how many of which kind, and what can be done with all of them. */
export function ManyPanel({ nodes, wires, actions, onClose }: ManyPanelProps) {
  const t = useT()
  const mortal = nodes.filter((node) => kindModel(node.kind)?.traits.mortal).map((node) => node.id)
  const down = useReading((frame) => mortal.filter((id) => frame?.node(id, 'down') === 1).length)
  const kinds = new Map<string, number>()
  for (const node of nodes) kinds.set(node.kind, (kinds.get(node.kind) ?? 0) + 1)
  return (
    <>
      <PanelHead
        icon="copy"
        title={<h2>{t('many.title', { count: nodes.length + wires.length })}</h2>}
        kind=""
        onClose={onClose}
      />
      <ul className="inspector-list">
        {[...kinds].map(([kind, count]) => {
          const model = kindModel(kind)
          return (
            <li key={kind}>
              {model ? t.text(model.name) : kind} <b>{count}</b>
            </li>
          )
        })}
        {wires.length > 0 ? (
          <li>
            {t('many.wires')} <b>{wires.length}</b>
          </li>
        ) : null}
      </ul>
      <div className="inspector-actions">
        {mortal.length > down ? (
          <Button variant="danger" icon="kill" onClick={() => actions.onKill(mortal)}>
            {t('break.kill')}
          </Button>
        ) : null}
        {down > 0 ? (
          <Button variant="line" icon="restore" onClick={() => actions.onRestore(mortal)}>
            {t('break.restore')}
          </Button>
        ) : null}
        {nodes.length > 0 ? (
          <Button variant="line" onClick={actions.onDuplicate}>
            {t('action.duplicate')}
          </Button>
        ) : null}
        <Button variant="line" onClick={actions.onDelete}>
          {t('action.delete')}
        </Button>
      </div>
    </>
  )
}

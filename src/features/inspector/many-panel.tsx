import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignEdge, DesignNode } from '../../model/design.ts'
import type { InspectorActions } from './inspector-actions.ts'
import { PanelActions } from './panel-actions.tsx'
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
      <PanelActions
        ids={[...nodes, ...wires].map(({ id }) => id)}
        duplicates={nodes.length > 0}
        actions={actions}
      />
    </>
  )
}

import { useStore } from 'zustand'
import { serviceFields } from '../../analysis/fit/service.ts'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignNode } from '../../model/design.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import type { FittedNode } from '../../reading/fit-sentence.ts'
import { nodeName } from '../../scene/names.ts'
import { setNodeParams } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FitForm } from './fit-form.tsx'
import './fit.css'

/** Puts what was measured into the selected node, as one step of undo. */
export default function FitDialog() {
  const session = useSession()
  const t = useT()
  const open = useDialog('fit')
  const design = useStore(session.design, (state) => state.design)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const selected = useStore(session.selection, (state) => state.nodes)
  const node = selected.size === 1 ? design.nodes.find(({ id }) => selected.has(id)) : undefined
  const target = node && fittedNode(node)
  return (
    <Dialog
      open={open}
      onClose={closeDialog}
      title={node && target ? t('fit.title', { name: nodeName(design, node, t.language) }) : t('fit.command')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      {node && target ? (
        <FitForm
          key={node.id}
          target={target}
          readOnly={readOnly}
          onApply={(params) => {
            session.design.edit((current) => setNodeParams(current, node.id, params))
            closeDialog()
          }}
        />
      ) : (
        <div className="fit">
          <p className="fit-none">{t('fit.noNode')}</p>
          <div className="fit-foot">
            <Button variant="primary" onClick={closeDialog}>
              {t('dialog.close')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** The node with its times of service, where its kind has any. */
function fittedNode({ kind, params }: DesignNode): FittedNode | undefined {
  const model = kindModel(kind)
  const fields = model && serviceFields(model.fields)
  return fields && fields.means.length > 0 ? { model, params, fields } : undefined
}

import { useT } from '../../i18n/use-t.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EventTable } from './event-table.tsx'
import { NodeTable } from './node-table.tsx'
import { WireTable } from './wire-table.tsx'
import './outline.css'

/** The design and the run as tables: what the canvas shows, for whoever reads rather than looks. */
export default function OutlineDialog() {
  const t = useT()
  const open = useDialog('outline')
  return (
    <Dialog
      open={open}
      onClose={() => closeDialog()}
      title={t('outline.title')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      <div className="outline">
        <NodeTable />
        <WireTable />
        <EventTable />
      </div>
    </Dialog>
  )
}

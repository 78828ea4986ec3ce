import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { pageStore } from '../../page/page-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EventTable } from './event-table.tsx'
import { NodeTable } from './node-table.tsx'
import type { OutlineActions } from './row-faults.tsx'
import { WireTable } from './wire-table.tsx'
import './outline.css'

/** The design and the run as tables: what the canvas shows, for whoever reads rather than looks. */
export default function OutlineDialog(actions: OutlineActions) {
  const t = useT()
  const open = useStore(pageStore, (state) => state.dialog === 'outline')
  return (
    <Dialog
      open={open}
      onClose={() => pageStore.setState({ dialog: 'none' })}
      title={t('outline.title')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      <div className="outline">
        <NodeTable {...actions} />
        <WireTable {...actions} />
        <EventTable />
      </div>
    </Dialog>
  )
}

import { exportLibrary, importLibrary, type LibraryExport } from '../document/library/archive.ts'
import { Shelf } from '../document/library/shelf.ts'
import LibraryDialog from '../features/library/library-dialog.tsx'
import type { PartProps } from '../page/feature.ts'
import { desk, library, tabs } from './desk.ts'
import { session } from './page-session.ts'

const shelf = new Shelf({ library, tabs, desk, edit: session.design.edit })

/** The library with the documents of this browser. */
export default function Library({ actions }: PartProps) {
  return (
    <LibraryDialog
      shelf={shelf}
      open={actions.openKept}
      openDesign={actions.openDesign}
      saveFile={actions.saveFile}
      exportAll={exportAll}
      importFile={(file) => importLibrary(file, library)}
    />
  )
}

async function exportAll(): Promise<LibraryExport> {
  if (desk.state.save.status !== 'saved') await desk.saveNow()
  return exportLibrary(library)
}

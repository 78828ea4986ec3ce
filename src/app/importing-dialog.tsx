import { useStore } from 'zustand'
import { MermaidImportDialog } from '../features/mermaid-import/mermaid-import-dialog.tsx'
import type { PartProps } from '../page/feature.ts'
import { useDialog } from '../page/page-store.ts'
import { miniature } from '../scene/miniature.ts'
import { Miniature } from '../ui/miniature.tsx'
import { closeImport, importStore } from './importing.ts'
import '../features/library/gallery.css'

/** What a diagram becomes, with the gallery's miniature of it. */
export default function Importing({ actions }: PartProps) {
  const open = useDialog('mermaid')
  const { text, fileName, number } = useStore(importStore)
  if (!open) return null
  return (
    <MermaidImportDialog
      key={number}
      text={text}
      fileName={fileName}
      renderMiniature={(design) => (
        <Miniature shapes={miniature(design)} large className="gallery-schematic" />
      )}
      onOpen={(design) => {
        closeImport()
        actions.openDesign(design, { type: 'file', from: fileName })
      }}
      onClose={closeImport}
    />
  )
}

import type { Origin } from '../../document/document.ts'
import type { ArchiveProblem, ImportReport, LibraryExport } from '../../document/library/archive.ts'
import type { Shelf } from '../../document/library/shelf.ts'
import type { Design } from '../../model/design.ts'
import type { Result } from '../../model/result.ts'

/** What the page does for the library. */
export interface LibraryPort {
  readonly shelf: Pick<
    Shelf,
    'list' | 'design' | 'rename' | 'duplicate' | 'remove' | 'bringBack' | 'versions' | 'bringVersionBack'
  >
  /** Opens a document of the library. */
  open(id: string): void
  /** Opens a design as a document of its own. */
  openDesign(design: Design, origin: Origin): void
  /** All documents as the text of one file. Rejects where the library cannot be used. */
  exportAll(): Promise<LibraryExport>
  /** Rejects where the library cannot be used. */
  importFile(file: File): Promise<Result<ImportReport, ArchiveProblem>>
  /** The open design as a file, where nothing else can keep it. */
  saveFile(): void
}

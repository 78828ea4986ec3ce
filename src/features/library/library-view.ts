import { createStore } from 'zustand/vanilla'
import { openDialog } from '../../page/page-store.ts'

/** The document whose versions the library shows, or null while it shows the documents. */
export const libraryView = createStore<{ readonly versionsOf: string | null }>()(() => ({ versionsOf: null }))

export const showVersions = (versionsOf: string | null): void => libraryView.setState({ versionsOf })

/** Opens the library at the versions of a document. */
export function openVersions(id: string): void {
  showVersions(id)
  openDialog('library')
}

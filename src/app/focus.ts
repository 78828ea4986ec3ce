import { PALETTE_SEARCH_ID } from '../features/palette/palette.tsx'
import { pageStore } from '../page/page-store.ts'

/** Opens the palette where it is hidden, and puts the cursor into its search. */
export function focusPalette(): void {
  const search = document.getElementById(PALETTE_SEARCH_ID)
  if (!(search instanceof HTMLInputElement)) {
    // A dialog takes the focus by itself when it opens.
    pageStore.setState({ paletteOpen: true })
    return
  }
  search.focus()
  search.select()
}

/** Puts the cursor into the name of the selected node, or into the design's title where no single node is selected. */
export function focusName(): void {
  const name = document.querySelector<HTMLInputElement>('.inspector-label input')
  const field = name ?? document.querySelector<HTMLInputElement>('.top-bar-title input')
  field?.focus()
  field?.select()
}

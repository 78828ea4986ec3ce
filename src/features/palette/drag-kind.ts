import type { DragEvent } from 'react'

/** Type of the data that a dragged kind carries; the canvas accepts it as a drop. */
const KIND_DATA = 'application/x-faultline-kind'

/** Starts a drag whose image is a card like the node that the drop will make. */
export function dragKind(event: DragEvent<HTMLElement>, kind: string): void {
  event.dataTransfer.setData(KIND_DATA, kind)
  event.dataTransfer.effectAllowed = 'copy'
  const card = event.currentTarget.cloneNode(true) as HTMLElement
  card.className = 'palette-drag'
  document.body.append(card)
  event.dataTransfer.setDragImage(card, 20, 20)
  // The browser takes its picture after this event; then the card is no longer needed.
  setTimeout(() => card.remove())
}

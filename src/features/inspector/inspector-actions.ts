/** What can be done with the selection; the application passes it in, because the canvas owns the clipboard. */
export interface InspectorActions {
  onKill(ids: readonly string[]): void
  onRestore(ids: readonly string[]): void
  onDuplicate(): void
  onDelete(): void
}

import type { FaultChoice } from '../../reading/fault-targets.ts'

/** What can be done with the selection; the application passes it in, because the canvas owns the clipboard. */
export interface InspectorActions {
  onFault(ids: readonly string[], choice: FaultChoice): void
  onDuplicate(): void
  onDelete(): void
}

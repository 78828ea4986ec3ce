import type { DragEvent } from 'react'
import { FAULT_TYPES, type FaultType } from '../model/fault.ts'

/** Type of the data that a dragged fault carries. The scenario plans what is dropped on it, the canvas does it to a node. */
export const FAULT_DATA = 'application/x-faultline-fault'

/** What is dragged. */
export interface DraggedFault {
  readonly type: FaultType
  /** null means the default of the fault, or that it has no degree. */
  readonly amount: number | null
  /** What it is for, where it comes from a menu of something; else empty. */
  readonly targets: readonly string[]
}

export function dragFault({ dataTransfer }: DragEvent<HTMLElement>, fault: DraggedFault): void {
  dataTransfer.setData(FAULT_DATA, JSON.stringify(fault))
  dataTransfer.effectAllowed = 'copy'
}

/** What was dropped; null where that is no fault, as from another page. */
export function droppedFault({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): DraggedFault | null {
  try {
    const { type, amount, targets }: Partial<DraggedFault> = JSON.parse(dataTransfer.getData(FAULT_DATA))
    const known = FAULT_TYPES.find((one) => one === type)
    if (known === undefined || !Array.isArray(targets)) return null
    return { type: known, amount: typeof amount === 'number' ? amount : null, targets }
  } catch {
    return null
  }
}

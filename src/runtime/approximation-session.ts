import { useSyncExternalStore } from 'react'
import { ApproximationCheck, type CheckState } from './approximation-check.ts'
import { RunPool } from './run-pool.ts'
import { createSimWorker } from './session.ts'

export type { ApproximationErrors } from './approximation-check.ts'

/** How far the approximate figures of the page lie from exact ones. */
export const approximationCheck = new ApproximationCheck(new RunPool(createSimWorker))

const subscribe = (listener: () => void): (() => void) => approximationCheck.subscribe(listener)

export const useCheckState = (): CheckState => useSyncExternalStore(subscribe, () => approximationCheck.state)

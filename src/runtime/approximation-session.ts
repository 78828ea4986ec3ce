import { useSyncExternalStore } from 'react'
import { ApproximationCheck, type CheckState } from './approximation-check.ts'
import { createSimWorker } from './session.ts'

export type { ApproximationErrors } from './approximation-check.ts'

/** How far the approximate figures of the page lie from exact ones. */
export const approximationCheck = new ApproximationCheck(createSimWorker)

const subscribe = (listener: () => void): (() => void) => approximationCheck.subscribe(listener)

export const useCheckState = (): CheckState => useSyncExternalStore(subscribe, () => approximationCheck.state)

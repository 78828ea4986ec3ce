import { useSyncExternalStore } from 'react'
import { MeasureClient, type MeasureState } from './measure-client.ts'
import { RunPool } from './run-pool.ts'
import { createSimWorker } from './session.ts'

/** The page's measured runs; loaded with the dialog that asks for them. */
export const measureClient = new MeasureClient(new RunPool(createSimWorker))

const subscribe = (listener: () => void): (() => void) => measureClient.subscribe(listener)

export const useMeasureState = (): MeasureState => useSyncExternalStore(subscribe, () => measureClient.state)

import type { Behaviour } from '../../sim/core/contract.ts'
import { primaryBehaviour } from '../../sim/kit/primary.ts'

/** Slots, a bounded queue, its own times for reads and writes, and a log that replicas apply. */
export const database: Behaviour = { ...primaryBehaviour }

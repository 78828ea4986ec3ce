import type { Behaviour } from '../../sim/behaviour.ts'
import { primaryBehaviour } from '../../sim/primary.ts'

/** Slots, a bounded queue, its own times for reads and writes, and a log that replicas apply. */
export const database: Behaviour = { ...primaryBehaviour }

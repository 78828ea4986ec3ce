import type { Behaviour } from '../../sim/core/contract.ts'
import { primaryBehaviour } from '../../sim/kit/primary.ts'

/** A primary of its own for the keys that callers send it (modulo by the plan). */
export const shard: Behaviour = { ...primaryBehaviour, keyed: true }

import type { Behaviour } from '../sim/core/contract.ts'
import { cache } from './cache/sim.ts'
import { cdn } from './cdn/sim.ts'
import { client } from './client/sim.ts'
import { database } from './database/sim.ts'
import { dns } from './dns/sim.ts'
import { keyValue } from './key-value/sim.ts'
import { loadBalancer } from './load-balancer/sim.ts'
import type { KindId } from './models.ts'
import { monitor } from './monitor/sim.ts'
import { queue } from './queue/sim.ts'
import { replica } from './replica/sim.ts'
import { shard } from './shard/sim.ts'
import { storage } from './storage/sim.ts'
import { web } from './web/sim.ts'
import { worker } from './worker/sim.ts'

/** Frames stand for their members and never reach the engine. */
type FrameId = 'tier' | 'zone' | 'region'

/** Behaviour of every kind that runs; one that is missing is a compile error. */
export const KIND_SIMS: Readonly<Record<Exclude<KindId, FrameId>, Behaviour>> = {
  client,
  dns,
  cdn,
  'load-balancer': loadBalancer,
  web,
  worker,
  queue,
  cache,
  database,
  replica,
  shard,
  storage,
  'key-value': keyValue,
  monitor,
}

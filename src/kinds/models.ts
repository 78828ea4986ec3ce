import type { KindModel } from '../model/kind.ts'
import { cache } from './cache/model.ts'
import { cdn } from './cdn/model.ts'
import { client } from './client/model.ts'
import { database } from './database/model.ts'
import { dns } from './dns/model.ts'
import { keyValue } from './key-value/model.ts'
import { loadBalancer } from './load-balancer/model.ts'
import { monitor } from './monitor/model.ts'
import { queue } from './queue/model.ts'
import { region } from './region/model.ts'
import { replica } from './replica/model.ts'
import { shard } from './shard/model.ts'
import { storage } from './storage/model.ts'
import { tier } from './tier/model.ts'
import { web } from './web/model.ts'
import { worker } from './worker/model.ts'
import { zone } from './zone/model.ts'

/** Every kind of component that this version knows, in the order of the palette. */
const LIST = [
  client,
  dns,
  cdn,
  loadBalancer,
  web,
  worker,
  queue,
  cache,
  database,
  replica,
  shard,
  storage,
  keyValue,
  monitor,
  tier,
  zone,
  region,
] as const

export type KindId = (typeof LIST)[number]['id']

export const KIND_MODELS: readonly (KindModel & { readonly id: KindId })[] = LIST

const byId: ReadonlyMap<string, KindModel & { readonly id: KindId }> = new Map(
  LIST.map((model) => [model.id, model]),
)

/** The model of a kind, or undefined for a kind that this version does not know. */
export const kindModel = (kind: string): (KindModel & { readonly id: KindId }) | undefined => byId.get(kind)

import type { KindView } from '../ui/kind-view.ts'
import { cacheView } from './cache/view.ts'
import { cdnView } from './cdn/view.ts'
import { clientView } from './client/view.ts'
import { databaseView } from './database/view.ts'
import { dnsView } from './dns/view.ts'
import { keyValueView } from './key-value/view.ts'
import { loadBalancerView } from './load-balancer/view.ts'
import type { KindId } from './models.ts'
import { monitorView } from './monitor/view.ts'
import { queueView } from './queue/view.ts'
import { regionView } from './region/view.ts'
import { replicaView } from './replica/view.ts'
import { shardView } from './shard/view.ts'
import { storageView } from './storage/view.ts'
import { tierView } from './tier/view.ts'
import { webView } from './web/view.ts'
import { workerView } from './worker/view.ts'
import { zoneView } from './zone/view.ts'

/** The face of every kind; a kind without one does not compile. */
const KIND_VIEWS: Readonly<Record<KindId, KindView>> = {
  client: clientView,
  dns: dnsView,
  cdn: cdnView,
  'load-balancer': loadBalancerView,
  web: webView,
  worker: workerView,
  queue: queueView,
  cache: cacheView,
  database: databaseView,
  replica: replicaView,
  shard: shardView,
  storage: storageView,
  'key-value': keyValueView,
  monitor: monitorView,
  tier: tierView,
  zone: zoneView,
  region: regionView,
}

/** The face of a kind, or undefined for a kind that this version does not know. */
export const kindView = (kind: string): KindView | undefined =>
  Object.hasOwn(KIND_VIEWS, kind) ? KIND_VIEWS[kind as KindId] : undefined

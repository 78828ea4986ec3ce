import type { KindView } from '../ui/kind-view.ts'
import { cacheView } from './cache/view.tsx'
import { cdnView } from './cdn/view.tsx'
import { clientView } from './client/view.tsx'
import { databaseView } from './database/view.tsx'
import { dnsView } from './dns/view.tsx'
import { keyValueView } from './key-value/view.tsx'
import { loadBalancerView } from './load-balancer/view.tsx'
import type { KindId } from './models.ts'
import { monitorView } from './monitor/view.tsx'
import { queueView } from './queue/view.tsx'
import { regionView } from './region/view.tsx'
import { replicaView } from './replica/view.tsx'
import { shardView } from './shard/view.tsx'
import { storageView } from './storage/view.tsx'
import { tierView } from './tier/view.tsx'
import { webView } from './web/view.tsx'
import { workerView } from './worker/view.tsx'
import { zoneView } from './zone/view.tsx'

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

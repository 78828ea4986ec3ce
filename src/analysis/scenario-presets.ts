import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode, ScenarioEvent } from '../model/design.ts'
import type { Role } from '../model/kind.ts'
import { fieldValue, numberOf } from '../model/params.ts'
import { err, ok, type Result } from '../model/result.ts'
import { ancestors, byId } from '../model/tree.ts'

/** Stories of what goes wrong that are told of any design which has the parts for them. */
export const SCENARIO_PRESETS = [
  'primaryAtPeak',
  'loseZone',
  'cdnOutage',
  'cacheFlush',
  'retryStorm',
  'hotKey',
  'regionFailover',
  'rollingDeploy',
] as const
export type ScenarioPreset = (typeof SCENARIO_PRESETS)[number]

/** What a design lacks for a preset. */
export type PresetLack =
  | 'primary'
  | 'zone'
  | 'cdn'
  | 'cache'
  | 'client'
  | 'retries'
  | 'keyed'
  | 'regions'
  | 'dns'
  | 'servers'

/** Simulated seconds: when a story begins in a run that has settled, and for how long something stays broken. */
const BEGIN_SEC = 30
const OUTAGE_SEC = 60
const PEAK = { leadSec: 15, factor: 2 } as const
/** Long enough for requests to pile up, short enough that what stays afterwards is the retries' doing. */
const STORM_SEC = 10
const HOT_FACTOR = 5
const DEPLOY = { everySec: 20, outSec: 15 } as const

/** The events of a preset for a design, or what it lacks. */
export function presetEvents(design: Design, preset: ScenarioPreset): Result<ScenarioEvent[], PresetLack> {
  const found = new Parts(design)
  switch (preset) {
    case 'primaryAtPeak': {
      const [primary] = found.ofRole('primary')
      const client = found.largestClient()
      if (!primary) return err('primary')
      if (!client) return err('client')
      const at = BEGIN_SEC + PEAK.leadSec
      return ok([spike(client, PEAK.factor, BEGIN_SEC, PEAK.leadSec + OUTAGE_SEC), kill(primary, at)])
    }
    case 'loseZone':
      return outage(found.fullest('zone'), 'zone')
    case 'cdnOutage':
      return outage(found.ofRole('edgeCache')[0], 'cdn')
    case 'cacheFlush': {
      const caches = found.ofRole('lookAside')
      if (caches.length === 0) return err('cache')
      return ok(caches.map(({ id }) => ({ at: BEGIN_SEC, type: 'flush', target: id })))
    }
    case 'retryStorm':
      return retryStorm(found)
    case 'hotKey':
      return hotKey(found)
    case 'regionFailover':
      return regionFailover(found)
    case 'rollingDeploy':
      return rollingDeploy(found)
  }
}

/** All that calls a tier stops for a moment, and clients that try again keep it down. */
function retryStorm(found: Parts): Result<ScenarioEvent[], PresetLack> {
  if (!found.ofRole('source').some((client) => (found.number(client, 'retries') ?? 0) > 0))
    return err('retries')
  const servers = found.ofRole('service')
  if (servers.length === 0) return err('servers')
  return ok(servers.map((server) => kill(server, BEGIN_SEC, STORM_SEC)))
}

/** The load of one client rises: the more uneven its keys, the more of it meets one shard. */
function hotKey(found: Parts): Result<ScenarioEvent[], PresetLack> {
  if (found.ofRole('shard').length + found.ofRole('lookAside').length === 0) return err('keyed')
  const clients = found.ofRole('source')
  const [first, ...others] = clients
  if (!first) return err('client')
  const alpha = (node: DesignNode): number => found.number(node, 'zipfAlpha') ?? 0
  const hottest = others.reduce((best, one) => (alpha(one) > alpha(best) ? one : best), first)
  return ok([spike(hottest, HOT_FACTOR, BEGIN_SEC, OUTAGE_SEC)])
}

function regionFailover(found: Parts): Result<ScenarioEvent[], PresetLack> {
  const regions = found.ofKind('region').filter((region) => found.inside(region).length > 0)
  if (regions.length < 2) return err('regions')
  if (found.ofRole('resolver').length === 0) return err('dns')
  return outage(found.fullest('region'), 'regions', 2 * OUTAGE_SEC)
}

/** Servers of the largest group are drained in turn, each one back before the next. */
function rollingDeploy(found: Parts): Result<ScenarioEvent[], PresetLack> {
  const groups = new Map<string, DesignNode[]>()
  for (const server of found.ofRole('service'))
    groups.set(server.parent ?? '', [...(groups.get(server.parent ?? '') ?? []), server])
  const largest = [...groups.values()].reduce((best, one) => (one.length > best.length ? one : best), [])
  if (largest.length < 2) return err('servers')
  return ok(
    largest.map(({ id }, index) => ({
      at: BEGIN_SEC + index * DEPLOY.everySec,
      type: 'drain',
      target: id,
      duration: DEPLOY.outSec,
    })),
  )
}

function outage(
  target: DesignNode | undefined,
  lack: PresetLack,
  duration: number = OUTAGE_SEC,
): Result<ScenarioEvent[], PresetLack> {
  return target ? ok([kill(target, BEGIN_SEC, duration)]) : err(lack)
}

const kill = ({ id }: DesignNode, at: number, duration: number = OUTAGE_SEC): ScenarioEvent => ({
  at,
  type: 'kill',
  target: id,
  duration,
})

const spike = ({ id }: DesignNode, amount: number, at: number, duration: number): ScenarioEvent => ({
  at,
  type: 'spike',
  target: id,
  amount,
  duration,
})

/** What a design consists of, by what it does. */
class Parts {
  readonly #design: Design

  constructor(design: Design) {
    this.#design = design
  }

  ofRole(role: Role): readonly DesignNode[] {
    return this.#design.nodes.filter(({ kind }) => kindModel(kind)?.role === role)
  }

  ofKind(kind: string): readonly DesignNode[] {
    return this.#design.nodes.filter((node) => node.kind === kind)
  }

  /** What a frame holds, at any depth, frames apart. */
  inside(frame: DesignNode): readonly DesignNode[] {
    const nodes = byId(this.#design.nodes)
    return this.#design.nodes.filter(
      (node) =>
        kindModel(node.kind)?.traits.contains !== true &&
        ancestors(node, nodes).some(({ id }) => id === frame.id),
    )
  }

  /** The frame of a kind that holds most; undefined where all are empty. */
  fullest(kind: string): DesignNode | undefined {
    const [first, ...others] = this.ofKind(kind).filter((frame) => this.inside(frame).length > 0)
    if (!first) return undefined
    return others.reduce(
      (best, one) => (this.inside(one).length > this.inside(best).length ? one : best),
      first,
    )
  }

  number(node: DesignNode, key: string): number | undefined {
    return numberOf(kindModel(node.kind)?.fields ?? [], node.params, key)
  }

  largestClient(): DesignNode | undefined {
    const rate = (node: DesignNode): number => {
      const fields = kindModel(node.kind)?.fields ?? []
      const closed = fieldValue(fields, node.params, 'load') === 'closed'
      return this.number(node, closed ? 'users' : 'ratePerSec') ?? 0
    }
    const [first, ...others] = this.ofRole('source')
    return first && others.reduce((best, one) => (rate(one) > rate(best) ? one : best), first)
  }
}

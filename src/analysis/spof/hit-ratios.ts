import { exp, pow } from '../../sim/core/arithmetic.ts'
import type { Popularity } from './key-cells.ts'
import { CLASSES, type Network, READ, STATIC } from './network.ts'

/** Measured shares of look-ups that hit, by id of the cache or CDN. */
export type HitRatios = Readonly<Record<string, number>>

/** What is known of the hit ratio of each cache: the least and the most that it can be, and what it is likely to be. */
export interface HitKnowledge {
  readonly least: (node: number) => number
  readonly most: (node: number) => number
  readonly likely: (node: number) => number
  /** At least one is not measured. */
  readonly isOpen: boolean
  /** Caches that share their keys, together. */
  readonly groups: readonly (readonly number[])[]
}

/** A measured ratio is certain; without one a cache may hold nothing, or all of the most popular keys that fit. */
export function hitKnowledge(network: Network, measured: HitRatios): HitKnowledge {
  const { nodes } = network.model
  const caches = [...nodes.keys()].filter(
    (node) => network.roles[node] === 'lookAside' || network.roles[node] === 'edgeCache',
  )
  const of = (node: number): number | undefined => {
    const ratio = measured[nodes[node]!.id]
    return ratio === undefined || Number.isNaN(ratio) ? undefined : Math.min(1, Math.max(0, ratio))
  }
  const [most, likely] = [new Float64Array(network.size), new Float64Array(network.size)]
  for (const cache of caches) {
    const known = of(cache)
    most[cache] = known ?? bestRatio(network, cache)
    likely[cache] = known ?? usualRatio(network, cache)
  }
  return {
    least: (node) => of(node) ?? 0,
    most: (node) => most[node]!,
    likely: (node) => likely[node]!,
    isOpen: caches.some((cache) => of(cache) === undefined),
    groups: cacheGroups(network),
  }
}

/** One way in which look-ups may end: for a share of the requests every cache has what they ask for, or has not. */
export interface HitCase {
  readonly share: number
  hitRatio(node: number): number
}

/** Caches whose hits are told apart; of more than these the others count by their ratio alone. */
const CASES_OF = 3

/**
 * A key that a cache has not got is not there at the second try either, so what hits and what misses are walked apart. Caches
 * on one ring share the keys, and so the case.
 */
export function hitCases({ groups }: HitKnowledge, hitRatio: (node: number) => number): HitCase[] {
  const told = groups.filter((group) => isOpenRatio(meanRatio(group, hitRatio))).slice(0, CASES_OF)
  const caseOf = new Map(told.flatMap((group, i) => group.map((cache) => [cache, i] as const)))
  return Array.from({ length: 1 << told.length }, (_, bits) => ({
    share: told.reduce((share, group, i) => {
      const ratio = meanRatio(group, hitRatio)
      return share * ((bits >> i) & 1 ? ratio : 1 - ratio)
    }, 1),
    hitRatio: (node) => {
      const i = caseOf.get(node)
      return i === undefined ? hitRatio(node) : (bits >> i) & 1
    },
  }))
}

const isOpenRatio = (ratio: number): boolean => ratio > 0 && ratio < 1

const meanRatio = (group: readonly number[], hitRatio: (node: number) => number): number =>
  group.reduce((sum, cache) => sum + hitRatio(cache), 0) / group.length

/** Caches that are asked in one step share their keys. */
function cacheGroups(network: Network): number[][] {
  const groups = new Map<string, number[]>()
  const seen = new Set<number>()
  const add = (caches: readonly number[]): void => {
    const fresh = caches.filter((cache) => !seen.has(cache))
    if (fresh.length === 0) return
    for (const cache of fresh) seen.add(cache)
    groups.set(fresh.join(), fresh)
  }
  network.model.plans.forEach((byClass, node) => {
    if (network.roles[node] === 'edgeCache') add([node])
    for (const step of byClass.flatMap((plan) => plan ?? []))
      if (step.op === 'cacheGet') add(step.edges.map((edge) => network.target(edge)))
  })
  return [...groups.values()]
}

/** Whose keys a cache sees: those of the first client, which is all of them where there is one. */
const popularityAt = (network: Network): Popularity =>
  network.sources[0]?.popularity ?? { keys: network.model.keys, alpha: 0 }

/** Entries of a cache and of all that share its keys on one ring. */
function entriesOf(network: Network, cache: number): number {
  const own = network.number(cache, 'entriesMax')
  for (const caller of network.dependents[cache]!)
    for (let c = 0; c < CLASSES; c++)
      for (const step of network.plan(caller, c) ?? [])
        if (step.op === 'cacheGet' && step.edges.some((edge) => network.target(edge) === cache))
          return own * step.edges.length
  return own
}

const isUseful = (network: Network, cache: number): boolean =>
  network.classes.includes(READ) || (network.classes.includes(STATIC) && network.roles[cache] === 'edgeCache')

function bestRatio(network: Network, cache: number): number {
  if (!isUseful(network, cache)) return 0
  const { keys, alpha } = popularityAt(network)
  const entries = entriesOf(network, cache)
  if (entries >= keys) return 1
  const ranks = ranksOf(keys, alpha)
  let fits = 0
  for (const { rank, count, share } of ranks) {
    const room = Math.min(1, Math.max(0, (entries - rank) / count))
    fits += share * count * room
  }
  return Math.min(1, fits)
}

/** Hit ratio of a least-recently-used cache of independent requests (Che et al. 2002). */
function usualRatio(network: Network, cache: number): number {
  if (!isUseful(network, cache)) return 0
  const { keys, alpha } = popularityAt(network)
  const entries = entriesOf(network, cache)
  return entries >= keys ? 1 : leastRecentRatio(keys, alpha, entries)
}

const knownRatios = new Map<string, number>()
const KNOWN_MAX = 64

/** The same figures come back at every edit of a design, so they are kept. */
function leastRecentRatio(keys: number, alpha: number, entries: number): number {
  const name = `${keys} ${alpha} ${entries}`
  let ratio = knownRatios.get(name)
  ratio ??= reckonedRatio(keys, alpha, entries)
  if (knownRatios.size >= KNOWN_MAX) knownRatios.clear()
  knownRatios.set(name, ratio)
  return ratio
}

function reckonedRatio(keys: number, alpha: number, entries: number): number {
  const ranks = ranksOf(keys, alpha)
  const filled = (time: number): number =>
    ranks.reduce((sum, { count, share }) => sum + count * (1 - exp(-Math.min(600, share * time))), 0)
  let [low, high] = [0, keys]
  while (filled(high) < entries && high < 1e15) high *= 2
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (filled(middle) < entries) low = middle
    else high = middle
  }
  return ranks.reduce(
    (sum, { count, share }) => sum + count * share * (1 - exp(-Math.min(600, share * high))),
    0,
  )
}

interface Rank {
  /** Keys before these, how many these are, and the share of requests of each of them. */
  readonly rank: number
  readonly count: number
  readonly share: number
}

/** Halvings of the time that a cache looks back: more than a millionth of it nobody sees. */
const HALVINGS = 24
const GROWTH = 1.1
const knownRanks = new Map<string, readonly Rank[]>()

/** Keys by popularity, those that are nearly alike taken together. */
function ranksOf(keys: number, alpha: number): readonly Rank[] {
  const name = `${keys} ${alpha}`
  const known = knownRanks.get(name)
  if (known) return known
  const ranks: { rank: number; count: number; share: number }[] = []
  let total = 0
  for (let rank = 0; rank < keys; ) {
    const count = Math.min(keys - rank, Math.max(1, Math.floor(rank * (GROWTH - 1))))
    const share = 1 / pow(rank + (count + 1) / 2, alpha)
    ranks.push({ rank, count, share })
    total += count * share
    rank += count
  }
  for (const one of ranks) one.share /= total
  if (knownRanks.size > 16) knownRanks.clear()
  knownRanks.set(name, ranks)
  return ranks
}

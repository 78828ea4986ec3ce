import { pow } from '../../sim/core/arithmetic.ts'
import { TargetGroup } from '../../sim/core/choice.ts'
import type { StepChoice } from '../../sim/core/sim-model.ts'

/** How popular keys are: key k is asked for with weight 1 / (k + 1)^alpha. */
export interface Popularity {
  readonly keys: number
  readonly alpha: number
}

/** The most popular keys are looked at one by one, as many again stand for the rest. */
const SAMPLES = 4096
/** Cells that are told apart; a group that would make more of them is judged by its own shares alone. */
const CELLS_MAX = 256

/** Targets among which the key chooses. */
export interface KeyedGroup {
  readonly choice: StepChoice
  readonly names: readonly string[]
}

/** Keys that all choosers send the same ways form one cell: what a key loses is the same for all of a cell. */
export class KeyCells {
  readonly #samples: readonly number[]
  readonly #owners = new Map<string, Uint16Array>()
  /** By group: the owner of each cell; absent where the group is judged by shares alone. */
  readonly #ofCell = new Map<string, Uint16Array>()
  readonly #cellOf: Uint16Array
  readonly count: number

  constructor(groups: readonly KeyedGroup[], keys: number) {
    this.#samples = sampleKeys(keys)
    this.#cellOf = new Uint16Array(this.#samples.length)
    let count = 1
    for (const group of groups) {
      const name = nameOf(group)
      if (this.#owners.has(name)) continue
      const owners = ownersOf(group, keys, this.#samples)
      this.#owners.set(name, owners)
      count = this.#split(name, owners, group.names.length, count)
    }
    this.count = count
    for (const name of this.#ofCell.keys()) this.#ofCell.set(name, this.#byCell(this.#owners.get(name)!))
  }

  /** The owner of each cell's keys; null where cells do not tell. */
  ownersByCell(group: KeyedGroup): Uint16Array | null {
    return this.#ofCell.get(nameOf(group)) ?? null
  }

  /** Share of the requests that each target of a group gets. */
  sharesOf(group: KeyedGroup, popularity: Popularity): Float64Array {
    return this.#sum(this.#owners.get(nameOf(group))!, group.names.length, popularity)
  }

  /** Share of the requests whose key is in each cell. */
  masses(popularity: Popularity): Float64Array {
    return this.#sum(this.#cellOf, this.count, popularity)
  }

  #sum(column: Uint16Array, length: number, popularity: Popularity): Float64Array {
    const sums = new Float64Array(length)
    const weights = sampleWeights(this.#samples, popularity)
    let total = 0
    for (let i = 0; i < column.length; i++) {
      sums[column[i]!]! += weights[i]!
      total += weights[i]!
    }
    return sums.map((sum) => sum / total)
  }

  #split(name: string, owners: Uint16Array, targets: number, count: number): number {
    const numbers = new Map<number, number>()
    const next = new Uint16Array(this.#cellOf.length)
    for (let i = 0; i < next.length; i++) {
      const pair = this.#cellOf[i]! * targets + owners[i]!
      let number = numbers.get(pair)
      if (number === undefined) {
        number = numbers.size
        if (number >= CELLS_MAX) return count
        numbers.set(pair, number)
      }
      next[i] = number
    }
    this.#cellOf.set(next)
    this.#ofCell.set(name, owners)
    return numbers.size
  }

  #byCell(owners: Uint16Array): Uint16Array {
    const byCell = new Uint16Array(this.count)
    this.#cellOf.forEach((cell, i) => {
      byCell[cell] = owners[i]!
    })
    return byCell
  }
}

const nameOf = ({ choice, names }: KeyedGroup): string => `${choice} ${names.join(' ')}`

/** The first keys, and keys at uneven steps through the rest: an even step could meet one shard of a modulus alone. */
function sampleKeys(keys: number): number[] {
  if (keys <= 2 * SAMPLES) return Array.from({ length: keys }, (_, key) => key)
  const samples = Array.from({ length: SAMPLES }, (_, key) => key)
  const step = (keys - SAMPLES) / SAMPLES
  for (let i = 0; i < SAMPLES; i++) {
    const shift = ((i * 0.6180339887498949) % 1) * step
    samples.push(Math.min(keys - 1, Math.floor(SAMPLES + i * step + shift)))
  }
  return samples
}

const knownWeights = new Map<string, Float64Array>()
const KNOWN_MAX = 16

function sampleWeights(samples: readonly number[], { keys, alpha }: Popularity): Float64Array {
  const last = samples.at(-1)!
  const name = `${samples.length} ${last} ${keys} ${alpha}`
  const known = knownWeights.get(name)
  if (known) return known
  const step = samples.length <= SAMPLES || samples[SAMPLES]! === SAMPLES ? 1 : (last + 1 - SAMPLES) / SAMPLES
  const weights = Float64Array.from(samples, (key, i) =>
    key >= keys ? 0 : (i < SAMPLES ? 1 : step) / pow(key + 1, alpha),
  )
  if (knownWeights.size >= KNOWN_MAX) knownWeights.clear()
  knownWeights.set(name, weights)
  return weights
}

const knownOwners = new Map<string, Uint16Array>()

/** The same group that the engine asks, so that a key has one owner. Kept, because a design is looked at again at every edit. */
function ownersOf({ choice, names }: KeyedGroup, keys: number, samples: readonly number[]): Uint16Array {
  const name = `${choice} ${keys} ${names.join(' ')}`
  const known = knownOwners.get(name)
  if (known) return known
  const even = names.map(() => 1)
  const group = new TargetGroup([...names.keys()], even, choice, names, keys)
  const owners = Uint16Array.from(samples, (key) => group.ownerOf(key))
  if (knownOwners.size >= KNOWN_MAX) knownOwners.clear()
  knownOwners.set(name, owners)
  return owners
}

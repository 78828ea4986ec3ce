/**
 * A hash of 64 bits over values as they lie in memory: each double by its bits, so that two engines that differ in the last
 * place of one number differ here, where rounded text would hide it. Two lanes of MurmurHash3, because 32 bits would let
 * one difference in four billion pass, and no engine has a hash of its own that all the others have as well.
 */
export class Digest {
  private readonly _double = new Float64Array(1)
  private readonly _words = new Uint32Array(this._double.buffer)
  private _low = 0x9747b28c
  private _high = 0x2f6b1d35
  private _count = 0

  doubles(values: ArrayLike<number>): this {
    for (let i = 0; i < values.length; i++) this._number(values[i]!)
    return this
  }

  /** Any data: what it holds, under which names, in which order. */
  data(value: unknown): this {
    if (typeof value === 'number') this._number(value)
    else if (typeof value === 'string') this._text(value)
    else if (typeof value === 'object' && value !== null) this._object(value)
    else this._text(`the ${String(value)}`)
    return this
  }

  hex(): string {
    const [low, high] = [finished(this._low ^ this._count), finished(this._high ^ this._count)]
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
  }

  private _object(value: object): void {
    const entries = Object.entries(value)
    this._word(entries.length)
    for (const [key, part] of entries) this._text(key).data(part)
  }

  private _text(text: string): this {
    this._word(text.length)
    for (let i = 0; i < text.length; i++) this._word(text.charCodeAt(i))
    return this
  }

  private _number(value: number): void {
    // Engines may keep any of the many bit patterns that mean "not a number", and no program can tell them apart.
    this._double[0] = Number.isNaN(value) ? 0 : value
    this._word(this._words[0]!)
    this._word(this._words[1]!)
    if (Number.isNaN(value)) this._word(NAN_WORD)
  }

  private _word(word: number): void {
    this._low = mixed(this._low, word, 0xcc9e2d51, 0x1b873593)
    this._high = mixed(this._high, word, 0x239b961b, 0xab0e9789)
    this._count++
  }
}

const NAN_WORD = 0x7ff80000

function mixed(hash: number, word: number, first: number, second: number): number {
  const spread = Math.imul(word, first)
  const turned = hash ^ Math.imul((spread << 15) | (spread >>> 17), second)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

function finished(hash: number): number {
  let word = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}

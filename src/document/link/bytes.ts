import { assert } from '../../model/result.ts'

/** Thrown by a `ByteReader` where bytes are not what a writer wrote; it does not leave this folder. */
export class BytesError extends Error {}

/** Largest whole number that travels exactly. */
const WHOLE_MAX = Number.MAX_SAFE_INTEGER

/** Decimals: the two low bits of the first number say what follows. */
const WHOLE = 0
const DECIMAL = 1
const NONE = 2
const TEXT = 3
/** Bytes of the longest whole number. */
const WHOLE_BYTES_MAX = 8

/** Writes numbers and texts so that small ones take few bytes. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #length = 0
  readonly #texts: string[] = []

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = value
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte, the low ones first. */
  whole(value: number): void {
    assert(Number.isInteger(value) && value >= 0 && value <= WHOLE_MAX, 'a whole number that travels')
    let left = value
    while (left >= 128) {
      this.byte((left % 128) + 128)
      left = Math.floor(left / 128)
    }
    this.byte(left)
  }

  /** A whole number with a sign: 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 … */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** Any finite number, or null, exactly: as its shortest decimal. */
  number(value: number | null): void {
    if (value === null) {
      this.whole(NONE)
      return
    }
    const [mantissa, exponent] = decimalOf(value)
    if (mantissa < 0 || mantissa > WHOLE_MAX / 4) {
      this.whole(TEXT)
      this.text(String(value))
    } else if (exponent >= 0 && Number.isInteger(value) && value <= WHOLE_MAX / 4) {
      this.whole(value * 4 + WHOLE)
    } else {
      this.whole(mantissa * 4 + DECIMAL)
      this.signed(exponent)
    }
  }

  /** Texts stand together in front of everything else, where they compress best; here is only the length. */
  text(value: string): void {
    this.whole(utf8.encode(value).length)
    this.#texts.push(value)
  }

  /** The length of all texts, the texts, and then what was written. */
  finish(): Uint8Array {
    const texts = utf8.encode(this.#texts.join(''))
    const head = new ByteWriter()
    head.whole(texts.length)
    const all = new Uint8Array(head.#length + texts.length + this.#length)
    all.set(head.#bytes.subarray(0, head.#length))
    all.set(texts, head.#length)
    all.set(this.#bytes.subarray(0, this.#length), head.#length + texts.length)
    return all
  }
}

const utf8 = new TextEncoder()

/** A number as mantissa x 10^exponent with a whole mantissa, from its shortest decimal. */
function decimalOf(value: number): readonly [mantissa: number, exponent: number] {
  const [digits = '', power = '0'] = Math.abs(value).toExponential().split('e')
  const [whole = '', fraction = ''] = digits.split('.')
  const mantissa = Number(whole + fraction)
  return [Object.is(value, -0) || value < 0 ? -1 : mantissa, Number(power) - fraction.length]
}

/** Reads what a `ByteWriter` wrote, and throws `BytesError` on anything else. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #at = 0
  #textAt = 0
  readonly #textEnd: number

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    const length = this.whole(bytes.length)
    this.#textAt = this.#at
    this.#at += length
    this.#textEnd = this.#at
    if (this.#at > bytes.length) throw new BytesError('the texts end too early')
  }

  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw new BytesError('the data ends too early')
    return value
  }

  whole(max = WHOLE_MAX): number {
    let value = 0
    let unit = 1
    for (let i = 0; i < WHOLE_BYTES_MAX; i++) {
      const byte = this.byte()
      value += (byte % 128) * unit
      if (byte < 128) {
        if (value > max) throw new BytesError(`${value} is more than ${max}`)
        return value
      }
      unit *= 128
    }
    throw new BytesError('a number is too long')
  }

  signed(): number {
    const value = this.whole()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  number(): number | null {
    const first = this.whole()
    const value = Math.floor(first / 4)
    switch (first % 4) {
      case WHOLE:
        return value
      case DECIMAL:
        return Number(`${value}e${this.signed()}`)
      case NONE:
        return null
      default:
        return Number(this.text())
    }
  }

  text(): string {
    const end = this.#textAt + this.whole(this.#textEnd - this.#textAt)
    const bytes = this.#bytes.subarray(this.#textAt, end)
    this.#textAt = end
    try {
      return this.#decoder.decode(bytes)
    } catch {
      throw new BytesError('a text is not UTF-8')
    }
  }

  /** What is left over was not written by a writer. */
  finish(): void {
    if (this.#at !== this.#bytes.length || this.#textAt !== this.#textEnd)
      throw new BytesError('there is more than was announced')
  }
}

import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { err, ok, type Result } from '../model/result.ts'

/** Largest input; the page opens no larger file either. */
export const INPUT_BYTES_MAX = 8 * 1024 * 1024
const CHUNK_BYTES = 64 * 1024
/** Pause after which a pipe that was empty or full is tried again. */
const AGAIN_MS = 5

/** All text of a file, or of standard input for `-`; the error is the whole complaint. */
export function readText(file: string): Result<string, string> {
  const name = file === '-' ? 'standard input' : file
  try {
    const bytes = file === '-' ? readAll(0) : readFile(file)
    const text = bytes === null ? err(`is larger than ${INPUT_BYTES_MAX} bytes`) : decoded(bytes)
    return text.ok ? text : err(`${name} ${text.error}`)
  } catch (error) {
    return err(`cannot read ${name}: ${messageOf(error)}`)
  }
}

function readFile(file: string): Buffer | null {
  const descriptor = openSync(file, 'r')
  try {
    return readAll(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** null where there is more than is read. */
function readAll(descriptor: number): Buffer | null {
  const chunks: Buffer[] = []
  for (let total = 0; total <= INPUT_BYTES_MAX; ) {
    const chunk = Buffer.alloc(CHUNK_BYTES)
    const count = untilReady(() => readSync(descriptor, chunk, 0, CHUNK_BYTES, null))
    if (count === 0) return Buffer.concat(chunks)
    chunks.push(chunk.subarray(0, count))
    total += count
  }
  return null
}

/** A byte order mark is skipped, as the page does; other encodings than UTF-8 are told by name. */
export function decoded(bytes: Uint8Array): Result<string, string> {
  const [first, second] = bytes
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  // Text of this sort begins with a brace or a letter, so a zero in its first two bytes is half of a wide character.
  if (marked || (bytes.length > 1 && (first === 0 || second === 0)))
    return err('is UTF-16 text: save it as UTF-8')
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return err('is not UTF-8 text')
  }
}

/** Writes all of a text. What a pipe does not take at once it takes later. */
export function writeText(descriptor: 1 | 2, text: string): Result<null, NodeJS.ErrnoException> {
  const bytes = Buffer.from(text)
  try {
    for (let from = 0; from < bytes.length; ) from += untilReady(() => writeSync(descriptor, bytes, from))
    return ok(null)
  } catch (error) {
    return err(error as NodeJS.ErrnoException)
  }
}

/** A terminal or pipe that somebody has made non-blocking says that it would block; then it is asked again a little later. */
function untilReady(act: () => number): number {
  for (;;) {
    try {
      return act()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS)
    }
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

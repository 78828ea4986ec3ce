import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { err, ok, type Result } from '../../src/model/result.ts'

export interface ServedFile {
  /** Relative to the served folder, with forward slashes. */
  readonly path: string
  readonly size: number
  /** Open; whoever took it closes it. */
  readonly handle: FileHandle
}

/** Longest address that is looked at; a browser's own limit for an address bar is lower. */
const ADDRESS_LENGTH_MAX = 4096

/**
 * The file that a request's address names. 400 is an address that cannot be read, 404 one that names no file that may be
 * given out: what begins with a dot is for the build alone, and a link that leads out of the folder does not exist.
 */
export async function openServed(dir: string, address: string): Promise<Result<ServedFile, 400 | 404>> {
  const segments = segmentsOf(address)
  if (!segments.ok) return segments
  const path = segments.value.join('/')
  try {
    const [root, real] = await Promise.all([realpath(dir), realpath(join(dir, path))])
    if (!real.startsWith(root + sep)) return err(404)
    // Without NONBLOCK, opening a named pipe would wait for its writer.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK)
    const stats = await statOrClose(handle)
    if (stats.isFile()) return ok({ path, size: stats.size, handle })
    await handle.close()
    return err(404)
  } catch {
    // Not there, a file where a folder should be, a name that the file system refuses: there is nothing to give out.
    return err(404)
  }
}

async function statOrClose(handle: FileHandle): Promise<Stats> {
  try {
    return await handle.stat()
  } catch (error) {
    await handle.close()
    throw error
  }
}

function segmentsOf(address: string): Result<string[], 400 | 404> {
  if (address.length > ADDRESS_LENGTH_MAX) return err(404)
  const pathname = decodedPathname(address)
  if (pathname === null || pathname.includes('\0')) return err(400)
  const whole = pathname.endsWith('/') ? `${pathname}index.html` : pathname
  const segments = whole.split('/').slice(1)
  const isGivenOut = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !segment.includes('\\'),
  )
  return isGivenOut ? ok(segments) : err(404)
}

function decodedPathname(address: string): string | null {
  try {
    // Joined by hand, because an address that begins with two slashes would name a host.
    return decodeURIComponent(new URL(`http://localhost${address}`).pathname)
  } catch {
    return null
  }
}

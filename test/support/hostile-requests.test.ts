import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PATIENT } from './patience.ts'
import { type StaticServer, serveStatic } from './static-server.ts'

const PAGE = '<p>page</p>'
const SECRET = 'nobody may read this'
const ABORTED = 1000
/** Much more than the buffers of a connection hold, so that an aborted download is in the middle of its file. */
const LARGE_BYTES = 8 * 1024 * 1024

let dir: string
let server: StaticServer

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'faultline-hostile-'))
  const site = join(dir, 'site')
  mkdirSync(join(site, '.vite'), { recursive: true })
  mkdirSync(join(site, 'folder'))
  writeFileSync(join(dir, 'secret.txt'), SECRET)
  writeFileSync(join(site, 'index.html'), PAGE)
  writeFileSync(join(site, 'empty.txt'), '')
  writeFileSync(join(site, 'large.wasm'), Buffer.alloc(LARGE_BYTES))
  writeFileSync(join(site, '.vite/manifest.json'), SECRET)
  writeFileSync(join(site, '.env'), SECRET)
  symlinkSync(join(dir, 'secret.txt'), join(site, 'link.txt'))
  symlinkSync(dir, join(site, 'linked'))
  symlinkSync(join(site, 'index.html'), join(site, 'inside.html'))
  symlinkSync(join(site, 'loop'), join(site, 'loop'))
  server = await serveStatic(site, {
    port: 0,
    nextFreePort: false,
    headersFor: (address) => ({ 'x-address': address }),
  })
})

afterAll(async () => {
  await server.close()
  rmSync(dir, { recursive: true })
})

const open = (): Socket => connect(Number(new URL(server.url).port), '127.0.0.1')

/** Sends bytes as they are and gives what comes back until the connection ends. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = open()
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    socket.write(bytes)
  })
}

const request = (target: string, method = 'GET', headers = ''): string =>
  `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

const long = 'a'.repeat(256)
const HOSTILE: readonly (readonly [what: string, bytes: string, status: number])[] = [
  ['a file as a folder', request('/index.html/'), 404],
  ['a file as a folder of folders', request('/index.html/a/b'), 404],
  ['a segment longer than a name may be', request(`/${long}`), 404],
  ['a path longer than a path may be', request(`/${`${'a'.repeat(200)}/`.repeat(40)}`), 404],
  ['many segments', request('/a'.repeat(1500)), 404],
  ['NUL', request('/index.html%00'), 400],
  ['NUL in a folder', request('/%00/index.html'), 400],
  ['dots', request('/../secret.txt'), 404],
  ['coded dots', request('/%2e%2e/secret.txt'), 404],
  ['dots behind a coded slash', request('/..%2fsecret.txt'), 404],
  ['coded twice', request('/%252e%252e%252fsecret.txt'), 404],
  ['dots behind a backslash', request('/..\\secret.txt'), 404],
  ['a coded backslash', request('/..%5csecret.txt'), 404],
  ['a percent sign alone', request('/%'), 400],
  ['half a percent code', request('/%e0%a4%a'), 400],
  ['bytes that are no text', request('/%ff%fe'), 400],
  ['two slashes', request('//secret.txt'), 404],
  ['three slashes', request('///'), 404],
  ['another host', request('//example.org/index.html'), 404],
  ['a whole address', request('http://example.org/secret.txt'), 404],
  ['a port that is none', request('http://localhost:99999/'), 404],
  ['a dotfile', request('/.env'), 404],
  ['the manifest of the build', request('/.vite/manifest.json'), 404],
  ['a coded dotfile', request('/%2eenv'), 404],
  ['a link out of the folder', request('/link.txt'), 404],
  ['a linked folder', request('/linked/secret.txt'), 404],
  ['a link to itself', request('/loop'), 404],
  ['a folder without a page', request('/folder/'), 404],
  ['a folder as a file', request('/folder'), 404],
  ['an empty target', 'GET  HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['POST', `${request('/', 'POST', 'Content-Length: 3\r\n')}abc`, 405],
  ['PUT to a new file', `${request('/new.txt', 'PUT', 'Content-Length: 3\r\n')}abc`, 405],
  ['DELETE', request('/index.html', 'DELETE'), 405],
  ['OPTIONS of everything', request('*', 'OPTIONS'), 405],
  ['TRACE', request('/', 'TRACE'), 405],
  ['a method that is none', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no HTTP at all', '\0\0\0\r\n\r\n', 400],
  ['headers without end', request('/', 'GET', `X-Long: ${'a'.repeat(64 * 1024)}\r\n`), 431],
  ['a thousand headers', request('/', 'GET', `X: ${'a'.repeat(20)}\r\n`.repeat(1000)), 431],
  [
    'lengths that contradict',
    request('/', 'GET', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'),
    400,
  ],
]

describe('a hostile request', () => {
  it.each(HOSTILE)('gets its answer, and the server lives: %s', async (_, bytes, status) => {
    const answer = await raw(bytes)
    expect(statusOf(answer)).toBe(status)
    expect(answer).not.toContain(SECRET)
    expect(await raw(request('/'))).toContain(PAGE)
  })

  it('that is refused has a body and the headers', async () => {
    const response = await fetch(`${server.url}missing.js`)
    expect([response.status, response.headers.get('x-address')]).toEqual([404, '/'])
    expect(await response.text()).toBe('404 There is no such file here.\n')
  })

  it('that writes is told what it may do', async () => {
    const response = await fetch(server.url, { method: 'POST', body: 'x' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('a usual request', () => {
  it('has the headers of its file', async () => {
    const response = await fetch(`${server.url}?embed`)
    expect(response.headers.get('x-address')).toBe('/?embed')
    expect(await response.text()).toBe(PAGE)
  })

  it('follows a link that stays in the folder, and reads an empty file', async () => {
    expect(await (await fetch(`${server.url}inside.html`)).text()).toBe(PAGE)
    expect(await (await fetch(`${server.url}empty.txt`)).text()).toBe('')
  })

  it('for the headers alone has no body', async () => {
    const answer = await raw(request('/', 'HEAD'))
    expect(answer).toContain(`content-length: ${PAGE.length}`)
    expect(answer).not.toContain(PAGE)
  })

  it('for a part gets the whole, which is what it was told', async () => {
    const response = await fetch(`${server.url}large.wasm`, { headers: { range: 'bytes=0-9' } })
    expect([response.status, response.headers.get('accept-ranges')]).toEqual([200, 'none'])
    expect((await response.arrayBuffer()).byteLength).toBe(LARGE_BYTES)
  })
})

/** Open files below the served folder, by the system's own list. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(dir) ? [path] : []
    } catch {
      return []
    }
  })

/** Begins a download and hangs up after the first bytes of it. */
function abort(): Promise<void> {
  return new Promise((resolve) => {
    const socket = open()
    socket.once('data', () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.write(request('/large.wasm'))
  })
}

it('a thousand aborted downloads leave no file open', async () => {
  for (let done = 0; done < ABORTED; done += 50) await Promise.all(Array.from({ length: 50 }, abort))
  await vi.waitFor(() => expect(openFiles()).toEqual([]), PATIENT)
  expect(await raw(request('/'))).toContain(PAGE)
})

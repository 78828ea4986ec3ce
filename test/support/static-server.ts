import { createReadStream, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { securityHeaders } from '../../src/build/security-headers.ts'

export interface StaticServer {
  /** The page's address, with a slash at its end. */
  readonly url: string
  close(): Promise<void>
}

export interface StaticServerOptions {
  /** 0 asks the system for any free port. */
  readonly port: number
  /** Whether a taken port moves on to the next one instead of failing. */
  readonly nextFreePort: boolean
  /** Headers beyond those of the file itself; the address is the path with its query. */
  readonly headersFor?: (address: string) => Readonly<Record<string, string>>
}

const PORTS_TRIED_MAX = 50

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
}

/**
 * Serves the files under `dir` on the loopback only, the way any static host would: no fallback page, no rewriting,
 * so that whatever works here works on a plain file host too.
 */
export async function serveStatic(
  dir: string,
  { port, nextFreePort, headersFor = securityHeaders }: StaticServerOptions = {
    port: 0,
    nextFreePort: false,
  },
): Promise<StaticServer> {
  const handler = fileHandler(dir, headersFor)
  for (let tried = 0; ; tried++) {
    try {
      return await listen(handler, port === 0 ? 0 : port + tried)
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || !nextFreePort || tried + 1 >= PORTS_TRIED_MAX) throw error
    }
  }
}

type Handler = Parameters<typeof createServer>[1]

async function listen(handler: Handler, port: number): Promise<StaticServer> {
  const v4 = await listenOn(handler, '127.0.0.1', port)
  const boundPort = (v4.address() as AddressInfo).port
  // The name localhost may mean either family. A machine without IPv6 does with the first one.
  const v6 = await listenOn(handler, '::1', boundPort).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') return null
    v4.close()
    throw error
  })
  return {
    url: `http://localhost:${boundPort}/`,
    close: async () => {
      await Promise.all([v4, v6].map((server) => server && closeNow(server)))
    },
  }
}

function listenOn(handler: Handler, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler)
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/** A browser keeps connections open, so a polite close would wait for as long as the browser lives. */
function closeNow(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function fileHandler(
  dir: string,
  headersFor: NonNullable<StaticServerOptions['headersFor']>,
): NonNullable<Handler> {
  return (request, response) => {
    const path =
      request.method === 'GET' || request.method === 'HEAD' ? fileOf(dir, request.url ?? '/') : null
    if (path === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
      return
    }
    response.writeHead(200, {
      ...headersFor(request.url ?? '/'),
      'content-type': MIME_TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': statSync(path).size,
      'cache-control': 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(path).pipe(response)
  }
}

/** The file that a request's address names, or null where there is none or it would lie outside `dir`. */
function fileOf(dir: string, address: string): string | null {
  const pathname = decodedPathname(address)
  if (pathname === null || pathname.includes('\0')) return null
  const path = normalize(join(dir, pathname.endsWith('/') ? `${pathname}index.html` : pathname))
  if (!path.startsWith(normalize(dir + sep))) return null
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : null
}

function decodedPathname(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address, 'http://localhost').pathname)
  } catch {
    return null
  }
}

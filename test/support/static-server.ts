import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { securityHeaders } from '../../src/build/security-headers.ts'
import { openServed, type ServedFile } from './served-file.ts'

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
/** Time in which a request's headers must be there, and in which a connection must move at all. */
const HEADERS_MS = 10_000
const IDLE_MS = 30_000
/** Connections at once; a browser opens six, and the rest are for tabs and tests. */
const CONNECTIONS_MAX = 512

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

type Handler = (request: IncomingMessage, response: ServerResponse) => void

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
    const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: IDLE_MS }, handler)
    server.maxConnections = CONNECTIONS_MAX
    // A reader that has stopped reading would hold its file for ever.
    server.setTimeout(IDLE_MS)
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

type HeadersFor = NonNullable<StaticServerOptions['headersFor']>

/** Whatever a request does wrong ends with this request: an answer, or a connection that is cut. */
function fileHandler(dir: string, headersFor: HeadersFor): Handler {
  return (request, response) => {
    answer(dir, headersFor, request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else refuse(response, headersFor, 500)
    })
  }
}

async function answer(
  dir: string,
  headersFor: HeadersFor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A body is not read: it belongs to nothing that is served here.
  request.resume()
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, headersFor, 405)
  const file = await openServed(dir, request.url ?? '/')
  if (!file.ok) return refuse(response, headersFor, file.error)
  try {
    await send(file.value, headersFor(request.url ?? '/'), response, request.method === 'HEAD')
  } finally {
    await file.value.handle.close()
  }
}

async function send(
  { path, size, handle }: ServedFile,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
  headersOnly: boolean,
): Promise<void> {
  response.writeHead(200, {
    ...headers,
    'content-type': MIME_TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': size,
    'cache-control': 'no-cache',
    'accept-ranges': 'none',
  })
  if (headersOnly || size === 0) response.end()
  // A pipeline ends the file with the connection, however that ends; a file that grows meanwhile keeps the promised length.
  else await pipeline(handle.createReadStream({ end: size - 1, autoClose: false }), response)
}

const REASONS = {
  400: 'This address cannot be read.',
  404: 'There is no such file here.',
  405: 'Files are read with GET or HEAD.',
  500: 'The file could not be read.',
} as const

function refuse(response: ServerResponse, headersFor: HeadersFor, status: keyof typeof REASONS): void {
  const body = `${status} ${REASONS[status]}\n`
  response
    .writeHead(status, {
      ...headersFor('/'),
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
    })
    .end(body)
}

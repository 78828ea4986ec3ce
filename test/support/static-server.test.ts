import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StaticServer, serveStatic } from './static-server.ts'

describe('serveStatic', () => {
  let dir: string
  let server: StaticServer

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'faultline-static-'))
    mkdirSync(join(dir, 'site'))
    writeFileSync(join(dir, 'secret.txt'), 'secret')
    writeFileSync(join(dir, 'site/index.html'), '<p>page</p>')
    writeFileSync(join(dir, 'site/font.woff2'), 'font')
    server = await serveStatic(join(dir, 'site'))
  })

  afterAll(async () => {
    await server.close()
    rmSync(dir, { recursive: true })
  })

  it('serves a folder by its index page', async () => {
    const response = await fetch(server.url)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toBe('<p>page</p>')
  })

  it('names the type of a font', async () => {
    const response = await fetch(`${server.url}font.woff2`)
    expect(response.headers.get('content-type')).toBe('font/woff2')
  })

  it('answers 404 for a file that is not there, not with the page', async () => {
    expect((await fetch(`${server.url}missing.js`)).status).toBe(404)
  })

  it('never leaves its folder', async () => {
    // fetch would resolve the dots itself, so the raw path goes out through node:http.
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url)
      request({ hostname, port, path: '/..%2fsecret.txt' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(404)
  })

  it('moves on to the next port only when it is told to', async () => {
    const port = Number(new URL(server.url).port)
    await expect(serveStatic(dir, { port, nextFreePort: false })).rejects.toThrow('EADDRINUSE')
    const next = await serveStatic(dir, { port, nextFreePort: true })
    expect(Number(new URL(next.url).port)).toBeGreaterThan(port)
    await next.close()
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serviceWorkerText } from '../../src/build/service-worker.ts'

describe('serviceWorkerText', () => {
  let dir: string

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'faultline-sw-'))
    for (const folder of ['assets', 'fonts', '.vite']) mkdirSync(join(dir, folder))
    for (const file of ['index.html', 'assets/lazy-1.js', 'fonts/a.woff2', '.vite/manifest.json'])
      writeFileSync(join(dir, file), file)
  })

  afterEach(() => {
    rmSync(dir, { recursive: true })
  })

  const textOf = () => serviceWorkerText(dir, '/* source */')
  const versionOf = () => /VERSION = "([0-9a-f]+)"/.exec(textOf())?.[1]

  it('precaches lazy chunks and fonts, and the page under the address of its folder', () => {
    expect(textOf()).toContain('const FILES = ["./assets/lazy-1.js","./fonts/a.woff2","./","./?embed"]')
  })

  it('neither caches itself nor takes its own text for a change', () => {
    const before = textOf()
    writeFileSync(join(dir, 'sw.js'), before)
    expect(textOf()).toBe(before)
  })

  it('changes its version when a byte of a file changes', () => {
    const before = versionOf()
    expect(before).toMatch(/^[0-9a-f]{16}$/)
    writeFileSync(join(dir, 'fonts/a.woff2'), 'other')
    expect(versionOf()).not.toBe(before)
  })
})

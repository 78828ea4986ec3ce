import { describe, expect, it } from 'vitest'
import { type ChromiumProbes, findChromium } from './chromium.ts'

const nothing: ChromiumProbes = {
  fromEnvironment: () => null,
  fromPath: () => null,
  fromPlaywright: () => null,
  fromDebian: () => null,
}

function mustNotRun(): never {
  throw new Error('A later probe ran although an earlier one had an answer.')
}

describe('findChromium', () => {
  it('takes CHROMIUM_PATH before anything else and probes no further', () => {
    const probes = {
      fromEnvironment: () => '/chosen',
      fromPath: mustNotRun,
      fromPlaywright: mustNotRun,
      fromDebian: mustNotRun,
    }
    expect(findChromium(probes)).toBe('/chosen')
  })

  it('prefers a browser on PATH to a download', () => {
    const probes = { ...nothing, fromPath: () => '/path', fromPlaywright: mustNotRun, fromDebian: mustNotRun }
    expect(findChromium(probes)).toBe('/path')
  })

  it("prefers Playwright's own browser to installing a package", () => {
    const probes = { ...nothing, fromPlaywright: () => '/playwright', fromDebian: mustNotRun }
    expect(findChromium(probes)).toBe('/playwright')
  })

  it('installs a package last', () => {
    expect(findChromium({ ...nothing, fromDebian: () => '/debian' })).toBe('/debian')
  })

  it('says what to do where no browser can be had', () => {
    expect(() => findChromium(nothing)).toThrow(/CHROMIUM_PATH/)
  })
})

import { describe, expect, it } from 'vitest'
import { headersFile, metaPolicy, securityHeaders } from '../../src/build/security-headers.ts'

const directives = (policy: string) =>
  new Map(
    policy.split('; ').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )

const policyOf = (address: string) => directives(securityHeaders(address)['content-security-policy'] ?? '')

describe('the policy', () => {
  it('begins with nothing and lets in nothing inline, evaluated or foreign', () => {
    const policy = directives(metaPolicy())
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('style-src')).toBe("'self'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
    expect(metaPolicy()).not.toMatch(/unsafe|http:|https:|\*/)
  })

  it('is the same in the page and in the header, but for frames, which only a header can forbid', () => {
    const header = policyOf('/')
    expect(header.get('frame-ancestors')).toBe("'none'")
    header.delete('frame-ancestors')
    expect(header).toEqual(directives(metaPolicy()))
  })

  it('lets others frame the embedded page and nothing else', () => {
    expect(policyOf('/?embed').get('frame-ancestors')).toBe('*')
    expect(policyOf('/index.html?embed=1&theme=dark').get('frame-ancestors')).toBe('*')
    expect(policyOf('/?embedded').get('frame-ancestors')).toBe("'none'")
    expect(policyOf('/embed').get('frame-ancestors')).toBe("'none'")
  })
})

it('every answer forbids guessing of types, referrers and unused features', () => {
  for (const address of ['/', '/?embed', '/assets/any.js', '/sw.js']) {
    const headers = securityHeaders(address)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['permissions-policy']).toMatch(/clipboard-write=\(self\).*camera=\(\)/)
  }
})

it('an address that is no address is answered like the page', () => {
  expect(policyOf('//').get('frame-ancestors')).toBe("'none'")
})

it('the file for static hosts gives every header to every path, in the form that hosts read', () => {
  const lines = headersFile().split('\n')
  expect(lines[0]).toBe('/*')
  expect(lines).toContain(`  content-security-policy: ${metaPolicy()}`)
  expect(lines).toContain('  x-content-type-options: nosniff')
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(\/\S*| {2}[a-z-]+: \S.*)$/)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Notice, noticesText, productionNotices } from '../../src/build/licences.ts'
import { ROOT } from '../support/paths.ts'

describe('the notices of the packages', () => {
  const notices = productionNotices(ROOT)
  const names = notices.map((notice) => notice.package.split(' ')[0])

  it('name every dependency of production and what that needs, and no tool', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), 'scheduler', 'd3-zoom']))
    for (const tool of ['vite', 'vitest', 'typescript', 'jsdom']) expect(names).not.toContain(tool)
  })

  it('have a licence that lets the product be passed on, with its whole text', () => {
    const allowed = ['MIT', 'ISC', 'BSD-3-Clause', 'BSD-2-Clause', 'Apache-2.0', '0BSD']
    for (const { package: name, licence, text } of notices) {
      expect([name, allowed.includes(licence)]).toEqual([name, true])
      expect([name, /copyright|apache license/i.test(text) && text.length > 400]).toEqual([name, true])
    }
  })
})

it('packages with the same text stand above it together', () => {
  const notice = (name: string, text: string): Notice => ({ package: `${name} 1.0.0`, licence: 'MIT', text })
  const text = noticesText([
    notice('a', 'Copyright A'),
    notice('b', 'Copyright B'),
    notice('c', 'Copyright A'),
  ])
  expect(text).toMatch(/\na 1\.0\.0 \(MIT\)\nc 1\.0\.0 \(MIT\)\n-+\n\nCopyright A\n/)
  expect(text.match(/Copyright A/g)).toHaveLength(1)
  expect(text).toContain('Copyright B')
})

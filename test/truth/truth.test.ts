import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ENGINE_VERSION } from '../../src/sim/core/vocabulary.ts'
import { TRUTHS } from './cases.ts'

const page = readFileSync(new URL('../../docs/truth.md', import.meta.url), 'utf8')

it('the page of truth has a row for every figure, in their order, by this engine', () => {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| figure') && !line.startsWith('| ---'))
  expect(rows.map((row) => row.split(' | ')[0])).toEqual(TRUTHS.map(({ name }) => `| ${name}`))
  expect(page).toContain(`with engine ${ENGINE_VERSION};`)
})

it('what it says was measured is as near as it may be', () => {
  for (const { name, tolerance } of TRUTHS) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`))!
    const off = Number(row.split(' | ').at(-2)!.replace(' %', ''))
    expect([name, off <= 100 * tolerance]).toEqual([name, true])
  }
})

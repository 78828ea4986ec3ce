import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fontNames } from '../support/font-names.ts'
import { ROOT } from '../support/paths.ts'

const FONTS = join(ROOT, 'public/fonts')
const FAMILY = 'Faultline Sans'
/** Number of the entry for copyright, and that for the family. */
const COPYRIGHT = 0
const FAMILY_ENTRY = 1
const files = readdirSync(FONTS).filter((file) => file.endsWith('.woff2'))

it('are a Latin and a Hangul file', () => {
  expect(files).toEqual(['faultline-sans-hangul.woff2', 'faultline-sans-latin.woff2'])
})

it.each(files)('%s bears a name of its own everywhere, and keeps its maker’s copyright', (file) => {
  const names = fontNames(readFileSync(join(FONTS, file)))
  expect(names.find(({ id }) => id === FAMILY_ENTRY)?.text).toBe(FAMILY)
  expect(names.find(({ id }) => id === COPYRIGHT)?.text).toContain('Kil Hyung-jin')
  expect(names.filter(({ text }) => text.toLowerCase().includes('pretendard'))).toEqual([])
})

it('are used by the name that they bear, with the license beside them', () => {
  const css = readFileSync(join(ROOT, 'src/app/fonts.css'), 'utf8')
  expect(css.match(/font-family: "([^"]+)"/g)).toEqual([
    `font-family: "${FAMILY}"`,
    `font-family: "${FAMILY}"`,
  ])
  for (const file of files) expect(css).toContain(`/fonts/${file}`)
  expect(readFileSync(join(ROOT, 'src/ui/tokens.css'), 'utf8')).toContain(`--font: "${FAMILY}"`)
  const license = readFileSync(join(FONTS, 'OFL.txt'), 'utf8')
  for (const file of files) expect(license).toContain(file)
  expect(license).toContain('SIL OPEN FONT LICENSE Version 1.1')
})

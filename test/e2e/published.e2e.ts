import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NOTICES_FILE, productionNotices } from '../../src/build/licences.ts'
import { listFiles } from '../../src/build/list-files.ts'
import { manifestOf } from '../../src/build/manifest-beside.ts'
import { fontNames } from '../support/font-names.ts'
import { APP_DIST, ROOT } from '../support/paths.ts'

const files = listFiles(APP_DIST)
const read = (file: string): string => readFileSync(join(APP_DIST, file), 'utf8')

it('the built page carries its own licence, and the notice of every package that it is made of', () => {
  expect(read('LICENSE')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'))
  const notices = read(NOTICES_FILE)
  for (const { package: name, text } of productionNotices(ROOT)) {
    expect(notices).toContain(`\n${name} (`)
    expect(notices).toContain(text)
  }
})

it('the built fonts bear no reserved name, and their license lies beside them', () => {
  const fonts = files.filter((file) => file.endsWith('.woff2'))
  expect(fonts).toHaveLength(2)
  for (const font of fonts) {
    const names = fontNames(readFileSync(join(APP_DIST, font))).map(({ text }) => text)
    expect(names).toContain('Faultline Sans')
    expect(names.filter((name) => /pretendard/i.test(name))).toEqual([])
  }
  expect(read('fonts/OFL.txt')).toContain('SIL OPEN FONT LICENSE Version 1.1')
})

it('nothing hidden is published: the manifest of the build lies beside the folder', () => {
  expect(files.filter((file) => file.split('/').some((part) => part.startsWith('.')))).toEqual([])
  expect(existsSync(manifestOf(APP_DIST))).toBe(true)
})

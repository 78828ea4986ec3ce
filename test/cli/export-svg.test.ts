import { expect, it } from 'vitest'
import { exportCommand } from '../../src/cli/export-command.ts'
import { exampleById } from '../../src/document/examples/examples.ts'
import { ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { TOKENS } from '../../src/scene/theme.ts'

const text = writeDesign(exampleById('stage-4')!.design('ko'))

function run(...words: string[]) {
  let printed = ''
  let complained = ''
  const code = exportCommand.run(['d.json', '--format', 'svg', ...words], {
    read: () => ok(text),
    print: (part) => {
      printed += part
    },
    complain: (part) => {
      complained += part
    },
  })
  return { code, printed, complained }
}

it('export --format svg prints the design as a picture, dark and in English unless something else is asked for', () => {
  const dark = run()
  expect(dark.code).toBe(0)
  expect(dark.printed).toMatch(/^<svg [^>]*lang="en"/)
  expect(dark.printed).toContain(`fill="${TOKENS.dark.canvas}"`)
  expect(dark.printed).toContain('>Load balancer</text>')
  const light = run('--theme=light', '--language', 'ko')
  expect(light.printed).toContain(`fill="${TOKENS.light.canvas}"`)
  expect(light.printed).toContain('>로드 밸런서</text>')
})

it('a theme that is not there is refused with those that are', () => {
  const { code, printed, complained } = run('--theme', 'blue')
  expect({ code, printed }).toEqual({ code: 2, printed: '' })
  expect(complained).toContain('--theme is one of dark, light')
})

it('what the loss of each part would mean is drawn round it, in the language of the picture, unless it is not wanted', () => {
  expect(run().printed).toMatch(/>SPOF(: [^<]+)?<\/text>/)
  expect(run('--language', 'ko').printed).toMatch(/>SPOF[^<]*<\/text>/)
  expect(run().printed).toContain(`stroke="${TOKENS.dark.spof}"`)
  const plain = run('--no-rings')
  expect(plain.code).toBe(0)
  expect(plain.printed).not.toContain(TOKENS.dark.spof)
})

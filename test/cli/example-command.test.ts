import { expect, it } from 'vitest'
import { exampleCommand } from '../../src/cli/example-command.ts'
import { EXAMPLES } from '../../src/document/examples/examples.ts'
import { kindModel } from '../../src/kinds/models.ts'
import { parseDesign } from '../../src/model/parse.ts'
import { err } from '../../src/model/result.ts'

function run(...words: string[]) {
  let printed = ''
  let complained = ''
  const code = exampleCommand.run(words, {
    read: () => err('this command reads no file'),
    print: (text) => {
      printed += text
    },
    complain: (text) => {
      complained += text
    },
  })
  return { code, printed, complained }
}

it('the list has a line for every example, with its title in the language that was asked for', () => {
  const { code, printed } = run('--list', '--language', 'ko')
  expect(code).toBe(0)
  const lines = printed.trim().split('\n')
  expect(lines).toHaveLength(EXAMPLES.length)
  expect(lines[0]).toMatch(/^opening +0명에서 수백만 명까지$/)
  expect(lines.at(-1)).toMatch(/^stage-13 +\S/)
})

it('an example is printed as a design that can be read again', () => {
  const { code, printed } = run('stage-4', '--language=ko')
  expect(code).toBe(0)
  const read = parseDesign(printed, kindModel)
  expect(read.ok && read.value.title).toBe('4단계: 로드 밸런서')
})

it('an example that is not there is named, with those that are, and nothing is printed', () => {
  const { code, printed, complained } = run('stage-14')
  expect({ code, printed }).toEqual({ code: 2, printed: '' })
  expect(complained).toContain('there is no example "stage-14"')
  expect(complained).toContain('stage-13')
})

it.each([
  [[], 'which example'],
  [['stage-1', 'stage-2'], 'one example at a time'],
  [['--list', 'stage-1'], 'either --list or one'],
  [['stage-1', '--language=fr'], 'one of ko, en, not "fr"'],
  [['stage-1', '--language'], '--language needs a value'],
  [['--all'], 'unknown option --all'],
])('%j is refused with a sentence and the usage', (words, said) => {
  const { code, printed, complained } = run(...words)
  expect({ code, printed }).toEqual({ code: 2, printed: '' })
  expect(complained).toContain(said)
  expect(complained).toContain('Usage:')
})

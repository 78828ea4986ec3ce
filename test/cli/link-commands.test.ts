import { describe, expect, it } from 'vitest'
import { linkCommand } from '../../src/cli/link-command.ts'
import { openCommand } from '../../src/cli/open-command.ts'
import { designLink, type LinkContent, writeLink } from '../../src/document/link/link.ts'
import { kindModel } from '../../src/kinds/models.ts'
import { changedDesign } from '../../src/model/changed-design.ts'
import { plainFault } from '../../src/model/fault.ts'
import { err, ok, type Result } from '../../src/model/result.ts'
import type { RunMoment } from '../../src/model/run-log.ts'
import { writeDesign } from '../../src/model/write.ts'
import { draw } from '../support/simulate.ts'

const design = draw({ client: ['client'], web: ['web', { workers: 3 }] }, ['client > web'])
const text = writeDesign(design)

function shell(
  command: typeof linkCommand,
  words: readonly string[],
  file: Result<string, string> = ok(text),
) {
  let printed = ''
  let complained = ''
  const code = command.run(words, {
    read: () => file,
    print: (more) => {
      printed += more
    },
    complain: (more) => {
      complained += more
    },
  })
  return { code, printed, complained }
}

const withMoment = (actions: RunMoment['actions']): LinkContent => ({
  design,
  moment: { engine: '2.0.0', oneOf: 1, atTick: 100, actions },
  view: null,
  language: null,
  editing: true,
})

describe('faultline link', () => {
  it('prints a link behind the address where npm start serves the page', () => {
    const { code, printed } = shell(linkCommand, ['design.json'])
    expect({ code, printed }).toEqual({ code: 0, printed: `http://localhost:4173/#${designLink(design)}\n` })
  })

  it('prints it behind any other address, without what stood behind that', () => {
    const { printed } = shell(linkCommand, ['--base=https://host.example/app/#old', '-'])
    expect(printed).toBe(`https://host.example/app/#${designLink(design)}\n`)
  })

  it.each([
    [[], ok(text), 'which design'],
    [['a', 'b'], ok(text), 'one design at a time'],
    [['a', '--base'], ok(text), '--base needs a value'],
    [['a', '--base', 'here'], ok(text), '--base is an address, not "here"'],
    [['a', '--short'], ok(text), 'unknown option --short'],
    [['a'], err('cannot read a'), 'cannot read a'],
    [['a'], ok('{}'), 'is not a Faultline design'],
  ])('%j is refused with a sentence, and nothing is printed', (words, file, said) => {
    const { code, printed, complained } = shell(linkCommand, words, file)
    expect({ code, printed }).toEqual({ code: 2, printed: '' })
    expect(complained).toContain(said)
  })
})

describe('faultline open', () => {
  it('prints the design that a link was made of', () => {
    const { printed } = shell(linkCommand, ['design.json'])
    expect(shell(openCommand, [printed])).toEqual({ code: 0, printed: text, complained: '' })
    expect(shell(openCommand, [designLink(design)]).printed).toBe(text)
  })

  it('prints the design as it was at the moment of a link', () => {
    const change = { nodes: [{ ...design.nodes[1]!, params: { workers: 9 } }] }
    const link = writeLink(
      withMoment([
        { type: 'fault', tick: 5, fault: plainFault('kill', 'web') },
        { type: 'edit', tick: 9, change },
      ]),
    )
    const then = changedDesign(design, change, kindModel)
    expect(shell(openCommand, [link]).printed).toBe(then.ok && writeDesign(then.value))
  })

  const link = designLink(design)
  it.each([
    [link.slice(0, 40), 'ends after 40 characters'],
    [`${link.slice(0, 30)} %${link.slice(31)}`, 'character 31 of the link is "%"'],
    [`${link.slice(0, 9)}${link[9] === 'A' ? 'B' : 'A'}${link.slice(10)}`, 'checksum does not fit'],
    [link.replace(/^4/, '5'), 'links of version 5; this program knows 4'],
    ['https://elsewhere.example/', 'nothing that Faultline has written'],
    [`1.${'A'.repeat(70_000)}`, 'more than the limit of 65536'],
    [
      writeLink(
        withMoment([{ type: 'fault', tick: 20, fault: { ...plainFault('slow', 'web'), amount: 99_999 } }]),
      ),
      '(actions[0].fault.amount): a fault has a degree that its type does not take',
    ],
    [
      writeLink(withMoment([{ type: 'edit', tick: 5, change: { removedNodes: ['web'] } }])),
      '(actions[0]: edges[0]',
    ],
  ])('refuses %.30s with what is wrong, and prints nothing', (address, said) => {
    const { code, printed, complained } = shell(openCommand, [address])
    expect({ code, printed }).toEqual({ code: 2, printed: '' })
    expect(complained).toContain(said)
  })

  it.each([
    [[], 'which link?'],
    [[link, link], 'one link at a time'],
    [['--json'], 'unknown option --json'],
  ])('%.20j is misused, and the usage is said', (words, said) => {
    const { code, complained } = shell(openCommand, words)
    expect(code).toBe(2)
    expect(complained).toContain(said)
    expect(complained).toContain('Usage: faultline open')
  })
})

import { describe, expect, it } from 'vitest'
import { checkCommand } from '../../src/cli/check-command.ts'
import { EXIT_BAD_INPUT, EXIT_MISSED, EXIT_OK, type Subcommand } from '../../src/cli/command.ts'
import { explainCommand } from '../../src/cli/explain-command.ts'
import { resilienceCommand } from '../../src/cli/resilience-command.ts'
import { spofCommand } from '../../src/cli/spof-command.ts'
import type { Design } from '../../src/model/design.ts'
import { printable, printableLines } from '../../src/model/printable.ts'
import { ok } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { draw, sends } from '../support/simulate.ts'
import { at } from '../support/watch.ts'

interface Said {
  readonly code: number
  readonly printed: string
  readonly complained: string
}

async function ask(command: Subcommand, design: Design, ...words: string[]): Promise<Said> {
  const [printed, complained] = [[] as string[], [] as string[]]
  const code = await command.run(['design.json', ...words], {
    read: () => ok(writeDesign(design)),
    print: (text) => void printed.push(text),
    complain: (text) => void complained.push(text),
  })
  return { code, printed: printed.join(''), complained: complained.join('\n') }
}

const ALL = [spofCommand, resilienceCommand, checkCommand, explainCommand]
const pair = draw({ client: sends(20), web: ['web'] }, ['client > web'])

describe.each(ALL.map((command) => [command.name, command] as const))('%s', (_, command) => {
  it.each([
    ['has no client', draw({ web: ['web'] }), 'the design has no client, so there is no traffic'],
    [
      'goes round in a circle',
      draw({ client: sends(20), a: ['web'], b: ['web'] }, ['client > a > b > a']),
      'node "a" is on a circle of calls',
    ],
    ['is empty', draw({}), 'the design has no client'],
  ])('refuses a design that %s, with the reason', async (_, design, reason) => {
    const { code, printed, complained } = await ask(command, design)
    expect([code, printed]).toEqual([EXIT_BAD_INPUT, ''])
    expect(complained).toContain(reason)
  })

  it('leaves a fault out that strikes what does not exist, or what does not take it, and says so', async () => {
    for (const [target, why] of [
      ['nobody', 'names "nobody", which does not exist'],
      ['client', '"client" takes only'],
    ] as const) {
      const { code, printed, complained } = await ask(command, at(pair, { at: 5, type: 'kill', target }))
      expect(code).toBe(EXIT_OK)
      expect(complained).toContain(why)
      expect(printed).toBe((await ask(command, at(pair, { at: 5, type: 'slow', target, amount: 2 }))).printed)
    }
  })
})

describe('a design in which no request finds a way', () => {
  const stray = draw({ client: sends(20), web: ['web'] })
  it.each([
    [spofCommand, EXIT_OK, 'no request of this class finds a way'],
    [resilienceCommand, EXIT_OK, 'Not judged: no request succeeds even before it is lost.'],
    [checkCommand, EXIT_MISSED, 'is not wired to anybody who can answer'],
    [explainCommand, EXIT_OK, 'is not wired to anybody who can answer'],
  ])('is judged as what it is', async (command, code, said) => {
    const outcome = await ask(command, stray)
    expect(outcome.code).toBe(code)
    expect(outcome.printed).toContain(said)
    expect(outcome.complained).toContain('client "client" is not wired to anything')
  })
})

describe('a thousand servers in one frame', () => {
  const servers = Array.from({ length: 1000 }, (_, i) => [`web-${i}`, ['web']] as const)
  const small = draw(
    { client: sends(20), lb: ['load-balancer'], tier: ['tier'], ...Object.fromEntries(servers) },
    ['client > lb > tier'],
  )
  const crowd: Design = {
    ...small,
    nodes: small.nodes.map((node) => (node.kind === 'web' ? { ...node, parent: 'tier' } : node)),
  }

  it.each([
    [spofCommand, [], 'tier (tier)  single point of failure'],
    [resilienceCommand, ['--only', 'tier', 'web-0'], 'No reads succeed while it is down.'],
    [checkCommand, ['--duration=5'], '✓ availability'],
    [explainCommand, ['--duration=5'], 'nothing to explain'],
  ])('are judged', async (command, words, said) => {
    const { code, printed } = await ask(command, crowd, ...words)
    expect(code).toBe(EXIT_OK)
    expect(printed).toContain(said)
  })
})

describe('names that a terminal would obey', () => {
  /** Sets the title of a window, clears a line, reorders, and begins a line that looks like one of ours. */
  const EVIL = '\u001b]0;pwned\u0007\u009b2K\u202etxt\nfaultline: all is well\r'
  const evil = draw({ client: sends(20), [EVIL]: ['web'] })
  const named: Design = {
    ...at(evil, { at: 5, type: 'kill', target: EVIL }),
    title: EVIL,
    nodes: evil.nodes.map((node) => ({ ...node, label: node.id === EVIL ? `${EVIL}!` : '' })),
    edges: [{ id: `${EVIL}w`, source: 'client', target: EVIL, params: {} }],
  }
  const FORMS: readonly (readonly [Subcommand, readonly string[]])[] = [
    ...ALL.flatMap((command) => [[command, []] as const, [command, ['--json']] as const]),
    [spofCommand, ['--pairs']],
    [resilienceCommand, ['--markdown', '--wires']],
    [resilienceCommand, ['--csv']],
    [explainCommand, ['--part', EVIL]],
  ]

  it.each(FORMS.map(([command, words]) => [command.name, words, command] as const))(
    '%s %j shows as numbers',
    async (_, words, command) => {
      const { printed, complained } = await ask(command, named, ...words)
      // Lines of CSV end with a carriage return; complaints are made printable where they are written.
      expect(printableLines(printed.replaceAll('\r\n', '\n'))).toBe(printed.replaceAll('\r\n', '\n'))
      expect(`${printed}${printableLines(complained)}`).not.toMatch(/^faultline: all is well/m)
      if (command === spofCommand || (command === resilienceCommand && words.includes('--json')))
        expect(printed).toMatch(/txt\\(u000a|n)faultline/)
    },
  )

  it('read back from JSON as what they are', async () => {
    const { printed } = await ask(resilienceCommand, named, '--json')
    expect(JSON.parse(printed).rows[0].target).toBe(EVIL)
    expect(printed).toContain('\\u009b2K\\u202etxt')
    expect(printed).toContain(printable(printable('\u009b')))
  })
})

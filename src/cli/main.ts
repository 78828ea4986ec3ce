import { checkCommand } from './check-command.ts'
import { EXIT_BAD_INPUT, EXIT_OK, type Subcommand, shellIo } from './command.ts'
import { exampleCommand } from './example-command.ts'
import { explainCommand } from './explain-command.ts'
import { exportCommand } from './export-command.ts'
import { fitCommand } from './fit-command.ts'
import { importCommand } from './import-command.ts'
import { linkCommand } from './link-command.ts'
import { openCommand } from './open-command.ts'
import { resilienceCommand } from './resilience-command.ts'
import { runCommand } from './run-command.ts'
import { servesExperiments } from './run-threads.ts'
import { spofCommand } from './spof-command.ts'

/** Everything that can stand after `faultline`. */
const SUBCOMMANDS: readonly Subcommand[] = [
  runCommand,
  spofCommand,
  resilienceCommand,
  checkCommand,
  explainCommand,
  fitCommand,
  exampleCommand,
  importCommand,
  exportCommand,
  linkCommand,
  openCommand,
]

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const command = SUBCOMMANDS.find((candidate) => candidate.name === name)
  if (words.includes('--help') || words.includes('-h')) {
    shellIo.print(command?.usage ?? usage())
    return EXIT_OK
  }
  if (command) return command.run(rest, shellIo)
  const problem = name === undefined ? 'no command' : `unknown command "${name}"`
  shellIo.complain(`${problem}\n\n${usage()}`)
  return EXIT_BAD_INPUT
}

const usage = (): string => SUBCOMMANDS.map((command) => command.usage).join('\n')

if (!servesExperiments()) process.exitCode = await main(process.argv.slice(2))

import { readFileSync, writeSync } from 'node:fs'
import { parseArguments, USAGE } from './arguments.ts'
import { runDesign } from './run-command.ts'

/** Wrong input of any kind: the message is on stderr, nothing is on stdout. */
const EXIT_BAD_INPUT = 2

const say = (descriptor: 1 | 2, text: string): void => {
  // A pipe may take less than all at once.
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(descriptor, bytes, from)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

function main(words: readonly string[]): number {
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    say(1, USAGE)
    return words.length === 0 ? EXIT_BAD_INPUT : 0
  }
  const parsed = parseArguments(words)
  if (!parsed.ok) {
    say(2, `faultline: ${parsed.error}\n\n${USAGE}`)
    return EXIT_BAD_INPUT
  }
  let text: string
  try {
    text = readFileSync(parsed.value.file === '-' ? 0 : parsed.value.file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(2, `faultline: cannot read ${parsed.value.file}: ${reason}\n`)
    return EXIT_BAD_INPUT
  }
  const outcome = runDesign(text, parsed.value)
  for (const warning of outcome.warnings) say(2, `faultline: warning: ${warning}\n`)
  if (!outcome.ok) {
    for (const error of outcome.errors) say(2, `faultline: ${error}\n`)
    return EXIT_BAD_INPUT
  }
  say(1, outcome.text)
  return 0
}

process.exitCode = main(process.argv.slice(2))

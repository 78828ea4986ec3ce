import { printableLines } from '../model/printable.ts'
import type { Result } from '../model/result.ts'
import { messageOf, readText, writeText } from './shell-files.ts'

/** Where a command reads from and writes to, so that a test can stand in for the shell. */
export interface CommandIo {
  /** The text of a file, or of standard input for `-`; the error is the whole complaint. */
  read(file: string): Result<string, string>
  /** Results go to standard output, and nothing else does. */
  print(text: string): void
  /** A line about what is wrong goes to standard error. */
  complain(text: string): void
}

/** One word after `faultline`, and what it does with the words after that. */
export interface Subcommand {
  readonly name: string
  readonly usage: string
  /** Gives the exit code. */
  run(words: readonly string[], io: CommandIo): number | Promise<number>
}

export const EXIT_OK = 0
/** An objective is missed. */
export const EXIT_MISSED = 1
/** Wrong input of any kind: the message is on stderr, nothing is on stdout. */
export const EXIT_BAD_INPUT = 2

/** Says what is wrong with the words of a command, and how they should be. */
export function misused(command: Subcommand, problem: string, io: CommandIo): number {
  io.complain(`${problem}\n\n${command.usage}`)
  return EXIT_BAD_INPUT
}

/** Standard output could not be written. */
export const EXIT_UNWRITTEN = 1

export const shellIo: CommandIo = {
  read: readText,
  print: (text) => {
    const written = writeText(1, text)
    if (written.ok) return
    // Whoever reads only the first lines closes the pipe: nothing is wrong, and nobody is left to tell more to.
    if (written.error.code === 'EPIPE') process.exit(EXIT_OK)
    shellIo.complain(`cannot write the output: ${messageOf(written.error)}`)
    process.exit(EXIT_UNWRITTEN)
  },
  // Where standard error cannot be written either, the exit code alone speaks.
  complain: (text) => {
    writeText(2, `faultline: ${printableLines(text).replace(/\n*$/, '\n')}`)
  },
}

import { readFileSync, writeSync } from 'node:fs'
import { err, ok, type Result } from '../model/result.ts'

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
  run(words: readonly string[], io: CommandIo): number
}

export const EXIT_OK = 0
/** Wrong input of any kind: the message is on stderr, nothing is on stdout. */
export const EXIT_BAD_INPUT = 2

/** Says what is wrong with the words of a command, and how they should be. */
export function misused(command: Subcommand, problem: string, io: CommandIo): number {
  io.complain(`${problem}\n\n${command.usage}`)
  return EXIT_BAD_INPUT
}

export const shellIo: CommandIo = {
  read: (file) => {
    try {
      return ok(readFileSync(file === '-' ? 0 : file, 'utf8'))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return err(`cannot read ${file}: ${reason}`)
    }
  },
  print: (text) => write(1, text),
  complain: (text) => write(2, `faultline: ${text.replace(/\n*$/, '\n')}`),
}

function write(descriptor: 1 | 2, text: string): void {
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

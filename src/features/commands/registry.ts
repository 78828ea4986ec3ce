import type { CommandActions } from './command-list.ts'
import type { CommandId } from './command-table.ts'

const offered = new Map<CommandId, () => void>()

/** A part of the page offers to do what a row of the command table says; returns the way to stop that. */
export function offerCommand(id: CommandId, run: () => void): () => void {
  offered.set(id, run)
  return () => {
    if (offered.get(id) === run) offered.delete(id)
  }
}

/** Everything that is offered so at this moment. */
export const offeredCommands = (): CommandActions => Object.fromEntries(offered)

import { C_STATE, CALL_INTS_SHIFT, WAITING } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/** Asks somebody on behalf of a call, which waits for the answer: `replied` follows. False where the engine has no room for it. */
export function ask(engine: Machine, call: number, edge: number, op: number): boolean {
  roomOf(engine).calls.ints[(call << CALL_INTS_SHIFT) + C_STATE] = WAITING
  if (engine.callOn(call, edge, op) >= 0) return true
  engine.noteNoRoom()
  return false
}

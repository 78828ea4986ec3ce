import type { Behaviour, Held } from './contract.ts'
import { roomOf } from './engine-room.ts'

/** What happens to a process that does not run; see `Held`. */
export const HELD_ARRIVAL = 0
export const HELD_REPLY = 1
export const HELD_TIMER = 2
export const HELD_TIMEOUT = 3
export const HELD_START = 4
export const HELD_EXPIRY = 5
export const HELD_WORK = 6

/** Something of which no more is known than the call that it happened to. */
export const heldCall = (what: number, call: number): Held => ({
  what,
  call,
  edge: -1,
  op: 0,
  outcome: 0,
  cause: -1,
  fate: 0,
  version: 0,
})

const heldTimer = (code: number, data: number): Held => ({
  ...heldCall(HELD_TIMER, -1),
  op: code,
  outcome: data,
})

/** A kind while its process hangs: what would make it do something is kept for later, what is done to it is done. */
export function asleep(source: Behaviour): Behaviour {
  const controllers = new Set(source.controllers)
  return {
    ...source,
    arrive: (engine, call, node) => roomOf(engine).holdBack(node, heldCall(HELD_ARRIVAL, call)),
    isStation: () => false,
    replied(engine, call, edge, op, outcome) {
      const { cause, answerFate: fate, answerVersion: version } = engine
      roomOf(engine).holdBack(engine.calls.nodeOf(call), {
        ...heldCall(HELD_REPLY, call),
        ...{ edge, op, outcome, cause, fate, version },
      })
    },
    served: (engine, call, node) => roomOf(engine).holdBack(node, heldCall(HELD_WORK, call)),
    timedOut: (engine, call, node) => roomOf(engine).holdBack(node, heldCall(HELD_TIMEOUT, call)),
    timer(engine, node, code, data) {
      if (controllers.has(code)) source.timer?.(engine, node, code, data)
      else roomOf(engine).holdBack(node, heldTimer(code, data))
    },
    isReady: () => false,
  }
}

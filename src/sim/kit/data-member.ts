import { C_CLASS, C_KEY, C_OP, C_STEP, CALL_INTS, N_READS, NODE_DOUBLES } from '../core/codes.ts'
import type { Behaviour, Machine, Readings } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { TIMER } from '../core/timers.ts'
import { OK, OP, READ, STATIC, UNAVAILABLE } from '../core/vocabulary.ts'
import { CLUSTER } from './cluster.ts'

/** Step of a call to a member whose work is done and whose write waits until a replica has it; before, it is 0. */
const REPLICATING = 1

export const isRead = (requestClass: number): boolean => requestClass === READ || requestClass === STATIC

/** What a primary, a shard and a replica have in common: which of them they are is a matter of who leads now. */
export const dataMember = {
  arrive(engine, call, node) {
    const at = call * CALL_INTS
    const cluster = CLUSTER.of(engine, node)
    if (cluster !== null && roomOf(engine).calls.ints[at + C_OP] !== OP.move) {
      const refused = isRead(roomOf(engine).calls.ints[at + C_CLASS]!)
        ? cluster.isSyncing(node)
        : !cluster.isLeader(node)
      if (refused) {
        engine.refuse(call, node, UNAVAILABLE, cluster.causeOf(node))
        return
      }
    }
    engine.enter(call, node)
  },

  // Nothing but a cluster can refuse.
  isStation: (engine, node) => CLUSTER.of(engine, node) === null,

  served(engine, call, node) {
    const ints = roomOf(engine).calls.ints
    const at = call * CALL_INTS
    if (ints[at + C_STEP] === REPLICATING) {
      if (CLUSTER.of(engine, node)?.acknowledge(engine, call) ?? true) engine.reply(call, OK)
      return
    }
    engine.release(node)
    if (ints[at + C_OP] === OP.move) {
      engine.reply(call, OK)
      return
    }
    const key = ints[at + C_KEY]!
    if (isRead(ints[at + C_CLASS]!)) read(engine, call, node, key)
    else write(engine, call, node, key)
  },

  replied() {},

  timer(engine, node, code) {
    if (code === TIMER.apply) CLUSTER.of(engine, node)?.applied(engine, node)
    else if (code === TIMER.detect) CLUSTER.of(engine, node)?.detect(engine)
    else if (code === TIMER.promote) CLUSTER.of(engine, node)?.promote(engine)
  },

  killed(engine, node) {
    engine.failResidents(node)
    CLUSTER.of(engine, node)?.died(engine, node)
  },

  // Whoever watches the leader and decides on a promotion is not its process.
  controllers: [TIMER.detect, TIMER.promote],

  froze(engine, node) {
    CLUSTER.of(engine, node)?.froze(engine, node)
  },

  thawed(engine, node) {
    CLUSTER.of(engine, node)?.thawed(engine, node)
  },

  restored(engine, node) {
    CLUSTER.of(engine, node)?.returned(engine, node)
  },

  /** A write that waits for a replica has given its slot back. */
  hasSlot: (engine, call, waits) =>
    !waits && roomOf(engine).calls.ints[call * CALL_INTS + C_STEP] !== REPLICATING,

  isReady: (engine, node) => CLUSTER.of(engine, node)?.isSyncing(node) !== true,

  read: memberReadings,
} satisfies Omit<Behaviour, 'configure'>

function read(engine: Machine, call: number, node: number, key: number): void {
  const cluster = CLUSTER.of(engine, node)
  let version = engine.versionOf(key)
  if (cluster !== null && !cluster.isLeader(node)) {
    const n = node * NODE_DOUBLES
    roomOf(engine).nodeDoubles[n + N_READS] = roomOf(engine).nodeDoubles[n + N_READS]! + 1
    if (cluster.isStale(node, key)) {
      engine.noteStale(node)
      version = Math.max(0, version - 1)
    }
  }
  roomOf(engine).calls.versions[call] = version
  engine.reply(call, OK)
}

function write(engine: Machine, call: number, node: number, key: number): void {
  engine.wrote(call, key)
  roomOf(engine).calls.versions[call] = engine.versionOf(key)
  roomOf(engine).calls.ints[call * CALL_INTS + C_STEP] = REPLICATING
  const cluster = CLUSTER.of(engine, node)
  const acknowledged = cluster?.commit(engine, call, key) ?? true
  if (cluster !== null) engine.crowds?.forOthers(call, (other) => cluster.alsoCommitted(other))
  if (acknowledged) engine.reply(call, OK)
}

function memberReadings(engine: Machine, node: number): Readings {
  const moving = roomOf(engine).movingKeys.get(node)
  return { ...(moving === undefined ? {} : { moving }), ...clusterReadings(engine, node) }
}

function clusterReadings(engine: Machine, node: number): Readings {
  const cluster = CLUSTER.of(engine, node)
  if (cluster === null) return {}
  const leads = cluster.isLeader(node)
  const promoteInMs = cluster.promoteInMs(engine)
  return {
    leader: leads ? 1 : 0,
    ...(leads ? {} : { lagMs: cluster.lagMs(engine, node), syncing: cluster.isSyncing(node) ? 1 : 0 }),
    ...(node === cluster.owner ? { lostWrites: cluster.lostWrites * engine.weight } : {}),
    ...(leads && !Number.isNaN(promoteInMs) ? { promoteInMs } : {}),
  }
}

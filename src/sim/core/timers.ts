/**
 * The timers of all that is built on the engine, by name: what comes to `timer(engine, node, code, data)` of a node's kind.
 * Whatever shares a node with others has its timers in this list, so that no two of them are the same by construction.
 */
const NAMES = [
  /** A client's next request is due. It is an event of the engine as well, and so the first. */
  'arrival',
  /** Health checks: a probe of an edge (`data`), its answer that did not come in time, the end of a passive ejection. */
  'probe',
  'probeLate',
  'outOver',
  /** A cluster: a member applies the oldest entry of its log; at the primary's node, a death is noticed, a replica takes over. */
  'apply',
  'detect',
  'promote',
  /** An autoscaler looks at the load; instances that were asked for are warm. */
  'scale',
  'warm',
  /** A query has waited for a connection for as long as it may (`data` is its call); an edit may have opened the pool. */
  'poolWait',
  'poolOpen',
  /** A consumer has room again, so that its queue may hand out messages. */
  'wake',
  /** At a client, `data` is the ticket: it asks whether a task is done; a task is done and says so. */
  'poll',
  'taskDone',
  /** At the director of a run: a fault of the scenario begins (`data` is its index), one ends (its id); keys move; the run looks at itself. */
  'begin',
  'end',
  'move',
  'look',
] as const

/** Codes of the timers that the kit and a run set, by name. Those below 0 are the engine's own (`LIMIT`, `DRAINED`, `THAW`) and come to no kind. */
export const TIMER = Object.fromEntries(NAMES.map((name, code) => [name, code])) as Readonly<
  Record<(typeof NAMES)[number], number>
>

/** The code of a kind's own timer, which it numbers from 0: no other kind's timers come to its nodes, and the kit's are others. */
export const ownTimer = (index: number): number => NAMES.length + index

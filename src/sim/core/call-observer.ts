/**
 * Follows single requests through the run, call by call. The engine reports what happens to every call while a tracer is
 * set; without one it costs a comparison. A tracer only looks: it changes nothing in the run.
 */
export interface CallObserver {
  /** A client begins a request; `call` is its root record. */
  begun(call: number, node: number): void
  /** A client makes a further attempt. */
  retried(call: number): void
  /** `parent` sends `call` over `edge`; -1 where nobody waits for the answer. */
  sent(call: number, parent: number, edge: number, op: number): void
  /** A queued message `call` stands for the task that `from` brought. */
  queued(call: number, from: number): void
  /** The call has reached its node. */
  arrived(call: number): void
  /** The call has got a slot. */
  started(call: number): void
  /** Its own work in the slot is over; what follows is waiting for others. */
  served(call: number): void
  /** The node has answered; the answer travels back. */
  replied(call: number, outcome: number): void
  /** The answer is with the caller, or nobody waits for it any more: the record is about to be freed. */
  returned(call: number): void
  /** The request is over for its client; its record is about to be freed. */
  ended(call: number, outcome: number): void
}

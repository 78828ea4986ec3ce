import { FAULT_TYPES, type Fault } from '../../model/fault.ts'
import type { RunMoment } from '../../model/run-log.ts'
import { type ByteReader, BytesError, type ByteWriter } from './bytes.ts'

/** Actions that a link may hold; the log of a run keeps no more. */
const ACTIONS_MAX = 2000

const FAULT = 0
const EDIT = 1

/** A moment: ticks as the time since the action before, edits as the JSON of what they changed. */
export function writeMoment(writer: ByteWriter, moment: RunMoment): void {
  writer.text(moment.engine)
  writer.whole(moment.oneOf)
  writer.whole(moment.actions.length)
  let before = 0
  for (const action of moment.actions) {
    writer.whole(action.tick - before)
    before = action.tick
    writer.whole(action.type === 'fault' ? FAULT : EDIT)
    if (action.type === 'fault') writeFault(writer, action.fault)
    else writer.text(JSON.stringify(action.change))
  }
  writer.whole(moment.atTick - before)
}

/** A moment as plain values; whoever replays it checks what it says. */
export function readMomentBytes(reader: ByteReader): unknown {
  const engine = reader.text()
  const oneOf = reader.whole()
  let tick = 0
  const actions = Array.from({ length: reader.whole(ACTIONS_MAX) }, () => {
    tick += reader.whole()
    return reader.whole(EDIT) === FAULT
      ? { type: 'fault', tick, fault: readFault(reader) }
      : { type: 'edit', tick, change: changeOf(reader.text()) }
  })
  return { engine, oneOf, atTick: tick + reader.whole(), actions }
}

function writeFault(writer: ByteWriter, { type, target, amount, durationSec }: Fault): void {
  writer.whole(FAULT_TYPES.indexOf(type))
  writer.text(target)
  writer.number(amount)
  writer.number(durationSec)
}

const readFault = (reader: ByteReader): Fault => ({
  type: FAULT_TYPES[reader.whole(FAULT_TYPES.length - 1)]!,
  target: reader.text(),
  amount: reader.number(),
  durationSec: reader.number(),
})

function changeOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BytesError('an edit is not readable')
  }
}

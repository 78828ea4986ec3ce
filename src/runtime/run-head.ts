import { FAULTS, type FaultType } from '../model/fault.ts'
import type { RunFault } from '../model/mark.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { RunHead } from '../sim/run/run-head.ts'
import type { Frame } from './frame-ring.ts'

/** What the last frame and the known faults say of a run, for an engine that goes on with it. */
export function headOf(model: SimModel, frame: Frame | undefined, faults: readonly RunFault[]): RunHead {
  if (frame === undefined) return { atTick: 0, faults: [], going: [], down: [] }
  const going = faults
    .filter((fault) => goesOn(fault, frame.timeSec))
    .map((fault) => ({ id: fault.id, nodes: heldBy(fault, model, frame) }))
    .filter(({ id, nodes }) => nodes.length > 0 || faults.find((fault) => fault.id === id)?.type === 'cut')
  const down = frame.layout.nodes
    .filter((node) => frame.node(node, 'down') === 1)
    .map((node) => ({ node, sinceSec: frame.node(node, 'downSinceSec') }))
  return { atTick: frame.system('tick'), faults, going, down }
}

const goesOn = ({ type, endsSec }: RunFault, nowSec: number): boolean =>
  FAULTS[type].lasts && (endsSec === null || endsSec > nowSec)

/** The nodes under a fault that still suffer it: some of a frame may have been restored by themselves. */
function heldBy({ type, target, atSec }: RunFault, model: SimModel, frame: Frame): string[] {
  const members = model.frames.find(({ id }) => id === target)?.members.map((i) => model.nodes[i]!.id)
  const struck = (members ?? [target]).filter((id) =>
    model.nodes.some((node) => node.id === id && node.faults.includes(type)),
  )
  return atSec >= frame.timeSec ? struck : struck.filter((id) => suffers(type, id, frame))
}

function suffers(type: FaultType, id: string, frame: Frame): boolean {
  const read = (column: Parameters<Frame['node']>[1]) => frame.node(id, column)
  switch (type) {
    case 'kill':
      return read('down') === 1
    case 'drain':
      return read('down') === 1 || read('draining') === 1
    case 'slow':
      return read('slowFactor') !== 1
    case 'errors':
      return read('errorShare') > 0
    case 'freeze':
      return read('frozen') === 1
    case 'pause':
      return read('paused') === 1
    default:
      return true
  }
}

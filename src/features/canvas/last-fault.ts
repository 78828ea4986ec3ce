import type { Design } from '../../model/design.ts'
import { defaultDegree, faultsAt } from '../../reading/fault-targets.ts'
import { isSpiked, nodeIsDown, wireIsCut } from '../../reading/struck.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import type { RunState } from '../../runtime/sim-client.ts'
import type { Scene, SceneNode } from '../../scene/scene.ts'

/** A fault that still goes on, and what it struck. */
export interface LastFault {
  readonly type: ChainType
  readonly target: string
  readonly name: string
  readonly degree: number
  /** The nodes that are struck; none where it is a wire. */
  readonly nodes: readonly string[]
}

const CHAIN_TYPES = ['kill', 'drain', 'freeze', 'slow', 'errors', 'cut', 'pause', 'spike'] as const
type ChainType = (typeof CHAIN_TYPES)[number]

/** The latest fault that still goes on. */
export function lastFault(
  frame: Frame,
  marks: RunState['marks'],
  scene: Scene,
  design: Design,
): LastFault | undefined {
  for (let index = marks.length - 1; index >= 0; index--) {
    const { type: markType, node: target, timeSec, value } = marks[index]!
    const type = CHAIN_TYPES.find((candidate) => candidate === markType)
    if (!type || timeSec > frame.timeSec + 0.001) continue
    const degree = value || defaultDegree(type)
    const wire = scene.wireById.get(target)
    if (type === 'cut' && wire && wireIsCut(frame, target)) {
      const ends = [wire.edge.source, wire.edge.target].map((id) => scene.byId.get(id)?.name ?? id)
      return { type, target, name: ends.join(' → '), degree, nodes: [] }
    }
    const node = scene.byId.get(target)
    const nodes = (node?.frame ? node.members : [target]).filter((id) =>
      type === 'spike' ? isSpiked(marks, id, frame.timeSec) : goesOn(frame, id, type),
    )
    if (!node || nodes.length === 0) continue
    const whole = struckFrame(frame, marks.slice(0, index + 1), type, target, scene, design)
    if (whole) return { type, target: whole.id, name: whole.name, degree, nodes: whole.members }
    return { type, target, name: node.name, degree, nodes }
  }
  return undefined
}

/**
 * A fault on a frame marks each of its members in the same moment: then the frame is what was struck, and not the member
 * that happens to be marked last. The frame that explains most marks is meant, and of several the innermost.
 */
function struckFrame(
  frame: Frame,
  marks: RunState['marks'],
  type: ChainType,
  target: string,
  scene: Scene,
  design: Design,
): SceneNode | undefined {
  const at = marks.at(-1)?.timeSec ?? 0
  const together = new Set(
    marks.filter((mark) => mark.type === type && at - mark.timeSec < TOGETHER_SEC).map((mark) => mark.node),
  )
  if (together.size < 2) return undefined
  const explained = (candidate: SceneNode): number =>
    candidate.members.filter((id) => together.has(id)).length
  return scene.nodes
    .filter((candidate) => candidate.frame && candidate.members.includes(target) && explained(candidate) > 1)
    .filter(({ members }) =>
      members.every((id) => goesOn(frame, id, type) || !faultsAt(design, id).includes(type)),
    )
    .sort((a, b) => explained(b) - explained(a) || a.members.length - b.members.length)[0]
}

/** Marks of one choice lie closer together than anybody chooses twice. */
const TOGETHER_SEC = 0.05

function goesOn(frame: Frame, id: string, type: ChainType): boolean {
  switch (type) {
    case 'kill':
      return nodeIsDown(frame, id)
    case 'drain':
      return nodeIsDown(frame, id) || frame.node(id, 'draining') === 1
    case 'freeze':
      return frame.node(id, 'frozen') === 1
    case 'slow':
      return frame.node(id, 'slowFactor') > 1
    case 'errors':
      return frame.node(id, 'errorShare') > 0
    case 'pause':
      return frame.node(id, 'paused') === 1
    default:
      return false
  }
}

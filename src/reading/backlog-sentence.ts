import { backlogOf } from '../analysis/backlog.ts'
import { formatRate } from '../i18n/format.ts'
import { countText, durationText } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { Design, DesignNode } from '../model/design.ts'
import { FAULT_TYPES } from '../model/fault.ts'
import type { RunMark } from '../model/mark.ts'
import type { Frame, ShownFrames } from '../runtime/frame-ring.ts'

interface Situation {
  readonly design: Design
  readonly node: DesignNode
  readonly frame: Frame
  readonly frames: Pick<ShownFrames, 'at'>
  readonly marks: readonly RunMark[]
  readonly t: Translator
}

/** The growth of a queue is read over this span, or what has passed of it since something was done to the run. */
const SPAN_SEC = 60
const SPAN_SEC_MIN = 15
/** Rates are smoothed: they show what was before for so long. */
const SMOOTHING_SEC = 5
const DONE_TO_IT: ReadonlySet<string> = new Set([...FAULT_TYPES, 'faultEnd'])

/** Whether a long queue is worked off by itself or held by retries; nothing where neither is certain. */
export function backlogSentences({ design, node, frame, frames, marks, t }: Situation): string[] {
  // Where the newest go first, nobody who comes waits for what is left over.
  if (node.params.discipline === 'lifo') return []
  const now = frame.timeSec
  const change = marks.filter((mark) => mark.timeSec <= now && DONE_TO_IT.has(mark.type)).at(-1)
  const fromSec = Math.max(now - SPAN_SEC, (change?.timeSec ?? 0) + SMOOTHING_SEC)
  const before = frames.at(fromSec)
  if (!before || now - before.timeSec < SPAN_SEC_MIN) return []
  const read = (column: Parameters<Frame['node']>[1]) => frame.node(node.id, column)
  const backlog = backlogOf({
    queue: read('queue'),
    growthPerSec: (read('queue') - before.node(node.id, 'queue')) / (now - before.timeSec),
    inPerSec: read('ratePerSec'),
    retryShare: retryShare(design, node, frame),
    donePerSec: read('donePerSec'),
  })
  if (backlog?.kind === 'drains')
    return [
      t('why.drains', {
        queue: countText(read('queue'), t.language),
        time: durationText(backlog.overInSec * 1000, t.language),
      }),
    ]
  if (backlog?.kind === 'held')
    return [
      t('why.held', {
        first: formatRate(backlog.firstPerSec, t.language),
        rate: formatRate(read('ratePerSec'), t.language),
        done: formatRate(read('donePerSec'), t.language),
      }),
    ]
  return []
}

/** Of what comes over the wires to a node, or to a frame around it, the share of repeated attempts. */
function retryShare(design: Design, node: DesignNode, frame: Frame): number {
  const targets = new Set<string>()
  for (let at: DesignNode | undefined = node; at && !targets.has(at.id); ) {
    targets.add(at.id)
    const { parent }: DesignNode = at
    at = design.nodes.find(({ id }) => id === parent)
  }
  let [rate, retries] = [0, 0]
  for (const { id, target } of design.edges) {
    if (!targets.has(target) || !(frame.wire(id, 'ratePerSec') > 0)) continue
    rate += frame.wire(id, 'ratePerSec')
    retries += frame.wire(id, 'retryPerSec')
  }
  return rate > 0 ? retries / rate : 0
}

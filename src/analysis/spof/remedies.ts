import type { Design } from '../../model/design.ts'
import type { ClassVerdict } from '../verdict.ts'
import { applyChange } from './changes.ts'
import { nodeOf } from './design-edits.ts'
import { frameRemedies } from './frame-remedies.ts'
import { growthRemedies } from './growth-remedies.ts'
import { nodeRemedies } from './node-remedies.ts'
import type { Remedy } from './remedy.ts'

/** What can be done about a verdict, the best first; nothing where nothing helps, or nothing has to. */
export function remediesOf(design: Design, verdict: ClassVerdict): readonly Remedy[] {
  const node = nodeOf(design, verdict.target)
  if (!node) return []
  if (verdict.verdict === 'overload') return growthRemedies(design, verdict)
  return verdict.targetKind === 'node'
    ? nodeRemedies(design, node, verdict)
    : frameRemedies(design, node, verdict)
}

/** The design with a remedy in it. */
export const applyRemedy = (design: Design, remedy: Remedy): Design =>
  remedy.changes.reduce(applyChange, design)

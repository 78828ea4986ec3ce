import type { Lane } from '../analysis/failover.ts'
import { t } from '../i18n/i18n.ts'
import type { GhostWay } from '../scene/draw-result.ts'
import type { Scene } from '../scene/scene.ts'

/** From each dead primary to the replica that was chosen to take over, until it does. */
export function ghostWays(lanes: readonly Lane[], scene: Scene, nowSec: number): GhostWay[] {
  return lanes.flatMap(({ elected }) => {
    if (!elected || nowSec < elected.atSec || nowSec >= elected.sec) return []
    const [from, to] = [scene.byId.get(elected.insteadOf), scene.byId.get(elected.node)]
    if (!from || !to) return []
    const share = (elected.sec - nowSec) / Math.max(1e-9, elected.sec - elected.atSec)
    const label = t('read.seconds', { value: Math.ceil(elected.sec - nowSec) })
    return [{ from: from.box, to: to.box, share, label }]
  })
}

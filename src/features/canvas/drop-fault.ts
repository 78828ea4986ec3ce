import { t } from '../../i18n/i18n.ts'
import { chosenLanguage } from '../../i18n/language.ts'
import { translatorOf } from '../../i18n/use-t.ts'
import type { DraggedFault } from '../../page/drag-data.ts'
import { faultsAt } from '../../reading/fault-targets.ts'
import { faultText } from '../../reading/fault-words.ts'
import { nameOf } from '../../scene/names.ts'
import { nodeAt } from '../../scene/scene.ts'
import { strike } from '../../session/faults.ts'
import type { Session } from '../../session/session.ts'
import { announce, canvasOf, type Notice, showNotice } from './canvas-store.ts'

interface Dropped {
  readonly fault: DraggedFault
  /** In pixels of the design. */
  readonly x: number
  readonly y: number
  /** The wire under the pointer, where there is one. */
  readonly wire: string | null
  /** Where an answer is given. */
  readonly at: Notice['at']
}

/** Does a fault to the node, the wire or the frame that it was dropped on, and selects that; says so where it knows no such fault. */
export function dropFault(session: Session, { fault: { type, amount }, x, y, wire, at }: Dropped): void {
  const { design } = session.design.getState()
  const language = chosenLanguage()
  const under = nodeAt(canvasOf(session).scene, x, y)?.id
  const hit = [under, wire].find(
    (id): id is string => typeof id === 'string' && faultsAt(design, id).includes(type),
  )
  const fault = faultText({ type, amount }, translatorOf(language))
  if (hit === undefined) {
    const missed = under ?? wire
    const text = missed
      ? t('scenario.unknown', { name: nameOf(design, missed, language), fault })
      : t('break.missed', { fault })
    showNotice(session, { text, more: '', at, action: null })
    return
  }
  const isWire = hit === wire
  session.selection.select(isWire ? [] : [hit], isWire ? [hit] : [])
  strike(session, [hit], { type, amount })
  announce(session, t('faults.on', { fault, name: nameOf(design, hit, language) }))
}

import { t } from '../../i18n/i18n.ts'
import type { Session } from '../../session/session.ts'
import { showNotice } from './canvas-store.ts'

/** True where the document is only looked at, and then says so; nothing that is asked for is left without an answer. */
export function refusesEdits(session: Session): boolean {
  const { readOnly } = session.design.getState()
  if (readOnly)
    showNotice(session, { text: t('readOnly.refused'), more: t('readOnly.what'), at: null, action: null })
  return readOnly
}

export function undo(session: Session): void {
  if (!refusesEdits(session)) session.design.undo()
}

export function redo(session: Session): void {
  if (!refusesEdits(session)) session.design.redo()
}

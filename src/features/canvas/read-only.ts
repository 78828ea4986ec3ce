import { t } from '../../i18n/i18n.ts'
import { designStore } from '../../store/stores.ts'
import { showNotice } from './canvas-store.ts'

/** True where the document is only looked at, and then says so; nothing that is asked for is left without an answer. */
export function refusesEdits(): boolean {
  const { readOnly } = designStore.getState()
  if (readOnly) showNotice({ text: t('readOnly.refused'), more: t('readOnly.what'), at: null, action: null })
  return readOnly
}

/** The same action, for documents that may be changed. */
export const editing =
  <Args extends readonly unknown[]>(action: (...args: Args) => void) =>
  (...args: Args): void => {
    if (!refusesEdits()) action(...args)
  }

export const undo = editing(designStore.undo)
export const redo = editing(designStore.redo)

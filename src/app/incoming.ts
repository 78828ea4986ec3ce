import { useEffect } from 'react'
import { canvasOf } from '../features/canvas/canvas-store.ts'
import { t } from '../i18n/i18n.ts'
import { followAddress } from './desk.ts'
import { session } from './page-session.ts'

/** A link of ours inside a pasted text, cut or whole: what stands behind `#`, or that alone. */
const LINK = /(?:^\s*|#)(\d{1,6}\.[\w-]{20}[\s\S]*|example=[\w-]{1,40}\s*$)/

/** What a pasted text asks to open, as an address knows it behind `#`; null where it is no link of ours. */
export const addressIn = (text: string): string | null => LINK.exec(text)?.[1]?.trim() ?? null

/** Links that are pasted on the canvas open as documents of their own, as they would in the address bar. */
export function useLinkTexts(): void {
  useEffect(() => {
    const lent = canvasOf(session)
    lent.openText = (text) => {
      const address = addressIn(text)
      if (address !== null) void followAddress(address, false)
      return address !== null
    }
    return () => {
      lent.openText = null
    }
  }, [])
}

/** Which of several files was meant nobody knows, so none is opened. */
export const refuseFiles = (count: number): void =>
  session.desk.tell({ type: 'failed', text: t('open.oneFile', { count }) })

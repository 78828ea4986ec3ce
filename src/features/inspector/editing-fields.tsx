import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { designStore } from '../../store/stores.ts'

/** Fields that change the design; where that is only looked at they can be read and not used. */
export function EditingFields({ children }: { readonly children: ReactNode }) {
  const readOnly = useStore(designStore, (state) => state.readOnly)
  return (
    <fieldset className="inspector-editing" disabled={readOnly}>
      {children}
    </fieldset>
  )
}

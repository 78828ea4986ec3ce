import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useSession } from '../../session/react.tsx'

/** Fields that change the design; where that is only looked at they can be read and not used. */
export function EditingFields({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  const readOnly = useStore(session.design, (state) => state.readOnly)
  return (
    <fieldset className="inspector-editing" disabled={readOnly}>
      {children}
    </fieldset>
  )
}

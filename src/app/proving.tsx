import { compile } from '../compile/compile.ts'
import { ResilienceDialog } from '../features/resilience/resilience-dialog.tsx'
import type { Design } from '../model/design.ts'
import type { SimModel } from '../sim/core/sim-model.ts'

/** The dialog that loses every part of the design in turn. */
export default function Proving() {
  return <ResilienceDialog modelOf={modelOf} />
}

/** What the engine runs for a design; null where it cannot run. */
function modelOf(design: Design): SimModel | null {
  const compiled = compile(design)
  return compiled.ok ? compiled.value.model : null
}

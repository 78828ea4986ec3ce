import { compile } from '../compile/compile.ts'
import { MeasureDialog } from '../features/measure/measure-dialog.tsx'
import type { Design } from '../model/design.ts'
import type { SimModel } from '../sim/core/sim-model.ts'

/** The dialog that measures a run of the design. */
export default function Measuring() {
  return <MeasureDialog modelOf={modelOf} />
}

/** What the engine runs for a design; null where it cannot run. */
function modelOf(design: Design): SimModel | null {
  const compiled = compile(design)
  return compiled.ok ? compiled.value.model : null
}

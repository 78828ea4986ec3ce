import { whenFetched } from '../i18n/with-words.ts'
import type { Design } from '../model/design.ts'
import { simClient } from '../runtime/session.ts'
import type { SimModel } from '../sim/sim-model.ts'
import { designStore, issueStore } from '../store/stores.ts'

type Compiler = typeof import('../compile/compile.ts')

/** The model that runs now and the document that it belongs to, and whether the run stands still because the drawn design cannot run. */
let running: SimModel | null = null
let documentId = ''
let held = false

/** Compiles every edit and puts it under the running simulation, but not the moves of boxes and new labels, of which a drag makes many. */
export function linkEngine(): Promise<void> {
  return new Promise((linked) => {
    const load = () => import('../compile/compile.ts')
    whenFetched('compiler', load, (compiler) => {
      designStore.subscribe((state, before) => {
        const sameDocument = state.documentId === before.documentId
        if (sameDocument && running !== null && compiler.compileAlike(before.design, state.design)) return
        update(state.design, compiler)
      })
      update(designStore.getState().design, compiler)
      linked()
    })
  })
}

/** Another document is another run, even where its model is the same. */
function forgetOtherDocument(): void {
  const open = designStore.getState().documentId
  if (open !== documentId) running = null
  documentId = open
}

function update(design: Design, { compile, sameModel }: Compiler): void {
  forgetOtherDocument()
  const compiled = compile(design)
  issueStore.setState({ issues: compiled.ok ? compiled.value.issues : compiled.error })
  if (!compiled.ok) {
    hold()
    return
  }
  const { model } = compiled.value
  if (running !== null && sameModel(running, model)) {
    release()
    return
  }
  const before = running
  running = model
  if (before === null || startsDifferently(before, model)) simClient.load(model)
  else simClient.patch(model)
  release()
}

/** A seed or a scenario is part of the run from its first moment. */
const startsDifferently = (a: SimModel, b: SimModel): boolean =>
  a.seed !== b.seed || JSON.stringify(a.faults) !== JSON.stringify(b.faults)

/** Numbers of another design than the one that is drawn would be a lie, so the run waits until the errors are mended. */
function hold(): void {
  if (held || simClient.state.status !== 'playing') return
  held = true
  simClient.pause()
}

function release(): void {
  if (!held) return
  held = false
  simClient.play()
}

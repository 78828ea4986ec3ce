import { inlineHost, type SimHost } from '../runtime/sim-host.ts'
import { createSimWorker, hostSimulationBy } from './page-session.ts'

const inPage = (): SimHost =>
  inlineHost(async () => (await import('../../worker/inline-worker.ts')).serveInline)

/** Runs the engine in a worker where there may be one, and else in the page, from a chunk that is fetched only then. */
export function hostEngineWhereAllowed(): void {
  hostSimulationBy(() => {
    if (isWithoutOrigin()) return inPage()
    try {
      return createSimWorker()
    } catch {
      return inPage()
    }
  })
}

/** A sandboxed frame belongs to no origin, so no file is its own: some browsers refuse its worker with an exception, others later. */
const isWithoutOrigin = (): boolean => self.origin === 'null'

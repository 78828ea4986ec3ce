import { expose } from 'comlink'
import { KIND_SIMS } from '../src/kinds/sims.ts'
import { SimShell } from './sim-shell.ts'

/** Wall time for which an experiment keeps the page from its other work. */
const PAGE_SLICE_MS = 12

/**
 * The engine in the page itself, for pages that may have no worker: the same shell behind the same messages. Its slices are
 * bounded, so the page gets its turn between them. Returns what ends it.
 */
export function serveInline(port: MessagePort): () => void {
  const shell = new SimShell(KIND_SIMS, PAGE_SLICE_MS)
  expose(shell, port)
  return () => {
    shell.close()
    port.close()
  }
}

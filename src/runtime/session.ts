import { SimClient } from './sim-client.ts'

/** The page's simulation. */
export const simClient = new SimClient(
  () =>
    new Worker(new URL('../../worker/sim.worker.ts', import.meta.url), {
      type: 'module',
      name: 'faultline-sim',
    }),
)

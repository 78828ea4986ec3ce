import { type Endpoint, expose } from 'comlink'

/** What the page takes for a worker: another end of a channel, with `api` behind it. Ending it cuts the channel. */
export function workerDouble(api: object): Worker & { readonly ended: boolean } {
  const { port1, port2 } = new MessageChannel()
  expose(api, port1 as Endpoint)
  let ended = false
  return Object.defineProperty(
    Object.assign(port2, {
      terminate() {
        ended = true
        port2.close()
      },
    }),
    'ended',
    { get: () => ended },
  ) as unknown as Worker & { readonly ended: boolean }
}

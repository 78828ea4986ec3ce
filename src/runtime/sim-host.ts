/** As much of a `Worker` as is used; where a page may have none, something else stands for it. */
export interface SimHost {
  postMessage(message: unknown, transfer?: Transferable[]): void
  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void
  terminate(): void
  /** It has no thread of its own: what it does, the page does not do meanwhile. */
  readonly inPage?: boolean
}

/** Serves an engine on a port and gives what ends it. */
export type ServeEngine = (port: MessagePort) => () => void

/** What runs the engine where the page may have no worker: it answers like one, from a chunk that is fetched for it. */
export function inlineHost(load: () => Promise<ServeEngine>): SimHost {
  const { port1, port2 } = new MessageChannel()
  const errors = new EventTarget()
  let end: (() => void) | null = null
  let ended = false
  load().then(
    (serve) => {
      // What was asked meanwhile waits in the port.
      if (!ended) end = serve(port2)
    },
    () => errors.dispatchEvent(new Event('error')),
  )
  return {
    inPage: true,
    postMessage: (message: unknown, transfer: Transferable[] = []) => port1.postMessage(message, transfer),
    addEventListener: (type: string, listener: EventListenerOrEventListenerObject) => {
      if (type === 'error') return errors.addEventListener(type, listener)
      port1.addEventListener(type, listener)
      port1.start()
    },
    removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
      (type === 'error' ? errors : port1).removeEventListener(type, listener),
    terminate: () => {
      ended = true
      end?.()
      port1.close()
    },
  }
}

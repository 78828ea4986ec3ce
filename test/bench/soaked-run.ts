import { once } from 'node:events'
import { BroadcastChannel, isMainThread, MessageChannel, Worker, workerData } from 'node:worker_threads'
import { type Endpoint, expose } from 'comlink'
import { compile } from '../../src/compile/compile.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import { KIND_SIMS } from '../../src/kinds/sims.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import type { SimHost } from '../../src/runtime/sim-host.ts'
import { SimShell } from '../../worker/sim-shell.ts'

interface Memory {
  readonly heapBytes: number
  /** Of array buffers: frames in the page; what the engine consists of, and the moments that it keeps, in the worker. */
  readonly bufferBytes: number
}

export interface SoakLook {
  readonly simSec: number
  readonly requests: number
  readonly page: Memory
  readonly worker: Memory
  readonly residentBytes: number
}

interface Soak {
  readonly simSec: number
  readonly everySec: number
  readonly speed: number
}

const LOOK_MS = 250
/** Asks the worker's thread what it has in memory. */
const ASKED = 'memory'

/**
 * The opening example in a worker's thread, with the page's client and its ring of frames in this one, over the same messages as
 * in a browser; tells at even distances what is in memory when the rubbish is gone.
 */
export async function soakedRun(
  { simSec, everySec, speed }: Soak,
  tell: (look: SoakLook) => void,
): Promise<void> {
  const design = openingExample('en')
  const compiled = compile(design)
  if (!compiled.ok) throw new Error('The opening example does not compile.')
  const questions = new BroadcastChannel(ASKED)
  const client = new SimClient(hired)
  client.load(compiled.value.model, design)
  client.setSpeed(speed)
  client.play()
  for (let next = everySec; next <= simSec; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    if ((client.frames.latest?.timeSec ?? 0) < next) continue
    next += everySec
    questions.postMessage(ASKED)
    const [answer] = (await once(questions as never, 'message')) as [MessageEvent<Memory>]
    tell(lookAt(client, answer.data))
  }
  client.dispose()
  questions.close()
}

function hired(): SimHost {
  const { port1, port2 } = new MessageChannel()
  const thread = new Worker(new URL(import.meta.url), { workerData: port2, transferList: [port2] })
  return Object.assign(port1, { terminate: () => void thread.terminate() }) as unknown as SimHost
}

/** Node reads a port on while messages come, before it looks at timers, which no browser does: there each message is a turn. */
class TurnChannel {
  readonly port1 = { onmessage: (): void => {}, close: (): void => {} }
  readonly port2 = { postMessage: () => void setImmediate(() => this.port1.onmessage()) }
}

function serve(): void {
  Object.assign(globalThis, { MessageChannel: TurnChannel })
  expose(new SimShell(KIND_SIMS), workerData as Endpoint)
  const questions = new BroadcastChannel(ASKED)
  questions.onmessage = () => questions.postMessage(memory())
  questions.unref()
}

function memory(): Memory {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heapBytes: heapUsed, bufferBytes: arrayBuffers }
}

function lookAt({ frames }: SimClient, worker: Memory): SoakLook {
  return {
    simSec: frames.latest?.timeSec ?? 0,
    requests: frames.latest?.system('generated') ?? 0,
    page: memory(),
    worker,
    residentBytes: process.memoryUsage.rss(),
  }
}

if (!isMainThread && workerData) serve()

import { expose } from 'comlink'
import { expect, it } from 'vitest'
import { SimClient } from '../../src/runtime/sim-client.ts'
import type { SimModel } from '../../src/sim/core/sim-model.ts'
import { SYSTEM, SYSTEM_AT } from '../../src/sim/stats/frame.ts'

const model = {} as SimModel

/** A worker that sends the frames that it is told to. Its load ends only after the last frame of the run before is out. */
function slowWorker() {
  const { port1, port2 } = new MessageChannel()
  let frames: MessagePort | null = null
  let version = 0
  const send = (timeSec: number) => {
    const data = new Float64Array(SYSTEM.length)
    data[1] = version
    data[SYSTEM_AT.timeSec] = timeSec
    frames!.postMessage({ type: 'frame', data })
  }
  expose(
    {
      connect: (port: MessagePort) => {
        frames = port
      },
      load: async () => {
        if (version > 0) send(6)
        await new Promise((resolve) => setTimeout(resolve, 30))
        version++
        send(0)
        return { version, nodes: [], wires: [] }
      },
    },
    port2,
  )
  const close = () => {
    for (const port of [frames, port1, port2]) port?.close()
  }
  return { worker: Object.assign(port1, { terminate: close }) as unknown as Worker, send }
}

it('the first frame of a run is its own, not the last one of the run before', async () => {
  const { worker, send } = slowWorker()
  const client = new SimClient(() => worker)
  const times = () => client.frames.frames.map(({ timeSec }) => timeSec)
  client.load(model)
  await expect.poll(times).toEqual([0])
  send(5)
  await expect.poll(times).toEqual([0, 5])
  client.load(model)
  await expect.poll(times).toEqual([0])
  client.dispose()
})

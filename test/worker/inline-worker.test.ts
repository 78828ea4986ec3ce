import { transfer, wrap } from 'comlink'
import { expect, it, vi } from 'vitest'
import { compile } from '../../src/compile/compile.ts'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import { inlineHost } from '../../src/runtime/sim-host.ts'
import type { SimModel } from '../../src/sim/core/sim-model.ts'
import { serveInline } from '../../worker/inline-worker.ts'
import type { SimWorkerApi } from '../../worker/protocol.ts'
import { PATIENT } from '../support/patience.ts'
import { draw } from '../support/simulate.ts'

function modelOf(design: Design): SimModel {
  const compiled = compile(design)
  if (!compiled.ok) throw new Error('the design of this test cannot run')
  return compiled.value.model
}

const design = draw({ client: ['client'], lb: ['load-balancer'], web: ['web'], web2: ['web'] }, [
  'client > lb',
  'lb > web',
  'lb > web2',
])

it('without a worker the engine runs in the page: frames come, and a kill shows in them', async () => {
  const client = new SimClient(() => inlineHost(async () => serveInline))
  client.load(modelOf(design))
  await vi.waitFor(() => expect(client.frames.latest?.timeSec).toBeGreaterThan(0.2), PATIENT)
  const killed = 'web'
  client.inject(plainFault('kill', killed))
  await vi.waitFor(() => expect(client.frames.latest?.node(killed, 'down')).toBe(1), PATIENT)
  expect(client.state.restarts).toBe(0)
  client.dispose()
})

it('between two slices everything else gets its turn', async () => {
  const client = new SimClient(() => inlineHost(async () => serveInline))
  client.load(modelOf(design))
  client.setSpeed(60)
  await vi.waitFor(() => expect(client.frames.latest?.timeSec).toBeGreaterThan(1), PATIENT)
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await vi.waitFor(() => expect(turns).toBeGreaterThan(10), PATIENT)
  clearInterval(timer)
  client.pause()
  client.dispose()
})

it('an engine whose chunk cannot be fetched counts as one that died', async () => {
  const client = new SimClient(() => inlineHost(() => Promise.reject(new Error('no network'))))
  client.load(modelOf(design))
  await vi.waitFor(() => expect(client.state.restarts).toBeGreaterThan(0), PATIENT)
  client.dispose()
})

it('an engine that is given up before its chunk is there never begins', async () => {
  const serve = vi.fn(serveInline)
  let arrive = (_: typeof serveInline): void => {}
  const host = inlineHost(() => new Promise((resolve) => (arrive = resolve)))
  host.terminate()
  arrive(serve)
  await new Promise((resolve) => setTimeout(resolve))
  expect(serve).not.toHaveBeenCalled()
})

it('an engine that is ended closes the port on which its frames leave', async () => {
  const [calls, frames] = [new MessageChannel(), new MessageChannel()]
  const end = serveInline(calls.port2)
  const api = wrap<SimWorkerApi>(calls.port1)
  await api.connect(transfer(frames.port2, [frames.port2]))
  await api.load(modelOf(design), { head: null, speed: 1, playing: true, oneOf: 1 })
  const closed = new Promise((resolve) => frames.port1.addEventListener('close', resolve))
  frames.port1.start()
  end()
  await closed
})

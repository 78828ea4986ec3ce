import { expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { inOrder, type RunMark } from '../../src/model/mark.ts'
import { TICKS_PER_SEC } from '../../src/sim/core/vocabulary.ts'
import { NODE_AT, type NodeColumn, SYSTEM, SYSTEM_AT, type SystemColumn } from '../../src/sim/stats/frame.ts'
import type { FrameMessage } from '../../worker/protocol.ts'
import { everyKind } from '../support/designs.ts'
import { compile, KIND_SIMS, Run, Sampler, SimShell } from '../support/engine.ts'

const design: Design = {
  ...everyKind(60),
  scenario: { seed: 3, events: [{ at: 1.5, type: 'kill', target: 'web-1', duration: 1 }] },
}

function modelOf(drawn: Design) {
  const compiled = compile(drawn)
  if (!compiled.ok) throw new Error('the design does not compile')
  return compiled.value.model
}

/** What hangs on the moment alone, and not on the frames before it as rates and other smoothed columns do. */
const OF_SYSTEM: readonly SystemColumn[] = ['inFlight', 'generated', 'completed', 'failed', 'shed', 'limited']
const OF_NODES: readonly NodeColumn[] = ['down', 'slots', 'depth', 'deadLetters', 'leader', 'instances']

function momentOf(frame: Float64Array): Readonly<Record<string, readonly number[]>> {
  const nodes = frame[SYSTEM_AT.nodeCount]!
  const column = (name: NodeColumn): number[] => {
    const from = SYSTEM.length + NODE_AT[name] * nodes
    return [...frame.subarray(from, from + nodes)]
  }
  return {
    system: OF_SYSTEM.map((name) => frame[SYSTEM_AT[name]]!),
    ...Object.fromEntries(OF_NODES.map((name) => [name, column(name)])),
  }
}

interface Live {
  readonly ticks: number
  readonly moment: ReturnType<typeof momentOf>
  readonly marks: readonly RunMark[]
}

/** Plays a run past 2 s, with a page that hands frames back only after `slownessMs`, and pauses it. */
async function live(speed: number, slownessMs: number, traced: boolean): Promise<Live> {
  const { port1, port2 } = new MessageChannel()
  const shell = new SimShell(KIND_SIMS)
  const marks: RunMark[] = []
  let frame = new Float64Array()
  const take = (message: FrameMessage) => {
    if (message.type === 'marks') marks.push(...message.marks)
    if (message.type !== 'frame') return
    frame = message.data.slice()
    setTimeout(() => port1.postMessage({ type: 'recycle', data: message.data }), slownessMs)
  }
  await new Promise<void>((resolve) => {
    let paused = false
    port1.onmessage = ({ data }: MessageEvent<FrameMessage | typeof END>) => {
      if (data === END) resolve()
      else take(data)
      if (paused || frame[SYSTEM_AT.timeSec]! < 2) return
      paused = true
      shell.pause()
      // Behind all that the shell has sent.
      port2.postMessage(END)
    }
    shell.connect(port2)
    shell.load(modelOf(design), { head: null, speed, playing: true, oneOf: 1 })
    if (traced) shell.trace({ everySec: 0.05, class: null })
  })
  port1.close()
  return { ticks: Math.round(frame[SYSTEM_AT.timeSec]! * TICKS_PER_SEC), moment: momentOf(frame), marks }
}

const END = 'end'

it.each([
  [1, 0, false],
  [4, 150, true],
  [20, 0, true],
  [20, 400, false],
])(
  'a live run at %s times, with frames handed back after %s ms, stands where a headless one does',
  async (...how) => {
    const { ticks, moment, marks } = await live(...how)
    const run = new Run(modelOf(design), KIND_SIMS)
    run.engine.run(ticks)
    const sampler = new Sampler(run, 1)
    const frame = new Float64Array(sampler.length)
    sampler.read(frame, 1)
    expect(moment).toEqual(momentOf(frame))
    expect(inOrder(marks)).toEqual(run.engine.chronicle.takeMarks())
  },
)

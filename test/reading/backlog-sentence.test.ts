import { beforeAll, expect, it } from 'vitest'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { backlogSentences } from '../../src/reading/backlog-sentence.ts'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { Sampler } from '../../src/sim/stats/sampler.ts'
import { draw, Scene, sends } from '../support/simulate.ts'

/** A server of 300/s that hangs from 60 s on, for a while. */
const hangs = (ratePerSec: number, hangsSec: number, client: Params = {}, web: Params = {}): Design => ({
  ...draw(
    {
      client: sends(ratePerSec, 'static', { timeoutMs: 1000, keys: 1, ...client }),
      web: ['web', { workers: 1, serviceMs: 1000 / 300, queueMax: null, ...web }],
    },
    ['client > web'],
  ),
  scenario: {
    seed: 1,
    events: [{ at: 60, type: 'slow', target: 'web', amount: 1000, duration: hangsSec }],
  },
})

/** What is said of the server at some moments of a run, in the frames that the page would have. */
function said(design: Design, ...momentsSec: number[]): string[] {
  const scene = new Scene(design)
  const sampler = new Sampler(scene.run, 1)
  const layout = indexLayout({ version: 1, nodes: ['client', 'web'], wires: ['client>web'] })
  const frames: Frame[] = []
  for (let at = 1; at <= Math.max(...momentsSec); at++) {
    scene.until(at)
    const data = new Float64Array(sampler.length)
    sampler.fold()
    sampler.read(data, 1)
    frames.push(new Frame(layout, data))
  }
  const marks = [...scene.marks()]
  const at = (sec: number): Frame | undefined => frames.filter(({ timeSec }) => timeSec <= sec).at(-1)
  return momentsSec.flatMap((moment) =>
    backlogSentences({
      design,
      node: design.nodes[1]!,
      frame: at(moment)!,
      frames: { at },
      marks,
      t: translatorOf('en'),
    }),
  )
}

beforeAll(() => activate('en'))

it('a server that retries hold down is called metastable, with the rates that hold it', () => {
  const sentences = said(hangs(160, 10, { retries: 1 }), 100, 200, 300, 400, 500, 600)
  expect(sentences).toHaveLength(6)
  for (const sentence of sentences) {
    const [, first, done, rate] = /first attempts are \*\*(\d+)\/s\*\*.* the (\d+)\/s .* \*\*(\d+)\/s/.exec(
      sentence,
    )!
    expect(Math.abs(Number(first) - 160)).toBeLessThan(25)
    expect(Math.abs(Number(done) - 300)).toBeLessThan(35)
    expect(Math.abs(Number(rate) - 320)).toBeLessThan(50)
  }
})

it('one that is worked off is called slow, and says when it is over', () => {
  const sentences = said(hangs(140, 30, { retries: 1 }, { serviceCv: 0 }), 150, 250, 350)
  expect(sentences).toHaveLength(3)
  for (const sentence of sentences) {
    const [, queue, time, unit] = /^Slow, not stuck: .* ([\d,]+) that .* \*\*([\d.]+)\s(s|min)\*\*\.$/.exec(
      sentence,
    )!
    // backlog / (capacity - rate x (1 + retries))
    const theory = Number(queue!.replace(',', '')) / (300 - 280)
    expect(Math.abs(Number(time) * (unit === 's' ? 1 : 60) - theory)).toBeLessThan(0.35 * theory)
  }
  expect(said(hangs(280, 30), 150)[0]).toMatch(/^Slow, not stuck/)
})

it('nothing is said of a server that is well, of plain overload, nor of what has only just been done to it', () => {
  expect(said(hangs(160, 10, { retries: 1 }), 50, 65, 75)).toEqual([])
  expect(said(hangs(400, 1), 200, 300)).toEqual([])
  expect(said(hangs(280, 10, { retries: 1 }, { discipline: 'lifo' }), 300)).toEqual([])
})

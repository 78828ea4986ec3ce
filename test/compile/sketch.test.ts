import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.ts'
import { sketchCompiler } from '../../src/compile/sketch.ts'
import { KIND_SIMS } from '../../src/kinds/sims.ts'
import type { Design } from '../../src/model/design.ts'
import { TICKS_PER_SEC } from '../../src/sim/core/vocabulary.ts'
import { Run } from '../../src/sim/run/loader.ts'
import { draw, only, sends } from '../support/simulate.ts'

const offered = (design: Design): number => {
  const compiled = sketchCompiler.compile(design)
  if (!compiled.ok) throw new Error('it does not compile')
  return compiled.value.model.offeredPerSec
}

const codes = (design: Design) => {
  const compiled = sketchCompiler.compile(design)
  return compiled.ok ? compiled.value.issues.map(({ code }) => code) : []
}

describe('while a design is drawn', () => {
  it('a client without a wire sends nothing, and an issue says that it waits for one', () => {
    const lone = draw({ client: sends(100), web: ['web'] })
    expect([offered(lone), codes(lone)]).toEqual([0, ['clientUnwired']])
  })

  it('users of a closed load wait as well', () => {
    expect(offered(draw({ client: sends(0, 'read', { load: 'closed', users: 50 }), web: ['web'] }))).toBe(0)
  })

  it('a balancer without a target leads nowhere yet', () => {
    const half = draw({ client: sends(100), lb: ['load-balancer'] }, ['client > lb'])
    expect([offered(half), codes(half)]).toEqual([0, ['noPath']])
  })

  it('a client whose requests get somewhere sends all of them, those that do not too', () => {
    const whole = draw({ client: sends(100), web: ['web'] }, ['client > web'])
    expect(offered(whole)).toBe(100)
    expect(sketchCompiler.compile(whole)).toEqual(compile(whole))
    const mixed = draw(
      {
        client: sends(100, 'read', { mix: { ...only('read'), upload: 1 } }),
        lb: ['load-balancer'],
        db: ['database'],
      },
      ['client > lb > db'],
    )
    expect([offered(mixed), codes(mixed)]).toEqual([100, ['noPath']])
  })

  it('the first wire lets it send, and the last one that goes holds it again', () => {
    const parts = { client: sends(100), web: ['web'] } as const
    const model = (wires: readonly string[]) => {
      const compiled = sketchCompiler.compile(draw(parts, wires))
      if (!compiled.ok) throw new Error('it does not compile')
      return compiled.value.model
    }
    const run = new Run(model([]), KIND_SIMS)
    const until = (sec: number) => {
      run.engine.run(sec * TICKS_PER_SEC)
      return run.engine.tally.generated
    }
    expect(until(10)).toBe(0)
    run.patch(model(['client > web']))
    const sent = until(20)
    expect(sent).toBeGreaterThan(900)
    const { inFlight, failed, shed } = run.engine.tally
    expect(failed + shed).toBe(0)
    run.patch(model([]))
    expect(until(30)).toBe(sent)
    expect(run.engine.tally.failed).toBeLessThanOrEqual(inFlight)
  })

  it('one client that waits does not hold up another', () => {
    expect(offered(draw({ a: sends(100), b: sends(20), web: ['web'] }, ['b > web']))).toBe(20)
  })
})

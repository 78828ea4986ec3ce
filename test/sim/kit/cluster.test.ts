import { expect, it } from 'vitest'
import { N_DONE, N_LATENCY_SUM } from '../../../src/sim/core/codes.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'
import { untilMark } from '../../support/spans.ts'

it('a replica that was promoted writes as slowly as the primary did', () => {
  const data = { slots: 100, connectionsMax: null, serviceCv: 0 }
  const scene = new Scene(
    draw(
      {
        client: sends(100, 'write'),
        web: ['web', { workers: 1000, localDataMs: 0 }],
        db: ['database', { ...data, writeMs: 20 }],
        replica: ['replica', { ...data, writeMs: 1 }],
      },
      ['client > web > db > replica'],
    ),
  ).until(10)
  scene.kill('db')
  const { timeSec } = untilMark(scene, 'promote', 60)
  scene.until(timeSec + 5)
  const [latency, done] = [scene.column('replica', N_LATENCY_SUM), scene.column('replica', N_DONE)]
  scene.until(timeSec + 25)
  const meanMs =
    (scene.column('replica', N_LATENCY_SUM) - latency) / (scene.column('replica', N_DONE) - done) / 1e6
  expect(Math.abs(meanMs - 20)).toBeLessThan(1)
})

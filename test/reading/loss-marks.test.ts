import { expect, it } from 'vitest'
import { Judge } from '../../src/analysis/spof/judge.ts'
import { factsOf } from '../../src/analysis/spof/node-facts.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import { hardParts, lossesAt, lossMarks } from '../../src/reading/loss-marks.ts'
import { draw, modelOf } from '../support/simulate.ts'

const DESIGN = draw(
  {
    client: ['client', { mix: { static: 0, read: 50, write: 50, upload: 0, task: 0 } }],
    lb: ['load-balancer'],
    a: ['web'],
    b: ['web'],
    db: ['database', { promotion: false }],
    replica: ['replica'],
    cache: ['cache'],
  },
  ['client > lb > a > db > replica', 'lb > b > db', 'a > cache', 'b > cache'],
)
const model = modelOf(DESIGN)
const judge = new Judge(model, factsOf(model), {})
const judged = judge.judge()
const labels = (requestClass: Parameters<typeof lossMarks>[1], language: 'en' | 'ko' = 'en') =>
  Object.fromEntries(
    [...lossMarks(judged, requestClass, translatorOf(language))].map(([id, { verdict, label }]) => [
      id,
      `${verdict}: ${label}`,
    ]),
  )

it('a label says which classes need a part, where not all of them do; what only delays has no ring', () => {
  expect(labels(null)).toEqual({
    lb: 'hard: SPOF',
    db: 'hard: SPOF: writes',
    a: 'transient: gap 6 s',
    b: 'transient: gap 6 s',
  })
})

it('of one class only its own losses are shown', () => {
  expect(labels('read')).toEqual({ lb: 'hard: SPOF', a: 'transient: gap 6 s', b: 'transient: gap 6 s' })
  expect(Object.keys(labels('write', 'ko'))).toContain('db')
})

it('the strip names the parts first that the most classes need', () => {
  expect(hardParts(judged, null)).toEqual(['lb', 'db'])
  expect(hardParts(judged, 'read')).toEqual(['lb'])
})

it('a part has one loss for each class, the worst first', () => {
  expect(
    lossesAt(judged, 'cache').map(({ verdict }) => `${verdict.requestClass} ${verdict.verdict}`),
  ).toEqual(['read delay'])
})

it('what would fail with a part is everybody whose requests hang on it, and nobody behind it', () => {
  expect(judge.blastOf('lb', null).sort()).toEqual(['client', 'lb'])
  expect(judge.blastOf('db', 'write').sort()).toEqual(['a', 'b', 'client', 'db', 'lb'])
  expect(judge.blastOf('db', 'read')).toEqual(['db'])
  expect(judge.blastOf('nobody', null)).toEqual([])
})

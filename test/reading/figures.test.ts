import { expect, it } from 'vitest'
import { activate, type MessageId, type MessageValues, t as message } from '../../src/i18n/i18n.ts'
import { messages } from '../../src/i18n/messages.ts'
import type { Translator } from '../../src/i18n/use-t.ts'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import type { Params } from '../../src/model/field.ts'
import { NODE_READINGS, type ReadingModel, WIRE_READINGS } from '../../src/model/readings.ts'
import { LANGUAGES, type Language } from '../../src/model/text.ts'
import { figureText, nodeFigures, wireFigure } from '../../src/reading/figures.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import type { NodeColumn } from '../../src/sim/stats/frame.ts'
import { frameOf } from '../support/frames.ts'
import { draw } from '../support/simulate.ts'

const translator = (language: Language): Translator => {
  activate(language)
  return Object.assign((id: MessageId, values?: MessageValues) => message(id, values), {
    language,
    text: (text: Readonly<Record<Language, string>>) => text[language],
  })
}

function figures(kind: string, params: Params, reads: Readonly<Partial<Record<NodeColumn, number>>>) {
  const design = draw({ it: [kind, params] }, [])
  const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  const shown = nodeFigures(
    design.nodes[0]!,
    kindModel(kind)!,
    frameOf(scene, { it: reads }),
    translator('en'),
  )
  return Object.fromEntries(shown.map(({ label, value, unit }) => [label, value + unit]))
}

it('a component shows what its kind declares, in its order and units', () => {
  const reads = {
    ratePerSec: 120,
    latencyMsP95: 31,
    queue: 2.5,
    busy: 3,
    slots: 8,
    failPerSec: 0,
    dropPerSec: 0,
  }
  expect(Object.entries(figures('web', {}, reads))).toEqual([
    ['requests', '120/s'],
    ['p95', '31\u00a0ms'],
    ['queued', '2.5'],
    ['busy slots', '3\u00a0/\u00a08'],
    ['failed', '0/s'],
    ['dropped', '0/s'],
  ])
})

it('a field decides whether a number means anything', () => {
  const reads = { instances: 3, sessionsLost: 7 }
  expect(figures('web', {}, reads)).not.toHaveProperty('instances')
  const scaled = figures('web', { autoscale: true, instancesMax: 6, sessions: 'memory' }, reads)
  expect(scaled).toMatchObject({ instances: '3\u00a0/\u00a06', 'logged out': '7' })
})

it('targets are shown of all targets, and where there are none they are not', () => {
  expect(figures('load-balancer', {}, { targets: 3, healthyTargets: 2 })).toMatchObject({
    healthy: '2\u00a0/\u00a03',
  })
  expect(figures('load-balancer', {}, { targets: 0, healthyTargets: 0 })).not.toHaveProperty('healthy')
})

it('a quota is a share, rules that fire are counted, and what was not measured is a dash without a unit', () => {
  expect(figures('storage', {}, { utilisation: 0.42 })).toMatchObject({ 'of quota': '42 %', requests: '–' })
  expect(figures('monitor', {}, { alerts: 5 })).toEqual({ firing: '2' })
  expect(figureText('perSec', undefined, translator('en'))).toBe('–')
})

it('a wire shows its numbers by the same table', () => {
  const design = draw({ web: ['web'], db: ['database'] }, ['web > db'])
  const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  const { id } = design.edges[0]!
  const frame = frameOf(scene, {}, { [id]: { latencyMs: 12 } })
  expect(wireFigure(id, 'latencyMs', frame, translator('en'))).toEqual({
    label: 'mean reply',
    value: '12\u00a0ms',
    unit: '',
  })
})

it('what has a name in the table has one in both languages, and no name is left over', () => {
  const tables: readonly Readonly<Record<string, ReadingModel>>[] = [NODE_READINGS, WIRE_READINGS]
  const named = tables.flatMap((table) => Object.keys(table).filter((column) => table[column]!.named))
  for (const language of LANGUAGES) {
    const t = translator(language)
    for (const column of named) expect(t(`measured.${column}` as MessageId)).not.toMatch(/^$|measured/)
  }
  const other = ['quota', 'failedShare', 'history', 'ago', 'now']
  const keys = Object.keys(messages).flatMap((id) => /^measured\.(.+)$/.exec(id)?.[1] ?? [])
  expect(new Set(keys)).toEqual(new Set([...named, ...other]))
  const shown = KIND_MODELS.flatMap((model) => model.readings)
  expect(named.filter((column) => !shown.includes(column as never) && !(column in WIRE_READINGS))).toEqual([])
})

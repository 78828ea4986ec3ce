import { describe, expect, it } from 'vitest'
import { plainFault } from '../../src/model/fault.ts'
import { readMoment } from '../../src/model/read-moment.ts'
import { ACTIONS_MAX, MOMENT_TICK_MAX, type RunMoment } from '../../src/model/run-log.ts'

const kill = (tick: number) => ({ type: 'fault', tick, fault: plainFault('kill', 'web-1') }) as const

const moment: RunMoment = {
  engine: '2.0.0',
  oneOf: 1,
  atTick: 5000,
  actions: [
    kill(10),
    { type: 'edit', tick: 10, change: { removedNodes: ['a'], title: 'b' } },
    { type: 'fault', tick: 4000, fault: { type: 'slow', target: 'db', amount: 3, durationSec: 1.5 } },
  ],
}

it('a moment that went through JSON is read as it was', () => {
  expect(readMoment(JSON.parse(JSON.stringify(moment)))).toEqual({ ok: true, value: moment })
})

describe('a moment is refused', () => {
  const slow = { type: 'slow', target: 'db', amount: 3, durationSec: null }
  it.each<[string, unknown, string, string]>([
    ['that is nothing', null, 'shape', ''],
    ['with a tick that is no whole number', { ...moment, atTick: 0.5 }, 'shape', 'atTick'],
    ['without an end', { ...moment, atTick: Number.POSITIVE_INFINITY }, 'shape', 'atTick'],
    ['beyond a day', { ...moment, atTick: MOMENT_TICK_MAX + 1 }, 'tooLate', 'atTick'],
    ['ten to the fifteenth ticks away', { ...moment, atTick: 1e15 }, 'tooLate', 'atTick'],
    ['that follows none of the requests', { ...moment, oneOf: 0 }, 'shape', 'oneOf'],
    [
      'with faults at decreasing ticks',
      { ...moment, actions: [kill(9), kill(8)] },
      'order',
      'actions[1].tick',
    ],
    ['with a fault after it', { ...moment, actions: [kill(5001)] }, 'order', 'actions[0].tick'],
    [
      'with too many actions',
      { ...moment, actions: Array.from({ length: ACTIONS_MAX + 1 }, () => kill(1)) },
      'tooManyActions',
      'actions',
    ],
    [
      'with a fault out of range',
      { ...moment, actions: [{ type: 'fault', tick: 1, fault: { ...slow, amount: 1e9 } }] },
      'amount',
      'actions[0].fault.amount',
    ],
    [
      'with a fault that nobody knows',
      { ...moment, actions: [{ type: 'fault', tick: 1, fault: { ...slow, type: 'melt' } }] },
      'shape',
      'actions[0].fault.type',
    ],
    [
      'with an edit of something that is no node',
      { ...moment, actions: [{ type: 'edit', tick: 1, change: { nodes: [{ id: 'a' }] } }] },
      'shape',
      'actions[0].change.nodes[0].kind',
    ],
    [
      'with a key that nobody knows',
      JSON.parse('{"engine":"1","oneOf":1,"atTick":1,"actions":[],"extra":1}'),
      'shape',
      'extra',
    ],
  ])('%s', (_name, raw, code, path) => {
    expect(readMoment(raw)).toEqual({ ok: false, error: { code, path } })
  })
})

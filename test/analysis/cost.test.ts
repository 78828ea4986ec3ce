import { describe, expect, it } from 'vitest'
import { monthlyBill } from '../../src/analysis/cost.ts'
import { draw } from '../support/simulate.ts'

/** What the teaching story's architecture is made of, besides its web servers. */
const rest = {
  client: ['client'],
  dns: ['dns'],
  tier: ['tier'],
  lb: ['load-balancer'],
  cache: ['cache'],
  db: ['database'],
  'replica-1': ['replica'],
  'replica-2': ['replica'],
  cdn: ['cdn'],
  storage: ['storage'],
  monitor: ['monitor'],
} as const

describe('the bill of a month', () => {
  it('is 1,000 for the teaching story’s architecture, with three servers or one of three instances', () => {
    const three = draw({ ...rest, 'web-1': ['web'], 'web-2': ['web'], 'web-3': ['web'] })
    expect(monthlyBill(three).total).toBe(1000)
    const one = monthlyBill(draw({ ...rest, web: ['web', { instances: 3 }] }))
    expect(one.total).toBe(1000)
    expect(one.nodes).toEqual({
      dns: 0,
      lb: 20,
      web: 300,
      cache: 50,
      db: 150,
      'replica-1': 150,
      'replica-2': 150,
      cdn: 100,
      storage: 50,
      monitor: 30,
    })
  })

  it('counts the instances that run where they are known', () => {
    const design = draw({ web: ['web', { instances: 3 }], worker: ['worker'], lb: ['load-balancer'] })
    const running: Record<string, number> = { web: 5, worker: Number.NaN }
    const bill = monthlyBill(design, (id) => running[id])
    expect(bill).toEqual({ total: 620, nodes: { web: 500, worker: 100, lb: 20 } })
  })

  it('adds up to the cent, and leaves out what has no price or is not known', () => {
    const design = draw({
      client: ['client'],
      zone: ['zone'],
      strange: ['hologram', { pricePerHour: 9 }],
      web: ['web', { instances: 7, pricePerHour: 0.0333 }],
      db: ['database', { pricePerHour: 0.0077 }],
    })
    expect(monthlyBill(design)).toEqual({ total: 173.37, nodes: { web: 167.83, db: 5.54 } })
  })
})

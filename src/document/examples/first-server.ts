import type { Params } from '../../model/field.ts'
import type { Drawing } from './drawing.ts'

/**
 * The machine of day 1, on which everything runs: web and database are two processes of it and die together. It is never
 * touched; only its users become more.
 */
export const firstServer = (users: Params): Drawing => ({
  parts: {
    'client-1': { kind: 'client', at: [0, 1], params: users },
    'dns-1': { kind: 'dns', at: [1.1, -0.3] },
    'server-1': { kind: 'zone', label: { en: 'The server', ko: '서버 한 대' } },
    'web-1': {
      kind: 'web',
      in: 'server-1',
      at: [1.1, 1],
      label: { en: 'Web', ko: '웹' },
      params: { workers: 4, serviceCv: 0.3 },
    },
    'db-1': {
      kind: 'database',
      in: 'server-1',
      at: [2.1, 1],
      label: { en: 'Database', ko: '데이터베이스' },
      params: { slots: 3, readMs: 30, writeMs: 30, serviceCv: 0.3, connectionsMax: 50, pricePerHour: 0 },
    },
  },
  wires: ['client-1 > dns-1', 'client-1 > web-1 > db-1'],
})

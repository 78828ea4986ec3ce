import type { Params } from '../model/field.ts'
import { READ, STATIC } from './codes.ts'
import type { Engine } from './engine.ts'
import { allClasses, limitParam, numberParam, setStation } from './station.ts'

/** Station of whatever keeps rows: reads have one mean, everything that changes data another. */
export function setDataStation(engine: Engine, node: number, params: Params): void {
  const serviceMs = allClasses(numberParam(params, 'writeMs'))
  serviceMs[READ] = serviceMs[STATIC] = numberParam(params, 'readMs')
  setStation(engine, node, {
    slots: numberParam(params, 'slots'),
    queueMax: limitParam(params, 'queueMax'),
    serviceMs,
    cv: numberParam(params, 'serviceCv'),
  })
}

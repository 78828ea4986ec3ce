import { parseArgs } from 'node:util'
import { engineScript } from './bundle.ts'
import { agrees, type EngineRow, tableOf, verdicts } from './compared.ts'
import { MACHINES } from './machines.ts'

/**
 * `npm run engines`: plays five designs in every engine of the language that is here, and ends with 1 where two of them give
 * other bytes, or where there are no two. `--install` tries to get those that are missing; `--json` prints one object.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean' }, install: { type: 'boolean' } } })
const script = await engineScript()
const rows: EngineRow[] = []
const missing: string[] = []
for (const machine of MACHINES) {
  if (values.install && machine.find() === null) machine.install()
  const program = machine.find()
  if (program === null) missing.push(machine.missing)
  else rows.push({ engine: machine.name.split(' ')[0]!, ...(await machine.play(program, script)) })
}
const judged = verdicts(rows)
const same = judged.every(agrees)
if (values.json) console.log(JSON.stringify({ engines: rows, verdicts: judged, same, missing }))
else process.stdout.write(tableOf(rows))
for (const sentence of missing) console.error(sentence)
if (rows.length < 2) console.error('There is nothing to compare: it takes two engines.')
if (!same || rows.length < 2) process.exitCode = 1

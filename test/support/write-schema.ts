import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import { designJsonSchema } from '../../src/model/json-schema.ts'
import { DESIGN_SCHEMA, ROOT } from './paths.ts'

// `npm run schema`: a test fails when the published schema is not what the field tables say.
mkdirSync(dirname(DESIGN_SCHEMA), { recursive: true })
writeFileSync(DESIGN_SCHEMA, `${JSON.stringify(designJsonSchema(KIND_MODELS), null, 2)}\n`)
console.log(relative(ROOT, DESIGN_SCHEMA))

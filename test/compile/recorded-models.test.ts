import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.ts'
import { STORY } from '../../src/document/examples/examples.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import { randomDesign } from '../support/random-designs.ts'

const RANDOM_DESIGNS = 300

/**
 * What a design compiles to, as a few characters: nodes, call paths, plans, frames, faults and issues. The values of
 * fields are left out, because they are the kinds' business and a new default is no change of the compiler.
 */
function fingerprint(design: Design): string {
  const compiled = compile(design)
  const issues = compiled.ok ? compiled.value.issues : compiled.error
  const model = compiled.ok && {
    ...compiled.value.model,
    nodes: compiled.value.model.nodes.map(({ params: _, ...node }) => node),
    keys: null,
    offeredPerSec: null,
  }
  const outcome = compiled.ok ? 'runs' : 'held'
  const hash = createHash('sha256').update(JSON.stringify({ model, issues })).digest('hex').slice(0, 16)
  return `${outcome} ${hash} ${issues.length} issues`
}

it('the gallery and 300 random designs compile to what was recorded', async () => {
  const examples = [...STORY.map((entry) => [entry.id, entry.design('en')] as const)]
  const random = Array.from(
    { length: RANDOM_DESIGNS },
    (_, i) => [`random ${i + 1}`, randomDesign(i + 1)] as const,
  )
  const all = [['opening', openingExample('en')] as const, ...examples, ...random]
  const lines = all.map(([name, design]) => `${name}: ${fingerprint(design)}`)
  // A change that is meant is recorded by `npx vitest run --project unit test/compile/recorded-models.test.ts -u`.
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('recorded-models.txt')
})

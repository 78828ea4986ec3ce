import { expect, it } from 'vitest'
import { EXAMPLES, exampleById } from '../../../src/document/examples/examples.ts'
import { openingExample, translatedTitle } from '../../../src/document/examples/opening.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import { parseDesign } from '../../../src/model/parse.ts'
import { LANGUAGES } from '../../../src/model/text.ts'
import { writeDesign } from '../../../src/model/write.ts'
import { compile } from '../../support/engine.ts'

const opening = openingExample('en')
const corner = (id: string, design = opening) => design.nodes.find((node) => node.id === id)?.position

it('every example has an id of its own, by which it is found', () => {
  const ids = EXAMPLES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids[0]).toBe('opening')
  for (const id of ids) expect(exampleById(id)?.id).toBe(id)
  expect(exampleById('stage-14')).toBeUndefined()
})

it('the opening example lies where it was composed, also inside its frames', () => {
  expect(opening.nodes).toHaveLength(18)
  expect(opening.nodes[0]).toMatchObject({
    id: 'region-1',
    position: { x: 272, y: 160 },
    params: { width: 736, height: 480 },
  })
  expect(corner('client-1')).toEqual({ x: -32, y: 336 })
  expect(corner('web-2')).toEqual({ x: 16, y: 136 })
  expect(corner('web-2', openingExample('en', 'tall'))).toEqual({ x: 216, y: 40 })
})

it('the opening example compiles without a warning, is read back as it was written, and runs alike in both languages', () => {
  const models = LANGUAGES.map((language) => {
    const design = openingExample(language)
    expect(parseDesign(writeDesign(design), kindModel)).toEqual({ ok: true, value: design })
    const compiled = compile(design)
    expect(compiled.ok ? compiled.value.issues : compiled.error).toEqual([])
    return compiled.ok ? compiled.value.model : null
  })
  expect(models[0]).toEqual(models[1])
})

it('its title follows the language until somebody gives it another one', () => {
  expect(translatedTitle('From zero to millions', 'ko')).toBe('0명에서 수백만 명까지')
  expect(translatedTitle('From zero to millions', 'en')).toBeUndefined()
  expect(translatedTitle('My design', 'ko')).toBeUndefined()
})

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are sources of others.
import { expect, it } from 'vitest'
import { keysIn } from '../../src/build/message-uses.ts'

const KEYS = ['fault.kill', 'fault.kill.help', 'fault.slow', 'live.cutShare', 'run.play', 'run.pause']

it('a key is used where it stands in quotes', () => {
  expect(keysIn("t(playing ? 'run.pause' : 'run.play')", KEYS)).toEqual(['run.play', 'run.pause'])
  expect(keysIn('// run.play', KEYS)).toEqual([])
})

it('a template uses every key that it can become, one word a place', () => {
  expect(keysIn('t(`fault.${type}`)', KEYS)).toEqual(['fault.kill', 'fault.slow'])
  expect(keysIn('t(`fault.${type}.help`)', KEYS)).toEqual(['fault.kill.help'])
  expect(keysIn('t(`live.${id}Share`, values)', KEYS)).toEqual(['live.cutShare'])
})

it('a template that could become anything uses nothing', () => {
  expect(keysIn('`${a}.${b}`', KEYS)).toEqual([])
})

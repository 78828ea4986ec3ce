import { describe, expect, it } from 'vitest'
import type { ChainLink, LinkCode } from '../../src/analysis/explain/chain.ts'
import { explain } from '../../src/analysis/explain/explain.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { messages } from '../../src/i18n/messages.ts'
import { type Translator, translatorOf } from '../../src/i18n/use-t.ts'
import { LANGUAGES, type Language } from '../../src/model/text.ts'
import { linkSentence } from '../../src/reading/explain-sentence.ts'
import { draw, sends } from '../support/simulate.ts'
import { at, watch } from '../support/watch.ts'

const translator = (language: Language): Translator => {
  activate(language)
  return translatorOf(language)
}

const said = (links: readonly ChainLink[], language: Language): string[] =>
  links.map((link) => linkSentence(link, (id) => id, translator(language)))

const codes = Object.keys(messages)
  .filter((key) => /^explain\.\w+$/.test(key))
  .map((key) => key.slice('explain.'.length) as LinkCode)

describe.each(LANGUAGES)('a chain in %s', (language) => {
  it.each(codes)('has words with all their figures for %s', (code) => {
    const values = {
      amount: 50,
      before: 0.58,
      now: 0.04,
      rate: 210,
      capacity: 100,
      factor: 2.1,
      limit: 4,
      load: 0.99,
      quota: 100,
      target: 'db',
      left: 1,
      all: 2,
      count: 4096,
      busy: 3,
      slots: 4,
      depth: 1000,
      lagMs: 12_000,
      ago: 40,
      by: 'retries',
      share: 0.38,
      reason: 'timeout',
      p95Ms: 900,
      timeMs: 4000,
      restMs: 90_000,
      requestClass: 'upload',
      limitMs: 500,
      rules: 3,
    }
    const [sentence] = said([{ code, node: 'cache-1', sec: 30, values, fault: 0 }], language)
    expect(sentence).not.toMatch(/[{}]|undefined|NaN|–|explain\./)
    expect(sentence!.length).toBeGreaterThan(5)
  })
})

it('reads as one story', () => {
  const design = at(
    draw({ client: sends(50), web: ['web', { workers: 20 }], db: ['database'] }, ['client > web > db']),
    { at: 20, type: 'kill', target: 'db' },
  )
  const { links } = explain(watch(design, 40), { of: 'system' }, 40)
  const [cause, ...effects] = said(links, 'en')
  expect(cause).toBe('db was killed at 0:20.0')
  expect(effects.at(-1)).toMatch(/^\*\*(100|99\.9) %\*\* of the requests fail: unavailable$/)
  expect(said(links, 'ko')[0]).toBe('db: 0:20.0에 강제 종료됨')
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FONT, mixed, THEMES, type ThemeName, TOKENS } from '../../src/scene/theme.ts'
import { ROOT } from '../support/paths.ts'

const CSS = readFileSync(join(ROOT, 'src/ui/tokens.css'), 'utf8')

/** The custom properties of one rule of the style sheet. */
function propertiesOf(rule: RegExp): ReadonlyMap<string, string> {
  const body = rule.exec(CSS)?.[1] ?? ''
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))
}

const SHEETS: Readonly<Record<ThemeName, ReadonlyMap<string, string>>> = {
  dark: propertiesOf(/:root,\s*\[data-theme="dark"\]\s*\{([^}]*)\}/),
  light: propertiesOf(/\}\s*\[data-theme="light"\]\s*\{([^}]*)\}/),
}

it.each(['dark', 'light'] as const)('the colours of the drawing are those of the page, %s', (name) => {
  for (const [token, colour] of Object.entries(TOKENS[name]))
    expect(SHEETS[name].get(token), token).toBe(colour)
})

it('the letters of the drawing are those of the page', () => {
  expect(propertiesOf(/:root\s*\{([^}]*)\}/).get('font')).toBe(FONT)
})

it('a mixed colour has its share of both, as the style sheet mixes them', () => {
  expect(mixed('#ffffff', '#000000', 0.5)).toBe('#808080')
  expect(mixed('#646d79', '#262b32', 1)).toBe('#646d79')
  expect(mixed('#0a0000', '#000000', 0.1)).toBe('#010000')
})

it('every level has a fill and a text colour, and level 0 is no colour of the scale', () => {
  for (const { fills, texts } of Object.values(THEMES)) {
    expect([fills.length, texts.length]).toEqual([5, 5])
    expect(fills.slice(1)).not.toContain(fills[0])
  }
})

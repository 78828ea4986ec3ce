/** Colours of the tokens, read once a theme: asking the page for a style every frame would cost a layout. */
export interface Theme {
  readonly canvas: string
  readonly panel: string
  readonly card: string
  readonly raise: string
  readonly line: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly edgeUi: string
  readonly fail: string
  readonly failWash: string
  readonly ghost: string
  /** By level 1 to 4; level 0, not measured, is a grey. */
  readonly fills: readonly string[]
  readonly texts: readonly string[]
  readonly font: string
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const levels = [1, 2, 3, 4]
  return {
    canvas: token('canvas'),
    panel: token('panel'),
    card: token('card'),
    raise: token('raise'),
    line: token('line'),
    ink: token('ink'),
    ink2: token('ink2'),
    ink3: token('ink3'),
    edgeUi: token('edge-ui'),
    fail: token('fail'),
    failWash: token('fail-wash'),
    ghost: token('ghost'),
    fills: [token('ink3'), ...levels.map((level) => token(`fill-${level}`))],
    texts: [token('ink2'), ...levels.map((level) => token(`load-${level}`))],
    font: token('font') || 'sans-serif',
  }
}

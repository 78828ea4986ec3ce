/** Colours and letters of the drawing. The style sheet of the tokens says the same; a test compares the two. */
export interface Theme {
  readonly canvas: string
  readonly panel: string
  readonly card: string
  readonly raise: string
  readonly line: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly onInk: string
  readonly edgeUi: string
  readonly fail: string
  readonly failWash: string
  readonly ghost: string
  /** What would bring the design down. */
  readonly spof: string
  readonly spofWash: string
  /** By level 1 to 4; level 0, not measured, is a grey. */
  readonly fills: readonly string[]
  readonly texts: readonly string[]
  /** Rims of a card and of a solid frame, which the style sheet mixes from two tokens. */
  readonly cardRim: string
  readonly frameRim: string
  readonly font: string
}

export const FONT = '"Faultline Sans", Inter, "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif'

/** In a file of its own: nobody has the page's letters there, but some have Pretendard, of which they are a part. */
export const FILE_FONT = `"Pretendard Variable", Pretendard, ${FONT}`

/** The font of a text, as pens take it. */
export const fontOf = (theme: Theme, weight: 400 | 600, size: number): string =>
  `${weight} ${size}px ${theme.font}`

export type ThemeName = 'dark' | 'light'

/** By the names of the custom properties in the style sheet, in its order. */
export const TOKENS = {
  dark: {
    canvas: '#0e1013',
    panel: '#14171b',
    card: '#1a1e23',
    raise: '#232830',
    line: '#262b32',
    'edge-ui': '#646d79',
    ink: '#eceff3',
    ink2: '#aab2bd',
    ink3: '#87909c',
    'on-ink': '#0e1013',
    'load-1': '#56b4e9',
    'load-2': '#2bbe93',
    'load-3': '#f2ae1c',
    'load-4': '#f26b2c',
    'fill-1': '#56b4e9',
    'fill-2': '#2bbe93',
    'fill-3': '#f2ae1c',
    'fill-4': '#f26b2c',
    fail: '#f26b2c',
    spof: '#de93bd',
    ghost: '#87909c',
    'fail-wash': '#f26b2c22',
    'spof-wash': '#de93bd1c',
  },
  light: {
    canvas: '#f4f5f7',
    panel: '#ffffff',
    card: '#ffffff',
    raise: '#ebedf0',
    line: '#e1e4e8',
    'edge-ui': '#7f8792',
    ink: '#15181d',
    ink2: '#4a525e',
    ink3: '#626b78',
    'on-ink': '#ffffff',
    'load-1': '#0069a6',
    'load-2': '#00755a',
    'load-3': '#965f00',
    'load-4': '#b03a00',
    'fill-1': '#3688c2',
    'fill-2': '#00946c',
    'fill-3': '#bc7c00',
    'fill-4': '#b03a00',
    fail: '#b03a00',
    spof: '#9c2f69',
    ghost: '#626b78',
    'fail-wash': '#b03a0014',
    'spof-wash': '#9c2f6912',
  },
} as const satisfies Record<ThemeName, Record<string, string>>

type Tokens = (typeof TOKENS)[ThemeName]

const themeOf = (tokens: Tokens, cardRim: string): Theme => ({
  canvas: tokens.canvas,
  panel: tokens.panel,
  card: tokens.card,
  raise: tokens.raise,
  line: tokens.line,
  ink: tokens.ink,
  ink2: tokens.ink2,
  ink3: tokens.ink3,
  onInk: tokens['on-ink'],
  edgeUi: tokens['edge-ui'],
  fail: tokens.fail,
  failWash: tokens['fail-wash'],
  ghost: tokens.ghost,
  spof: tokens.spof,
  spofWash: tokens['spof-wash'],
  fills: [tokens.ink3, tokens['fill-1'], tokens['fill-2'], tokens['fill-3'], tokens['fill-4']],
  texts: [tokens.ink2, tokens['load-1'], tokens['load-2'], tokens['load-3'], tokens['load-4']],
  cardRim,
  frameRim: mixed(tokens['edge-ui'], tokens.line, 0.55),
  font: FONT,
})

/** What `color-mix(in srgb, …)` gives for two opaque colours; `share` belongs to the first. */
export function mixed(first: string, second: string, share: number): string {
  const channel = (at: number): string => {
    const value = (colour: string): number => Number.parseInt(colour.slice(at, at + 2), 16)
    const mean = Math.round(value(first) * share + value(second) * (1 - share))
    return mean.toString(16).padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  dark: themeOf(TOKENS.dark, TOKENS.dark.line),
  light: themeOf(TOKENS.light, mixed(TOKENS.light['edge-ui'], TOKENS.light.line, 0.35)),
}

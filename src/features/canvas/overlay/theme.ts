import { THEMES, type Theme } from '../../../scene/theme.ts'

/** The theme that the page shows at the moment. */
export const readTheme = (): Theme =>
  THEMES[document.documentElement.dataset.theme === 'light' ? 'light' : 'dark']

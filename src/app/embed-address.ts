import { THEMES, type Theme } from '../page/page-store.ts'

/** Whether the query of an address asks for the page that others put into theirs. */
export const isEmbed = (search: string): boolean => new URLSearchParams(search).has('embed')

/** The theme that the query asks for, or null for the reader's own. */
export function embedTheme(search: string): Theme | null {
  const asked = new URLSearchParams(search).get('theme')
  return THEMES.find((theme) => theme === asked) ?? null
}

/** The same design on the full page. */
export function fullAddress(address: string): string {
  const url = new URL(address)
  for (const name of ['embed', 'theme']) url.searchParams.delete(name)
  return url.href
}

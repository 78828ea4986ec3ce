import { FIREFOX_MISSING, findFirefox } from './firefox.ts'
import { findWebkit, WEBKIT_MISSING } from './webkit.ts'

/** What is missing of the browsers that the page is tried in, and how to get it. */
export const missingBrowsers = (): readonly string[] => [
  ...(findFirefox() === null ? [FIREFOX_MISSING] : []),
  ...(findWebkit() === null ? [WEBKIT_MISSING] : []),
]

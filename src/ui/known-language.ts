/**
 * WebKit on a system that speaks no language calls its own "C", which is none, and packages hand it to `Intl` while they
 * are loaded. This is imported before them.
 */
try {
  Intl.getCanonicalLocales(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true })
}

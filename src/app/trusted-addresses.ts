/**
 * The page's policy takes no plain text for the address of a script that code starts: workers and the service worker. This is
 * the one place that vouches for such an address, and it does so only inside the page's own folder. It makes no HTML and no
 * code, so text never becomes either.
 */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwn(address, document.baseURI) ? address : null),
  })
}

/** Not every browser has them, and the types of the language's library do not know them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown
}

/** Whether an address lies in the folder of the page. */
export function isOwn(address: string, page: string): boolean {
  return URL.canParse(address, page) && new URL(address, page).href.startsWith(new URL('./', page).href)
}

/** Address of this page, without what stands behind it. A page from a file has no origin, but an address all the same. */
export function pageAddress(): string {
  const address = new URL(location.href)
  address.search = ''
  address.hash = ''
  return address.href
}

/** Whether nobody on another computer can open that address. */
export const isLocalAddress = (address: string): boolean => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'file:' || /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Characters that places take which people paste links into; each is the longest that still fits. */
export const LINK_PLACES = [
  /** A message of Discord without Nitro: support.discord.com, "Discord Limits". */
  { id: 'chat', length: 2000 },
  /** An address in a shortcut or in Internet Explorer's successors: INTERNET_MAX_URL_LENGTH of wininet.h less its scheme. */
  { id: 'shortcut', length: 2083 },
  /** What wikis and trackers keep of an address; also where people begin to distrust a link. */
  { id: 'wiki', length: 4000 },
] as const

/** Right end of the meter, in characters. */
export const METER_MAX = 5000

export type LinkFit = 'everywhere' | 'shortcut' | 'wiki' | 'file'

/** Where an address of a length still goes. */
export function fitOf(length: number): LinkFit {
  const [chat, shortcut, wiki] = LINK_PLACES
  if (length <= chat.length) return 'everywhere'
  if (length <= shortcut.length) return 'shortcut'
  return length <= wiki.length ? 'wiki' : 'file'
}

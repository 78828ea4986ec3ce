/** What the part of an address behind `#` asks for. */
export type Address =
  | { readonly type: 'none' }
  /** A design that travels in the address itself. */
  | { readonly type: 'link'; readonly text: string }
  /** An untouched example, by its name. */
  | { readonly type: 'example'; readonly id: string }
  /** Something that this build does not know, such as a lesson or a room of a newer one. */
  | { readonly type: 'unknown'; readonly text: string }

/** Characters of an address that a message repeats. */
const SAID_MAX = 60

export function readAddress(hash: string): Address {
  const text = hash.replace(/^#/, '')
  if (text === '') return { type: 'none' }
  const example = /^example=([\w-]{1,40})$/.exec(text)?.[1]
  if (example !== undefined) return { type: 'example', id: example }
  return /^\d+\./.test(text) ? { type: 'link', text } : { type: 'unknown', text: text.slice(0, SAID_MAX) }
}

/** The address of an example that nobody has changed. */
export const exampleAddress = (id: string): string => `example=${id}`

/** What XML 1.0 cannot hold in any way: control characters, halves of surrogate pairs, and two non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** A text as it may stand in an element or in an attribute between double quotes. */
export const escaped = (text: string): string =>
  text.replace(UNFIT, '\ufffd').replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)

/** Marks the element that holds a design's link, in every picture that carries one. */
export const LINK_ELEMENT_ID = 'faultline-link'

export const linkElement = (link: string): string =>
  `<metadata id="${LINK_ELEMENT_ID}">${escaped(link)}</metadata>`

/** Size of the frame in a foreign page: room for the canvas, the controls and the headline. */
const WIDTH = 800
const HEIGHT = 500

/**
 * HTML that shows a design in another page. The frame may run scripts, and open the full page in a tab of its own where a
 * person asks for it: no storage, no forms, no way up to the page round it.
 */
export function embedCode(address: string, fragment: string, title: string): string {
  const source = escaped(`${address}?embed#${fragment}`)
  const attributes = [
    `src="${source}"`,
    `title="${escaped(title)}"`,
    `width="${WIDTH}" height="${HEIGHT}"`,
    'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"',
    'loading="lazy"',
    'style="border:0"',
  ]
  return `<iframe ${attributes.join(' ')}></iframe>`
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)

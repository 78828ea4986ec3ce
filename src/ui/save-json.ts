/** Hands a text to the person as a file of JSON; what file systems do not take in the name becomes a dash. */
export function saveJson(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName(name)}.json`
  link.click()
  URL.revokeObjectURL(url)
}

const fileName = (name: string): string =>
  name.replace(/[\\/:*?"<>|\s]+/g, '-').replace(/^-+|-+$/g, '') || 'faultline'

/** Hands a file to the person; what file systems do not take in the name becomes a dash. */
export function saveFile(name: string, ending: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName(name)}.${ending}`
  link.click()
  URL.revokeObjectURL(url)
}

const fileName = (name: string): string =>
  name.replace(/[\\/:*?"<>|\s]+/g, '-').replace(/^-+|-+$/g, '') || 'faultline'

/** Hands a file to the person; what file systems do not take in the name becomes a dash. */
export function saveFile(name: string, ending: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName(name)}.${ending}`
  link.click()
  URL.revokeObjectURL(url)
}

export const saveJson = (name: string, text: string): void =>
  saveFile(name, 'json', new Blob([text], { type: 'application/json' }))

/** Text that is perhaps no JSON, as it is. */
export const saveText = (name: string, text: string): void =>
  saveFile(name, 'txt', new Blob([text], { type: 'text/plain' }))

const fileName = (name: string): string =>
  name.replace(/[\\/:*?"<>|\s]+/g, '-').replace(/^-+|-+$/g, '') || 'faultline'

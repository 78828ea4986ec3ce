import { saveFile } from './save-file.ts'

/** Hands a text to the person as a file of JSON. */
export const saveJson = (name: string, text: string): void =>
  saveFile(name, 'json', new Blob([text], { type: 'application/json' }))

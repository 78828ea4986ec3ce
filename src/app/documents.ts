import { arrangementFor, openingExample } from '../document/examples/opening.ts'
import { canvasCommands } from '../features/canvas/commands.ts'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { t } from '../i18n/i18n.ts'
import { withWords } from '../i18n/with-words.ts'
import { kindModel } from '../kinds/models.ts'
import { type Design, emptyDesign } from '../model/design.ts'
import { writeDesign } from '../model/write.ts'
import { clearSelection, designStore, uiStore } from '../store/stores.ts'
import { saveJson } from '../ui/save-json.ts'
import { startAfresh } from './engine-link.ts'

/** Files larger than this are refused before they are read. */
const FILE_BYTES_MAX = 8 * 1024 * 1024

/** What can be done with documents. Each replaces the design through the one gateway, so that undo brings the old one back. */
export function documentActions(notify: (message: string) => void): AppActions {
  return {
    newDesign: () => replace(emptyDesign()),
    openExample: () => replace(exampleForThisScreen()),
    openDesign: replace,
    openFile: () => chooseFile((file) => void openFile(file, notify)),
    saveFile: () => save(designStore.getState().design),
  }
}

/** On a phone the example lies from top to bottom. */
export const exampleForThisScreen = (): Design =>
  openingExample(uiStore.getState().language, arrangementFor(innerWidth))

function replace(design: Design): void {
  clearSelection()
  startAfresh()
  designStore.edit(() => design)
  requestAnimationFrame(() => canvasCommands.fitView())
}

function chooseFile(use: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) use(file)
  })
  input.click()
}

/** A file that is wrong changes nothing: the draft stays as it is. */
export async function openFile(file: File, notify: (message: string) => void): Promise<void> {
  if (file.size > FILE_BYTES_MAX) {
    notify(t('app.fileTooLarge', { name: file.name, limit: FILE_BYTES_MAX / 1024 / 1024 }))
    return
  }
  const { parseDesign } = await import('../model/parse.ts')
  const parsed = parseDesign(await file.text(), kindModel)
  if (!parsed.ok) {
    const { parseErrorSentence } = await withWords(() => import('../i18n/parse-sentence.ts'))
    notify(t('app.fileWrong', { name: file.name, reason: parseErrorSentence(parsed.error) }))
    return
  }
  notify('')
  replace(parsed.value)
}

const save = (design: Design): void => saveJson(design.title, writeDesign(design))

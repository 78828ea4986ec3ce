import type { Origin } from '../document/document.ts'
import { t } from '../i18n/i18n.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { type Design, emptyDesign } from '../model/design.ts'
import type { ParseError } from '../model/parse-error.ts'
import { writeDesign } from '../model/write.ts'
import type { AppActions } from '../page/app-actions.ts'
import { whenFetched, withWords } from '../page/with-words.ts'
import { saveFile as saveFileOf, saveJson } from '../ui/save-file.ts'
import { desk, openContent, openKept } from './desk.ts'
import { exampleForThisScreen } from './examples.ts'
import { isDiagram, loadMermaidParser, showImport } from './importing.ts'
import { session } from './page-session.ts'

/** What can be done with documents. */
export const documentActions: AppActions = {
  newDesign: () => void openDocument(emptyDesign(), { type: 'new', from: '' }),
  openExample: (id) => void openExample(id),
  openDesign: (design, origin) => void openDocument(design, origin),
  openFile: chooseFile,
  readFile: openFile,
  importMermaid: showImport,
  exportMermaid,
  saveFile: () => void saveFile(),
  openKept: (id) => void openKept(id),
}

/** A design as a document of its own. What is open is saved first; where that cannot be done, the person decides. */
async function openDocument(
  design: Design,
  origin: Origin,
  { repairs = [], anyway = false }: { repairs?: readonly ParseError[]; anyway?: boolean } = {},
): Promise<void> {
  const keep = origin.type !== 'new' && origin.type !== 'example'
  const outcome = await desk.open(design, origin, { keep, anyway })
  if (outcome === 'unsaved')
    session.desk.tell({
      type: 'unsaved',
      openAnyway: () => void openDocument(design, origin, { repairs, anyway: true }),
    })
  else session.desk.tell(repairs.length > 0 ? { type: 'repaired', repairs } : null)
}

async function openExample(id: string): Promise<void> {
  const design = await exampleForThisScreen(id)
  if (design) await openDocument(design, { type: 'example', from: id })
}

function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json,.svg,image/svg+xml,.png,image/png,.mmd,.mermaid,.md,.txt,text/plain'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) openFile(file)
  })
  input.click()
}

/** A picture that carries a link opens what the link opens. A file that is wrong changes nothing: what is open stays. */
function openFile(file: File): void {
  whenFetched(
    'part',
    () => withWords(loadReaders),
    (readers) => void readFile(file, readers),
  )
}

/** All that can read a file. */
async function loadReaders() {
  const [file, { isPicture, linkInPicture }, { readLink }, parser, { fileProblemSentence }, address] =
    await Promise.all([
      import('../document/file.ts'),
      import('../document/picture-link.ts'),
      import('../document/link/link.ts'),
      loadMermaidParser(),
      import('../i18n/file-sentence.ts'),
      import('../i18n/link-sentence.ts'),
    ])
  const { addressProblemSentence } = address
  return { ...file, isPicture, linkInPicture, readLink, parser, fileProblemSentence, addressProblemSentence }
}

type Readers = Awaited<ReturnType<typeof loadReaders>>

async function readFile(file: File, readers: Readers): Promise<void> {
  const { FILE_BYTES_MAX, textOfBytes, designOfText, isPicture, parser, fileProblemSentence } = readers
  // A file of a gigabyte is not read to find out that it is too large.
  const bytes = new Uint8Array(await file.slice(0, FILE_BYTES_MAX + 1).arrayBuffer())
  if (isPicture(bytes)) {
    await openPicture(bytes, file.name, readers)
    return
  }
  const text = textOfBytes(bytes)
  if (text.ok && isDiagram(parser, text.value, file.name)) {
    showImport(text.value, file.name)
    return
  }
  const read = text.ok ? designOfText(text.value) : text
  if (!read.ok) {
    sayWrong(file.name, fileProblemSentence(read.error))
    return
  }
  const { design, repairs } = read.value
  await openDocument(design, { type: 'file', from: file.name }, { repairs })
}

/** A picture that was saved from here carries the link of its design. */
async function openPicture(
  bytes: Uint8Array,
  name: string,
  { linkInPicture, readLink, addressProblemSentence }: Readers,
): Promise<void> {
  const link = linkInPicture(bytes)
  const read = link === null ? null : readLink(link)
  if (read?.ok) await openContent(read.value, { type: 'file', from: name })
  else sayWrong(name, read === null ? t('open.pictureWithoutLink') : addressProblemSentence(read.error))
}

const sayWrong = (name: string, reason: string): void =>
  session.desk.tell({ type: 'failed', text: t('app.fileWrong', { name, reason }) })

/** Somebody who saves by hand means it: the browser is asked not to throw the library away. */
async function saveFile(): Promise<void> {
  const { design } = session.design.getState()
  saveJson(design.title, writeDesign(design))
  await navigator.storage?.persist?.().catch(() => false)
}

function exportMermaid(): void {
  const load = () => import('../document/mermaid/export.ts')
  whenFetched('part', load, ({ writeMermaid }) => {
    const { design } = session.design.getState()
    const text = writeMermaid(design, chosenLanguage())
    saveFileOf(design.title, 'mmd', new Blob([text], { type: 'text/plain' }))
  })
}

import { type ReactNode, useState } from 'react'
import { type MermaidImport, readMermaid, withKinds } from '../../document/mermaid/import.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ImportReview } from './import-review.tsx'
import { ImportText } from './import-text.tsx'
import { problemSentence } from './left-out-sentence.ts'
import './mermaid-import.css'

export interface MermaidImportDialogProps {
  /** An empty text asks for one. */
  readonly text: string
  /** Where the text comes from, or an empty string. */
  readonly fileName: string
  readonly renderMiniature: (design: Design) => ReactNode
  readonly onOpen: (design: Design) => void
  readonly onClose: () => void
}

/** A text and what was read of it. */
interface Draft {
  readonly text: string
  readonly fileName: string
  readonly read: ReturnType<typeof readMermaid> | null
}

const draftOf = (text: string, fileName: string): Draft => ({
  text,
  fileName,
  read: text.trim() === '' ? null : readMermaid(text),
})

/** Two steps: the text, where it is missing or wrong, and what it becomes. */
export function MermaidImportDialog(props: MermaidImportDialogProps) {
  const t = useT()
  const [draft, setDraft] = useState(() => draftOf(props.text, props.fileName))
  const [editing, setEditing] = useState(false)
  const { read, text, fileName } = draft
  const correct = (change: (found: MermaidImport) => MermaidImport) => {
    if (read?.ok) setDraft({ ...draft, read: { ok: true, value: change(read.value) } })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={fileName === '' ? t('mermaid.title') : t('mermaid.titleOf', { name: fileName })}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      {read?.ok && !editing ? (
        <ImportReview
          found={read.value}
          miniature={props.renderMiniature(read.value.design)}
          onKind={(id, kind) => correct((found) => withKinds(found, new Map([[id, kind]])))}
          onBack={() => setEditing(true)}
          onOpen={() => props.onOpen(titled(read.value.design, fileName))}
        />
      ) : (
        <ImportText
          text={text}
          problem={read === null || read.ok ? '' : problemSentence(read.error, t)}
          onRead={(next, name) => {
            setDraft(draftOf(next, name || fileName))
            setEditing(false)
          }}
        />
      )}
    </Dialog>
  )
}

/** A diagram without a title of its own is called after its file. */
const titled = (design: Design, fileName: string): Design =>
  design.title !== '' ? design : { ...design, title: fileName.replace(/\.\w{1,8}$/, '').slice(0, 120) }

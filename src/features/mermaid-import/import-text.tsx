import { type DragEvent, useRef, useState } from 'react'
import { MERMAID_LIMITS } from '../../document/mermaid/diagram.ts'
import { useT } from '../../i18n/use-t.ts'
import { Button } from '../../ui/button.tsx'

interface ImportTextProps {
  readonly text: string
  /** Why nothing of the text can be read, or an empty string. */
  readonly problem: string
  readonly onRead: (text: string, fileName: string) => void
}

/** Bytes of the largest file that is read: a letter has up to four. */
const FILE_BYTES_MAX = 4 * MERMAID_LIMITS.characters

const EXAMPLE = `flowchart LR
  user([User]) --> lb[Load balancer]
  lb --> web1[Web 1] & web2[Web 2]
  web1 & web2 --> db[(Primary DB)]
  db -.-> replica[(Replica)]`

/** Asks for the text of a diagram: typed, pasted, dropped or from a file. */
export function ImportText({ text: given, problem, onRead }: ImportTextProps) {
  const t = useT()
  const [text, setText] = useState(given)
  const [fileProblem, setFileProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size <= FILE_BYTES_MAX) onRead(await file.text(), file.name)
    else setFileProblem(t('mermaid.fileTooLarge', { name: file.name, limit: MERMAID_LIMITS.characters }))
  }
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  const wrong = fileProblem || problem
  return (
    <form
      className="mermaid-text"
      onSubmit={(event) => {
        event.preventDefault()
        onRead(text, '')
      }}
    >
      <p>{t('mermaid.lead')}</p>
      <textarea
        className="ui-input mermaid-source"
        aria-label={t('mermaid.text')}
        aria-invalid={wrong !== ''}
        aria-describedby="mermaid-problem"
        value={text}
        placeholder={EXAMPLE}
        spellCheck={false}
        onDrop={drop}
        onChange={(event) => {
          setText(event.target.value)
          setFileProblem('')
        }}
      />
      <p id="mermaid-problem" className="ui-field-error" role={wrong === '' ? undefined : 'alert'}>
        {wrong}
      </p>
      <div className="mermaid-foot">
        <input
          ref={input}
          type="file"
          hidden
          accept=".mmd,.mermaid,.md,.txt,text/plain"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button variant="line" icon="upload" onClick={() => input.current?.click()}>
          {t('mermaid.file')}
        </Button>
        <Button variant="primary" type="submit" disabled={text.trim() === ''}>
          {t('mermaid.review')}
        </Button>
      </div>
    </form>
  )
}

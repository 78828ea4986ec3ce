import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { saveJson } from '../../ui/save-file.ts'

interface MeasureJsonProps {
  /** The whole report, or null while there is none. */
  readonly text: string | null
  /** Name of the file, without its ending. */
  readonly name: string
  /** How the shell is asked for the same text. */
  readonly command: string
}

/** The whole report to take along. */
export function MeasureJson({ text, name, command }: MeasureJsonProps) {
  const t = useT()
  const [copied, setCopied] = useState<{ readonly text: string; readonly ok: boolean } | null>(null)
  const isCopied = copied !== null && copied.text === text
  const copy = async (whole: string) => setCopied({ text: whole, ok: await copyText(whole) })
  return (
    <section className="measure-json">
      <p>{t('measure.json')}</p>
      <code>{command}</code>
      <div className="measure-actions">
        <Button
          variant="line"
          icon={isCopied && copied.ok ? 'check' : 'copy'}
          disabled={text === null}
          onClick={() => text !== null && void copy(text)}
        >
          {t('measure.copy')}
        </Button>
        <Button
          variant="line"
          icon="download"
          disabled={text === null}
          onClick={() => text !== null && saveJson(name, text)}
        >
          {t('measure.save')}
        </Button>
        <span role="status" className="measure-note">
          {isCopied ? t(copied.ok ? 'measure.copied' : 'measure.copyFailed') : null}
        </span>
      </div>
    </section>
  )
}

import { useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { CopyButton } from './copy-button.tsx'
import { embedCode } from './embed-code.ts'

interface EmbedSectionProps {
  readonly address: string
  readonly fragment: string
  readonly title: string
}

/** HTML for people who write pages, folded away from everybody else. */
export function EmbedSection({ address, fragment, title }: EmbedSectionProps) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const code = embedCode(address, fragment, title || t('title.untitled'))
  return (
    <details className="share-embed">
      <summary>{t('share.embed')}</summary>
      <p className="share-note">{t('share.embedHelp')}</p>
      <div className="share-link">
        <textarea
          ref={field}
          className="ui-input share-address"
          aria-label={t('share.embedCode')}
          readOnly
          rows={3}
          spellCheck={false}
          value={code}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="share-ways">
          <CopyButton text={code} label={t('share.copyEmbed')} onRefused={() => field.current?.select()} />
        </div>
      </div>
    </details>
  )
}

import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LinkView } from '../../document/link/link.ts'
import { useT } from '../../i18n/use-t.ts'
import { pageStore, useDialog } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CopyButton } from './copy-button.tsx'
import { EmbedSection } from './embed-section.tsx'
import { insideWords } from './inside.ts'
import { LengthMeter } from './length-meter.tsx'
import { fitOf } from './link-fit.ts'
import { QrCode } from './qr-code.tsx'
import {
  fragmentOf,
  linkContent,
  type ShareOptions,
  type ShareSource,
  USUAL_OPTIONS,
  untouchedExample,
} from './share-content.ts'
import { ShareOptionsForm } from './share-options.tsx'
import { useMoment } from './use-moment.ts'
import './share.css'

export interface ShareDialogProps {
  /** Address of this page, without what stands behind it. */
  readonly address: string
  /** Whether that address leads nowhere from another computer. */
  readonly local: boolean
  /** What the canvas shows now. */
  readonly view: () => LinkView
  readonly onSaveFile: () => void
}

const close = () => pageStore.setState({ dialog: null, shareMoment: false })

/** The design as a link: what is in it, how long it is, and the ways to hand it on. */
export function ShareDialog(props: ShareDialogProps) {
  const t = useT()
  const open = useDialog('share')
  return (
    <Dialog open={open} onClose={close} title={t('share.title')} closeLabel={t('dialog.close')} shape="large">
      <ShareForm {...props} />
    </Dialog>
  )
}

function ShareForm({ address, local, view, onSaveFile }: ShareDialogProps) {
  const t = useT()
  const { source, options, setOptions, moment } = useShare(view)
  const fragment = useMemo(() => fragmentOf(source, options), [source, options])
  const link = fragment === null ? null : `${address}#${fragment}`
  const notesLength = linkContent(source, { ...options, notes: true }).design.notes.length
  return (
    <div className="share">
      <div className="share-main">
        {link === null ? null : <LinkField link={link} title={source.design.title} />}
        <LengthMeter length={link?.length ?? null} />
        {link === null || fitOf(link.length) === 'file' ? (
          <Button variant="primary" icon="download" className="share-file" onClick={onSaveFile}>
            {t('share.file')}
          </Button>
        ) : null}
        <ShareOptionsForm options={options} moment={moment} notesLength={notesLength} onChange={setOptions} />
      </div>
      <div className="share-side">
        <QrCode link={link} />
        <p className="share-note share-inside">
          {link?.includes('#example=') === true
            ? t('share.inside.example')
            : insideWords(linkContent(source, options), t)}
        </p>
        <p className="share-note">{t('share.private')}</p>
        {local ? <p className="share-note share-local">{t('share.local')}</p> : null}
      </div>
      {fragment === null ? null : (
        <EmbedSection address={address} fragment={fragment} title={source.design.title} />
      )}
    </div>
  )
}

/** Everything there is to share stands still while the dialog is open; only what is chosen of it changes. */
function useShare(view: () => LinkView) {
  const session = useSession()
  const { language } = useT()
  const moment = useMoment()
  const design = useStore(session.design, (state) => state.design)
  const example = useStore(session.desk, ({ desk }) => untouchedExample(desk))
  const [shown] = useState(view)
  const [options, setOptions] = useState<ShareOptions>(() => ({
    ...USUAL_OPTIONS,
    moment: pageStore.getState().shareMoment,
  }))
  const shared = moment?.ok ? moment.value : null
  const source: ShareSource = useMemo(
    () => ({ design, shared, view: shown, language, example }),
    [design, shared, shown, language, example],
  )
  return { source, options, setOptions, moment }
}

function LinkField({ link, title }: { readonly link: string; readonly title: string }) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const [refused, setRefused] = useState(false)
  const refuse = () => {
    setRefused(true)
    field.current?.select()
  }
  return (
    <div className="share-link">
      <textarea
        ref={field}
        className="ui-input share-address"
        aria-label={t('share.link')}
        readOnly
        rows={2}
        spellCheck={false}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="share-ways">
        <CopyButton variant="primary" text={link} label={t('share.copy')} onRefused={refuse} />
        {'share' in navigator ? <SendButton link={link} title={title} /> : null}
      </div>
      {refused ? (
        <p className="share-note" role="alert">
          {t('share.copyFailed')}
        </p>
      ) : null}
    </div>
  )
}

/** The system's own list of people and applications, where there is one. */
function SendButton({ link, title }: { readonly link: string; readonly title: string }) {
  const t = useT()
  // Whoever closes that list without choosing has changed their mind, which is no failure.
  const send = () => void navigator.share({ url: link, title: title || 'Faultline' }).catch(() => undefined)
  return (
    <Button variant="line" icon="share" onClick={send}>
      {t('share.send')}
    </Button>
  )
}

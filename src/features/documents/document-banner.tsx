import { useStore } from 'zustand'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { saveText } from '../../ui/save-file.ts'
import { type BannerAction, bannerOf } from './banner-of.ts'
import { LinkProblemPanel } from './link-problem-panel.tsx'
import './documents.css'

export interface DocumentBannerProps {
  readonly onTakeOver: () => void
  readonly onMakeCopy: (title: string) => void
  readonly onBack: (id: string) => void
  readonly onSaveFile: () => void
  readonly onTryAgain: () => void
  /** The notice of the desk was read. */
  readonly onDismiss: () => void
  readonly onOpenExample: () => void
}

/** What has to be known about the open document, with the ways out. */
export default function DocumentBanner(props: DocumentBannerProps) {
  const session = useSession()
  const t = useT()
  const state = useStore(session.desk)
  const refusal = useStore(session.design, (design) => design.refusal)
  const banner = bannerOf(state, refusal, t)
  if (state.notice?.type === 'address')
    return <LinkProblemPanel problem={state.notice.problem} onOpenExample={props.onOpenExample} />
  if (!banner) return null
  return (
    <div
      className={`document-banner document-banner-${banner.tone}`}
      role={banner.tone === 'bad' ? 'alert' : 'status'}
    >
      <span>{banner.text}</span>
      <span className="document-banner-actions">
        {banner.actions.map((action) => (
          <Button
            key={action}
            variant={action === 'openAnyway' ? 'danger' : 'line'}
            onClick={() => run(session, action, props, t)}
          >
            {label(session, action, t)}
          </Button>
        ))}
      </span>
    </div>
  )
}

function run(session: Session, action: BannerAction, props: DocumentBannerProps, t: Translator): void {
  const { desk, notice } = session.desk.getState()
  switch (action) {
    case 'back':
      if (desk.before) props.onBack(desk.before.id)
      break
    case 'takeOver':
      props.onTakeOver()
      break
    case 'makeCopy': {
      const title = session.design.getState().design.title || t('title.untitled')
      props.onMakeCopy(t('documents.copyOf', { title }))
      break
    }
    case 'reload':
      location.reload()
      break
    case 'saveFile':
      props.onSaveFile()
      break
    case 'download':
      if (notice?.type === 'unreadable') saveText(notice.title, notice.text)
      break
    case 'openAnyway':
      if (notice?.type === 'unsaved') notice.openAnyway()
      break
    case 'tryAgain':
      props.onTryAgain()
      break
    case 'dismiss':
      session.desk.tell(null)
      session.design.forgive()
      props.onDismiss()
  }
}

function label(session: Session, action: BannerAction, t: Translator): string {
  if (action === 'dismiss') return t('notice.dismiss')
  const title = session.desk.getState().desk.before?.title || t('title.untitled')
  return t(`documents.${action}`, { title })
}

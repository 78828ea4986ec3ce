import { useStore } from 'zustand'
import { useT } from '../i18n/use-t.ts'
import { actOnNotice, dropNotice, NOTICE_IDS, noticeStore } from '../page/notices.ts'
import { RESTARTS_MAX } from '../runtime/restart-wait.ts'
import { Button } from '../ui/button.tsx'
import { session } from './page-session.ts'
import './page-notices.css'

/** Everything that the page has to say about itself, one line each, with what can be done about it. */
export function PageNotices() {
  const t = useT()
  const notices = useStore(noticeStore, (state) => state.notices)
  const what = session.run.state.engineError
  return NOTICE_IDS.filter((id) => notices.has(id)).map((id) => (
    <div key={id} className="page-notice" role="alert">
      <span>{t(`pageNotice.${id}`, { tries: RESTARTS_MAX, what: what ?? '' })}</span>
      <Button variant="line" onClick={() => actOnNotice(id)}>
        {t(`pageNotice.${id}.act`)}
      </Button>
      {id === 'part' ? (
        <Button variant="line" onClick={() => location.reload()}>
          {t('broken.reload')}
        </Button>
      ) : null}
      <Button onClick={() => dropNotice(id)}>{t('notice.dismiss')}</Button>
    </div>
  ))
}

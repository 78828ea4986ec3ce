import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Whether the browser keeps the design; where it cannot, the way to keep it as a file. The banner says why. */
export function SaveStatus({
  onSaveFile,
  brief,
}: {
  readonly onSaveFile: () => void
  readonly brief: boolean
}) {
  const session = useSession()
  const t = useT()
  const { save, kept, readOnly } = useStore(session.desk, (state) => state.desk)
  if (save.status === 'failed') {
    return (
      <Button variant="danger" icon="warning" className="top-bar-save-failed" onClick={onSaveFile}>
        {brief ? t('save.failed.brief') : t('save.failed')}
      </Button>
    )
  }
  const status = kept || save.status === 'saving' ? save.status : 'untouched'
  return (
    <span className={`top-bar-saved top-bar-saved-${status}`}>
      <Icon name={readOnly === null ? 'check' : 'eye'} size={14} />
      <span className={`top-bar-saved-word ${brief ? 'ui-hidden' : ''}`}>
        {t(`save.${readOnly === null ? status : 'readOnly'}`)}
      </span>
    </span>
  )
}

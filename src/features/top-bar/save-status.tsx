import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { uiStore } from '../../store/stores.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'

/** Whether the browser keeps the draft; where it cannot, why, and the way to keep it as a file. */
export function SaveStatus({
  onSaveFile,
  brief,
}: {
  readonly onSaveFile: () => void
  readonly brief: boolean
}) {
  const t = useT()
  const save = useStore(uiStore, (state) => state.save)
  if (save.status === 'failed') {
    return (
      <Tooltip content={save.reason}>
        <Button variant="danger" icon="warning" className="top-bar-save-failed" onClick={onSaveFile}>
          {brief ? t('save.failed.brief') : t('save.failed')}
          <span className="ui-hidden">{save.reason}</span>
        </Button>
      </Tooltip>
    )
  }
  return (
    <span className={`top-bar-saved top-bar-saved-${save.status}`}>
      <Icon name="check" size={14} />
      <span className={brief ? 'ui-hidden' : ''}>{t(`save.${save.status}`)}</span>
    </span>
  )
}

import type { ReactNode } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'

interface PanelHeadProps {
  readonly icon: IconName
  readonly title: ReactNode
  readonly kind: string
  readonly onClose: (() => void) | null
}

export function PanelHead({ icon, title, kind, onClose }: PanelHeadProps) {
  const t = useT()
  return (
    <div className="inspector-head">
      <Icon name={icon} />
      {title}
      <span className="inspector-kind">{kind}</span>
      {onClose ? (
        <IconButton icon="close" label={t('inspector.close')} className="inspector-close" onClick={onClose} />
      ) : null}
    </div>
  )
}

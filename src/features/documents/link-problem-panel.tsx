import type { AddressProblem } from '../../document/start.ts'
import { addressProblemSentence } from '../../i18n/link-sentence.ts'
import { useT } from '../../i18n/use-t.ts'
import { openDialog } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface LinkProblemPanelProps {
  readonly problem: AddressProblem
  readonly onOpenExample: () => void
}

/** A link that cannot be opened is said in full, before anything else: never a silent demo. */
export function LinkProblemPanel({ problem, onOpenExample }: LinkProblemPanelProps) {
  const session = useSession()
  const t = useT()
  const close = () => {
    history.replaceState(history.state, '', location.pathname + location.search)
    session.desk.tell(null)
  }
  const openLibrary = () => {
    close()
    openDialog('library')
  }
  const openExample = () => {
    close()
    onOpenExample()
  }
  return (
    <Dialog open onClose={close} title={t('documents.linkTitle')} closeLabel={t('dialog.close')}>
      <div className="link-problem">
        <p>{addressProblemSentence(problem)}</p>
        <p className="link-problem-safe">{t('documents.linkSafe')}</p>
        <div className="link-problem-actions">
          <Button variant="primary" onClick={close}>
            {t('documents.openMine')}
          </Button>
          <Button variant="line" onClick={openLibrary}>
            {t('documents.openLibrary')}
          </Button>
          <Button variant="line" onClick={openExample}>
            {t('documents.openExample')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

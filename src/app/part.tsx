import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Boundary } from '../ui/boundary.tsx'
import { Button } from '../ui/button.tsx'

type PartName =
  | 'page'
  | 'topBar'
  | 'headline'
  | 'palette'
  | 'canvas'
  | 'inspector'
  | 'timeline'
  | 'requests'
  | 'announcer'
  | 'sheet'
  | 'panel'
  | 'dialog'

interface PartProps {
  readonly name: PartName
  /** Offered where what broke is the only picture of the design. */
  readonly onSaveFile?: () => void
  readonly children: ReactNode
}

/** A part of the page that breaks by itself: it says what broke, and the rest works on. */
export function Part({ name, onSaveFile, children }: PartProps) {
  return (
    <Boundary
      fallback={(error, again) => (
        <Broken name={name} error={error}>
          <Button variant="line" icon="restart" onClick={again}>
            <Words id="broken.again" />
          </Button>
          {onSaveFile ? (
            <Button variant="line" icon="download" onClick={onSaveFile}>
              <Words id="broken.save" />
            </Button>
          ) : null}
          {name === 'page' ? (
            <Button variant="line" onClick={() => location.reload()}>
              <Words id="broken.reload" />
            </Button>
          ) : null}
        </Broken>
      )}
    >
      {children}
    </Boundary>
  )
}

interface BrokenProps {
  readonly name: PartName
  readonly error: unknown
  /** What can be done about it. */
  readonly children: ReactNode
}

export function Broken({ name, error, children }: BrokenProps) {
  const t = useT()
  const reason = error instanceof Error ? error.message : String(error)
  return (
    <div className={`app-broken app-broken-${name}`} role="alert">
      <p>{t('broken.sentence', { part: t(`broken.part.${name}`), reason: reason.slice(0, REASON_MAX) })}</p>
      <div>{children}</div>
    </div>
  )
}

/** Characters of an error's own text; some carry whole documents. */
const REASON_MAX = 200

function Words({ id }: { readonly id: 'broken.again' | 'broken.save' | 'broken.reload' }) {
  return useT()(id)
}

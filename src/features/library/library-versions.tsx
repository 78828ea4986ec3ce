import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { DocumentEntry } from '../../document/document.ts'
import type { ShelfVersion } from '../../document/library/shelf.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { nameOf } from './library-card.tsx'
import type { LibraryPort } from './library-port.ts'
import { showVersions } from './library-view.ts'
import { Picture } from './picture.tsx'
import { momentText, timeAgo } from './time-ago.ts'

interface VersionsProps {
  readonly entry: DocumentEntry
  readonly port: LibraryPort
  readonly onOpenCopy: (design: Design, time: string) => void
  /** Resolves when the version is the newest state, or could not be made it. */
  readonly onBringBack: (design: Design, time: string) => Promise<void>
}

/** What a document was earlier: to be looked at, opened as a copy, or brought back. */
export function LibraryVersions({ entry, port, onOpenCopy, onBringBack }: VersionsProps) {
  const session = useSession()
  const t = useT()
  const [versions, setVersions] = useState<readonly ShelfVersion[] | null>(null)
  const readOnly = useStore(session.desk, ({ desk }) => desk.id === entry.id && desk.readOnly !== null)
  useEffect(() => {
    let gone = false
    void port.shelf.versions(entry.id).then((found) => !gone && setVersions(found ?? []))
    return () => {
      gone = true
    }
  }, [port, entry])
  return (
    <section className="library-versions" aria-labelledby="library-versions">
      <header>
        <Button variant="line" icon="previous" onClick={() => showVersions(null)}>
          {t('library.back')}
        </Button>
        <h3 id="library-versions">{t('library.versionsOf', { title: nameOf(entry, t) })}</h3>
      </header>
      <p className="library-lead">
        {t(versions?.length === 0 ? 'library.noVersions' : 'library.versionsLead')}
      </p>
      <ul className="library-cards">
        <li className="library-card">
          <Picture key={entry.revision} near load={() => port.shelf.design(entry.id)} />
          <div className="library-words">
            <strong>{t('library.versionNow')}</strong>
            <p className="library-facts">
              <Moment at={entry.savedAt} />
            </p>
          </div>
        </li>
        {versions?.map((version) => (
          <VersionCard
            key={version.revision}
            version={version}
            readOnly={readOnly}
            onOpenCopy={onOpenCopy}
            onBringBack={onBringBack}
          />
        ))}
      </ul>
    </section>
  )
}

function Moment({ at }: { readonly at: number }) {
  const t = useT()
  return (
    <>
      <time dateTime={new Date(at).toISOString()}>{momentText(at, t)}</time>
      <span>{timeAgo(at, Date.now(), t)}</span>
    </>
  )
}

interface VersionCardProps extends Pick<VersionsProps, 'onOpenCopy' | 'onBringBack'> {
  readonly version: ShelfVersion
  readonly readOnly: boolean
}

function VersionCard({ version, readOnly, onOpenCopy, onBringBack }: VersionCardProps) {
  const t = useT()
  const { design, savedAt } = version
  const time = momentText(savedAt, t)
  return (
    <li className="library-card">
      <Picture near load={() => Promise.resolve(design)} />
      <div className="library-words">
        <strong>{design === null ? t('library.unreadablePicture') : nameOf(design, t)}</strong>
        <p className="library-facts">
          <Moment at={savedAt} />
          {design ? <span>{t('library.nodes', { count: design.nodes.length })}</span> : null}
        </p>
        {design === null ? null : (
          <div className="library-version-actions">
            <Button
              variant="line"
              disabled={readOnly}
              aria-label={`${t('library.bringBack')}: ${time}`}
              onClick={() => void onBringBack(design, time)}
            >
              {t('library.bringBack')}
            </Button>
            <Button
              variant="line"
              aria-label={`${t('library.openCopy')}: ${time}`}
              onClick={() => onOpenCopy(design, time)}
            >
              {t('library.openCopy')}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}

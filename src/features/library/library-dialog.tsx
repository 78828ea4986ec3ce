import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DocumentEntry } from '../../document/document.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { moveFocus } from './grid-focus.ts'
import { LibraryBar, type LibraryFilter } from './library-bar.tsx'
import { LibraryCard, nameOf } from './library-card.tsx'
import { LibraryFoot } from './library-foot.tsx'
import type { LibraryPort } from './library-port.ts'
import { LibraryVersions } from './library-versions.tsx'
import { libraryView, showVersions } from './library-view.ts'
import { type LibraryState, useLibrary } from './use-library.ts'
import './gallery.css'
import './library.css'

/** The documents that this browser keeps: to open, to name, to copy, to delete and to bring back. */
export default function LibraryDialog(port: LibraryPort) {
  const t = useT()
  const open = useDialog('library')
  const versionsOf = useStore(libraryView, (state) => state.versionsOf)
  const stable = useRef(port)
  const library = useLibrary(open, stable.current)
  const close = () => {
    closeDialog()
    showVersions(null)
  }
  /** Escape leaves what was entered last, and only then the dialog. */
  const onEscape = (event: Event) => {
    if (library.renaming === null && versionsOf === null) return
    event.preventDefault()
    if (library.renaming !== null) library.actions.setRenaming(null)
    else showVersions(null)
  }
  const entries = Array.isArray(library.entries) ? (library.entries as readonly DocumentEntry[]) : []
  const chosen = entries.find(({ id }) => id === versionsOf)
  return (
    <Dialog
      open={open}
      onClose={close}
      onEscape={onEscape}
      title={t('library.title')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      <div className="library">
        {chosen ? (
          <>
            <SaidLine library={library} />
            <LibraryVersions
              entry={chosen}
              port={stable.current}
              onOpenCopy={(design, time) => library.openVersion(chosen, design, time)}
              onBringBack={(design, time) => library.bringVersionBack(chosen, design, time)}
            />
          </>
        ) : (
          <Documents library={library} onSaveFile={port.saveFile} />
        )}
        <LibraryFoot bytes={entries.reduce((sum, { bytes }) => sum + bytes, 0)} />
      </div>
    </Dialog>
  )
}

interface DocumentsProps {
  readonly library: LibraryState
  readonly onSaveFile: () => void
}

function Documents({ library, onSaveFile }: DocumentsProps) {
  const t = useT()
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<LibraryFilter>('kept')
  const { entries, refresh } = library
  const shown = useMemo(
    () => (Array.isArray(entries) ? shownOf(entries, filter, query, t) : []),
    [entries, filter, query, t],
  )
  return (
    <>
      <LibraryBar
        query={query}
        onQuery={setQuery}
        filter={filter}
        onFilter={setFilter}
        onExport={() => void library.exportAll()}
        onImport={(file) => void library.importFile(file)}
      />
      <SaidLine library={library} />
      {filter === 'deleted' && shown.length > 0 ? (
        <p className="library-lead">{t('library.deletedLead')}</p>
      ) : null}
      {entries === null ? (
        <div className="library-empty" role="alert">
          <p>{t('library.unavailable')}</p>
          <Button variant="line" icon="download" onClick={onSaveFile}>
            {t('documents.saveFile')}
          </Button>
          <Button variant="line" icon="restart" onClick={refresh}>
            {t('documents.tryAgain')}
          </Button>
        </div>
      ) : shown.length > 0 ? (
        <Cards library={library} shown={shown} />
      ) : (
        <p className="library-empty">{emptySentence(entries, filter, query, t)}</p>
      )}
    </>
  )
}

/** What was done last, with the way to take it back. */
function SaidLine({ library: { said } }: Pick<DocumentsProps, 'library'>) {
  const t = useT()
  return (
    <div className="library-said-place" role={said?.bad ? 'alert' : 'status'}>
      {said ? (
        <p className={`library-said ${said.bad ? 'library-said-bad' : ''}`}>
          <span>{said.text}</span>
          {said.undo ? (
            <Button variant="line" icon="undo" onClick={said.undo}>
              {t('library.undo')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}

interface CardsProps {
  readonly library: LibraryState
  readonly shown: readonly DocumentEntry[]
}

function Cards({ library, shown }: CardsProps) {
  const session = useSession()
  const list = useRef<HTMLUListElement>(null)
  const openId = useStore(session.desk, ({ desk }) => desk.id)
  const { actions, now, renaming } = library
  useKeptFocus(list, shown, renaming)
  return (
    <ul ref={list} className="library-cards" onKeyDown={(event) => moveFocus(cardsOf(list.current), event)}>
      {shown.map((entry) => (
        <LibraryCard
          key={entry.id}
          entry={entry}
          open={entry.id === openId}
          renaming={entry.id === renaming}
          now={now}
          actions={actions}
        />
      ))}
    </ul>
  )
}

const cardsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('.library-open') ?? []),
]

/** Whoever works with the keyboard goes on from the card that was renamed, or from the next one where one was deleted. */
function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  shown: readonly DocumentEntry[],
  renaming: string | null,
): void {
  const last = useRef({ index: -1, renaming })
  useEffect(() => {
    const onFocus = () => {
      last.current.index = cardsOf(list.current).indexOf(document.activeElement as HTMLElement)
    }
    const element = list.current
    element?.addEventListener('focusin', onFocus)
    return () => element?.removeEventListener('focusin', onFocus)
  }, [list])
  useEffect(() => {
    const cards = cardsOf(list.current)
    const { index, renaming: renamed } = last.current
    last.current.renaming = renaming
    if (renaming !== null) return
    if (renamed !== null) cards[shown.findIndex(({ id }) => id === renamed)]?.focus()
    else if (index >= 0 && hasNoFocus()) cards[Math.min(index, cards.length - 1)]?.focus()
  }, [list, shown, renaming])
}

/** The dialog takes the focus of what is gone. */
const hasNoFocus = (): boolean => document.activeElement?.matches('body, [role="dialog"]') ?? true

function shownOf(
  entries: readonly DocumentEntry[],
  filter: LibraryFilter,
  query: string,
  t: Translator,
): readonly DocumentEntry[] {
  const wanted = plain(query)
  return entries.filter(
    (entry) =>
      (entry.deletedAt !== null) === (filter === 'deleted') && plain(nameOf(entry, t)).includes(wanted),
  )
}

/** As people type: in any case, and with Hangul in one form, whichever way it was composed. */
const plain = (text: string): string => text.trim().normalize('NFC').toLowerCase()

function emptySentence(
  entries: LibraryState['entries'],
  filter: LibraryFilter,
  query: string,
  t: Translator,
): string {
  if (entries === 'loading') return t('library.loading')
  if (query.trim() !== '') return t('library.noMatch', { query })
  return t(filter === 'deleted' ? 'library.emptyDeleted' : 'library.empty')
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { type DocumentEntry, withTitle } from '../../document/document.ts'
import type { ShelfOutcome } from '../../document/library/shelf.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { closeDialog } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { saveJson } from '../../ui/save-file.ts'
import { type CardActions, nameOf } from './library-card.tsx'
import type { LibraryPort } from './library-port.ts'
import { archiveSentence, outcomeSentence } from './library-sentence.ts'
import { showVersions } from './library-view.ts'

/** What was done last, and the way to take it back. */
export interface Said {
  readonly text: string
  readonly bad: boolean
  readonly undo: (() => void) | null
}

export interface LibraryState {
  /** Newest first, deleted ones included; `loading` before the first answer, null where there is no library. */
  readonly entries: readonly DocumentEntry[] | 'loading' | null
  /** When the entries were listed, for how long ago something was. */
  readonly now: number
  readonly said: Said | null
  readonly renaming: string | null
  readonly actions: CardActions
  refresh(): void
  exportAll(): Promise<void>
  importFile(file: File): Promise<void>
  openVersion(entry: DocumentEntry, design: Design, time: string): void
  bringVersionBack(entry: DocumentEntry, design: Design, time: string): Promise<void>
}

/** The documents of the library, read anew whenever something was saved, and what can be done with them. */
export function useLibrary(open: boolean, port: LibraryPort): LibraryState {
  const t = useT()
  const [said, setSaid] = useState<Said | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const { entries, now, refresh } = useEntries(open, port)
  const done = useCallback(
    (outcome: ShelfOutcome, title: string, said: Said | null = null) => {
      const problem = outcomeSentence(outcome, title, t)
      setSaid(problem === null ? said : { text: problem, bad: true, undo: null })
      refresh()
    },
    [t, refresh],
  )
  const actions = useMemo(() => cardActions(port, t, done, setRenaming), [port, t, done])
  return {
    entries,
    now,
    said,
    renaming,
    actions,
    refresh,
    ...transfers(port, t, setSaid, refresh),
    openVersion(entry, design, time) {
      closeDialog()
      const title = t('library.versionCopy', { title: nameOf(design, t), time })
      port.openDesign(withTitle(design, title), { type: 'copy', from: entry.id })
    },
    async bringVersionBack(entry, design, time) {
      const outcome = await port.shelf.bringVersionBack(entry.id, design)
      const text = t('library.versionBack', { time })
      done(outcome, nameOf(entry, t), { text, bad: false, undo: null })
    },
  }
}

function useEntries(open: boolean, port: LibraryPort) {
  const session = useSession()
  const [listed, setListed] = useState<Pick<LibraryState, 'entries' | 'now'>>({ entries: 'loading', now: 0 })
  const openId = useStore(session.desk, ({ desk }) => desk.id)
  const saved = useStore(session.desk, ({ desk }) => desk.save.status === 'saved')
  const asked = useRef(0)
  const refresh = useCallback(() => {
    const ask = ++asked.current
    void port.shelf.list().then((entries) => {
      // Of several answers the one to the last question counts.
      if (ask === asked.current) setListed({ entries, now: Date.now() })
    })
  }, [port])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another open document and every save change the list.
  useEffect(() => {
    if (open) refresh()
  }, [open, refresh, openId, saved])
  return { ...listed, refresh }
}

type Done = (outcome: ShelfOutcome, title: string, said?: Said | null) => void

function cardActions(
  { shelf, open }: LibraryPort,
  t: Translator,
  done: Done,
  setRenaming: (id: string | null) => void,
): CardActions {
  const bringBack = async (entry: DocumentEntry) => {
    const title = nameOf(entry, t)
    const text = t('library.broughtBack', { title })
    done(await shelf.bringBack(entry.id), title, { text, bad: false, undo: null })
  }
  const remove = async (entry: DocumentEntry) => {
    const title = nameOf(entry, t)
    const text = t('library.deletedNow', { title })
    done(await shelf.remove(entry.id), title, { text, bad: false, undo: () => void bringBack(entry) })
  }
  return {
    design: (id) => shelf.design(id),
    open({ id }) {
      closeDialog()
      open(id)
    },
    rename: (entry, title) => void shelf.rename(entry.id, title).then((o) => done(o, nameOf(entry, t))),
    duplicate: (entry) =>
      void shelf
        .duplicate(entry.id, () => t('documents.copyOf', { title: nameOf(entry, t) }))
        .then((outcome) => done(outcome, nameOf(entry, t))),
    versions: ({ id }) => showVersions(id),
    remove: (entry) => void remove(entry),
    bringBack: (entry) => void bringBack(entry),
    setRenaming,
  }
}

function transfers(port: LibraryPort, t: Translator, say: (said: Said) => void, refresh: () => void) {
  const tell = (text: string, bad: boolean) => say({ text, bad, undo: null })
  return {
    async exportAll() {
      try {
        const { text, unread, missing } = await port.exportAll()
        saveJson(t('library.archiveName'), text)
        if (unread + missing > 0) tell(t('library.exported', { unread, missing }), true)
      } catch {
        tell(t('library.unavailable'), true)
      }
    },
    async importFile(file: File) {
      tell(t('library.importing', { name: file.name }), false)
      try {
        const report = await port.importFile(file)
        if (report.ok) tell(t('library.imported', { ...report.value }), report.value.failed > 0)
        else tell(archiveSentence(report.error, file.name, t), true)
      } catch {
        tell(t('library.unavailable'), true)
      }
      refresh()
    },
  }
}

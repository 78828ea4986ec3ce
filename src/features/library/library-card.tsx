import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DocumentEntry } from '../../document/document.ts'
import type { Translator } from '../../i18n/use-t.ts'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS, type Design } from '../../model/design.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { Picture, useNear } from './picture.tsx'
import { bytesText, momentText, timeAgo } from './time-ago.ts'

/** What can be done with one document. */
export interface CardActions {
  readonly design: (id: string) => Promise<Design | null>
  readonly open: (entry: DocumentEntry) => void
  readonly rename: (entry: DocumentEntry, title: string) => void
  readonly duplicate: (entry: DocumentEntry) => void
  readonly versions: (entry: DocumentEntry) => void
  readonly remove: (entry: DocumentEntry) => void
  readonly bringBack: (entry: DocumentEntry) => void
  /** Which one is being renamed, or null for none. */
  readonly setRenaming: (id: string | null) => void
}

interface CardProps {
  readonly entry: DocumentEntry
  readonly open: boolean
  readonly renaming: boolean
  readonly now: number
  /** The same for as long as the library is shown, so that only what changes is drawn again. */
  readonly actions: CardActions
}

export const nameOf = ({ title }: { readonly title: string }, t: Translator): string =>
  title.trim() || t('title.untitled')

/** A kept document. The button covers its card, and is called by its title alone. */
export const LibraryCard = memo(function LibraryCard({ entry, open, renaming, now, actions }: CardProps) {
  const t = useT()
  const { id, revision, deletedAt } = entry
  const deleted = deletedAt !== null
  const card = useRef<HTMLLIElement>(null)
  const near = useNear(card)
  const onKeyDown = (event: KeyboardEvent) => {
    if (deleted || (event.key !== 'F2' && event.key !== 'Delete')) return
    event.preventDefault()
    if (event.key !== 'F2') {
      actions.remove(entry)
      return
    }
    // The field has the focus before the next letter comes.
    flushSync(() => actions.setRenaming(id))
    card.current?.querySelector('input')?.select()
  }
  return (
    <li ref={card} className={`library-card ${open ? 'library-card-open' : ''}`} data-document={id}>
      {open ? <span className="library-badge">{t('library.open')}</span> : null}
      <Picture key={revision} near={near} load={() => actions.design(id)} />
      <div className="library-words">
        {renaming ? (
          <TitleInput entry={entry} actions={actions} />
        ) : (
          <button
            type="button"
            className="gallery-open library-open"
            aria-describedby={`library-${id}`}
            aria-current={open || undefined}
            onKeyDown={onKeyDown}
            onClick={() => (deleted ? actions.bringBack(entry) : actions.open(entry))}
          >
            {nameOf(entry, t)}
          </button>
        )}
        <p id={`library-${id}`} className="library-facts">
          <Facts entry={entry} now={now} />
        </p>
      </div>
      {deleted ? (
        <Button
          variant="line"
          icon="restore"
          className="library-back"
          onClick={() => actions.bringBack(entry)}
        >
          {t('library.bringBack')}
        </Button>
      ) : (
        <CardMenu entry={entry} near={near} actions={actions} />
      )}
    </li>
  )
})

function Facts({ entry, now }: Pick<CardProps, 'entry' | 'now'>) {
  const t = useT()
  const { savedAt, deletedAt, nodes, bytes, origin } = entry
  const at = deletedAt ?? savedAt
  return (
    <>
      <time dateTime={new Date(at).toISOString()} title={momentText(at, t)}>
        {timeAgo(at, now, t)}
      </time>
      <span>{t('library.nodes', { count: nodes })}</span>
      <span>{bytesText(bytes, t)}</span>
      <span>{t(`library.origin.${origin.type}`)}</span>
    </>
  )
}

interface CardMenuProps extends Pick<CardProps, 'entry' | 'actions'> {
  /** A menu for each of hundreds of cards would make the list slow, so it comes when the card is about to be seen. */
  readonly near: boolean
}

function CardMenu({ entry, near, actions }: CardMenuProps) {
  const t = useT()
  const label = t('library.actions', { title: nameOf(entry, t) })
  const button = <IconButton icon="more" label={label} className="library-more" />
  if (!near) return button
  return (
    <Menu trigger={button}>
      <MenuItem icon="note" keys="F2" onSelect={() => actions.setRenaming(entry.id)}>
        {t('library.rename')}
      </MenuItem>
      <MenuItem icon="plus" onSelect={() => actions.duplicate(entry)}>
        {t('library.duplicate')}
      </MenuItem>
      <MenuItem icon="restart" onSelect={() => actions.versions(entry)}>
        {t('library.versions')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="trash" keys="Delete" onSelect={() => actions.remove(entry)}>
        {t('library.delete')}
      </MenuItem>
    </Menu>
  )
}

/** The title in place: Enter and leaving the field keep what was typed, Escape does not. */
function TitleInput({ entry, actions }: Pick<CardProps, 'entry' | 'actions'>) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState(entry.title)
  useEffect(() => {
    // The menu that asked for this gives the focus back first; a key has put it here at once.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== field.current) field.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  const keep = () => {
    actions.setRenaming(null)
    if (title !== entry.title) actions.rename(entry, title)
  }
  return (
    <input
      ref={field}
      className="ui-input library-title"
      aria-label={t('library.newName', { title: nameOf(entry, t) })}
      value={title}
      maxLength={DESIGN_LIMITS.labelLength}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        // The button that takes the field's place must not be pressed by the same key.
        event.preventDefault()
        keep()
      }}
    />
  )
}

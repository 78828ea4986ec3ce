import { useEffect, useMemo, useRef, useState } from 'react'
import type { StoryExample } from '../../document/examples/example.ts'
import { useT } from '../../i18n/use-t.ts'
import type { AppActions } from '../../page/app-actions.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import { whenFetched } from '../../page/with-words.ts'
import { miniature } from '../../scene/miniature.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Miniature } from '../../ui/miniature.tsx'
import { moveFocus } from './grid-focus.ts'
import './gallery.css'

const close = () => closeDialog()

interface GalleryProps {
  readonly actions: Pick<AppActions, 'openExample'>
}

/** The examples of the teaching story. They are loaded when somebody first asks for them. */
export default function GalleryDialog({ actions }: GalleryProps) {
  const t = useT()
  const open = useDialog('gallery')
  const [entries, setEntries] = useState<readonly StoryExample[]>([])
  useEffect(() => {
    const load = () => import('../../document/examples/examples.ts')
    whenFetched('part', load, ({ STORY }) => setEntries(STORY))
  }, [])
  const choose = (entry: StoryExample) => {
    close()
    actions.openExample(entry.id)
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('gallery.title')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      <div className="gallery">
        <p className="gallery-lead">{t('gallery.lead')}</p>
        <Group name="day" entries={entries} onChoose={choose} />
        <Group name="stage" entries={entries} onChoose={choose} />
      </div>
    </Dialog>
  )
}

interface GroupProps {
  readonly name: StoryExample['group']
  readonly entries: readonly StoryExample[]
  readonly onChoose: (entry: StoryExample) => void
}

function Group({ name, entries, onChoose }: GroupProps) {
  const t = useT()
  const list = useRef<HTMLUListElement>(null)
  const heading = `gallery-${name}`
  const shown = entries.filter((entry) => entry.group === name)
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{t(`gallery.${name}s`)}</h3>
      <ul ref={list} className="gallery-cards" onKeyDown={(event) => moveFocus(cardsOf(list.current), event)}>
        {shown.map((entry, index) => (
          <li key={entry.id} className={isAlone(index, shown.length) ? 'gallery-alone' : undefined}>
            <Card entry={entry} alone={isAlone(index, shown.length)} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether a card is left over when rows of two, three or four are full: it then takes a whole row, with a larger picture. */
const isAlone = (index: number, count: number): boolean => index === count - 1 && count % 12 === 1

interface CardProps {
  readonly entry: StoryExample
  readonly alone: boolean
  readonly onChoose: GroupProps['onChoose']
}

/** The button covers its card, and is called by its title alone. */
function Card({ entry, alone, onChoose }: CardProps) {
  const t = useT()
  const shapes = useMemo(() => miniature(entry.design(t.language)), [entry, t.language])
  const id = `gallery-${entry.id}`
  return (
    <div className="gallery-card">
      <Miniature shapes={shapes} large={alone} className="gallery-schematic" />
      <div className="gallery-words">
        <button type="button" className="gallery-open" aria-describedby={id} onClick={() => onChoose(entry)}>
          <span className="gallery-number">{t(`gallery.${entry.group}`, { number: entry.number })}</span>{' '}
          {t.text(entry.title)}
        </button>
        <p className="gallery-teaches" id={id}>
          {tied(t.text(entry.teaches))}
        </p>
        <p className="gallery-teaches gallery-try">{tied(t.text(entry.tryThis))}</p>
      </div>
    </div>
  )
}

/** No line ends between a number and its unit. */
const tied = (text: string): string => text.replace(/(\d) (?=%|ms|s\b)/g, '$1\u00a0')

/** Of both groups, so that the arrows go from one into the other. */
const cardsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.closest('.gallery')?.querySelectorAll<HTMLElement>('.gallery-open') ?? []),
]

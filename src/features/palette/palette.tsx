import { type KeyboardEvent, useId, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { KIND_MODELS, type KindId } from '../../kinds/models.ts'
import { KIND_GROUPS, type KindModel } from '../../model/kind.ts'
import { pageStore } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Icon, isIconName } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { BreakTools, type BreakToolsProps } from './break-tools.tsx'
import { dragKind } from './drag-kind.ts'
import './palette.css'

interface PaletteProps extends BreakToolsProps {
  /** Adds a node of a kind where the person is looking. */
  readonly onAdd: (kind: KindId) => void
  /** On a touch screen a kind is picked here and placed by a tap on the canvas. */
  readonly touch: boolean
}

/** Field that `/` puts the focus into. */
export const PALETTE_SEARCH_ID = 'palette-search'

export function Palette({ onAdd, touch, ...faults }: PaletteProps) {
  const session = useSession()
  const t = useT()
  const [query, setQuery] = useState('')
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const found = KIND_MODELS.filter((model) => matches(model, query))
  const add = (kind: KindId) => {
    if (touch) {
      session.view.setState({ placing: kind })
      pageStore.setState({ paletteOpen: false })
    } else onAdd(kind)
  }
  return (
    <nav className="palette" aria-label={t('palette.label')}>
      {readOnly ? <p className="palette-hint">{t('readOnly.refused')}</p> : null}
      <Search
        query={query}
        onQuery={setQuery}
        onEnter={() => {
          const first = found[0]
          if (!first) return
          add(first.id)
          setQuery('')
        }}
      />
      {KIND_GROUPS.map((group) => (
        <KindGroup
          key={group}
          title={t(`group.${group}`)}
          kinds={found.filter((m) => m.group === group)}
          onAdd={add}
        />
      ))}
      <p className="palette-none" role="status">
        {found.length === 0 ? t('palette.none', { query }) : ''}
      </p>
      <BreakTools {...faults} />
    </nav>
  )
}

interface SearchProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly onEnter: () => void
}

function Search({ query, onQuery, onEnter }: SearchProps) {
  const t = useT()
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onEnter()
    if (event.key !== 'Escape') return
    onQuery('')
    event.currentTarget.blur()
  }
  return (
    <div className="palette-search">
      <Icon name="search" />
      <input
        id={PALETTE_SEARCH_ID}
        value={query}
        placeholder={t('palette.add')}
        aria-label={t('palette.search')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="ui-kbd" aria-hidden="true">
        /
      </span>
    </div>
  )
}

type Kind = (typeof KIND_MODELS)[number]

interface KindGroupProps {
  readonly title: string
  readonly kinds: readonly Kind[]
  readonly onAdd: (kind: KindId) => void
}

function KindGroup({ title, kinds, onAdd }: KindGroupProps) {
  const session = useSession()
  const t = useT()
  const titleId = useId()
  const placing = useStore(session.view, (state) => state.placing)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  if (kinds.length === 0) return null
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="palette-group">
        {title}
      </h2>
      {kinds.map((kind) => (
        <Tooltip key={kind.id} side="right" content={t.text(kind.summary)}>
          <button
            type="button"
            className="palette-item"
            draggable={!readOnly}
            disabled={readOnly}
            aria-pressed={placing === kind.id ? true : undefined}
            onDragStart={(event) => dragKind(event, kind.id)}
            onClick={() => onAdd(kind.id)}
          >
            <Icon name={isIconName(kind.id) ? kind.id : 'unknown'} />
            {t.text(kind.name)}
          </button>
        </Tooltip>
      ))}
    </section>
  )
}

/** Names in both languages match, because people type the one that they know. */
const matches = (model: KindModel, query: string): boolean => {
  const wanted = query.trim().toLowerCase()
  const names = [model.name.en, model.name.ko, model.id, model.idPrefix]
  return names.some((name) => name.toLowerCase().includes(wanted))
}

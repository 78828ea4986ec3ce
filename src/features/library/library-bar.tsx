import { useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'

export type LibraryFilter = 'kept' | 'deleted'

interface BarProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly filter: LibraryFilter
  readonly onFilter: (filter: LibraryFilter) => void
  readonly onExport: () => void
  readonly onImport: (file: File) => void
}

/** Search, which documents are shown, and the whole library in and out. */
export function LibraryBar({ query, onQuery, filter, onFilter, onExport, onImport }: BarProps) {
  const t = useT()
  const file = useRef<HTMLInputElement>(null)
  return (
    <div className="library-bar">
      <input
        type="search"
        className="ui-input library-search"
        aria-label={t('library.search')}
        placeholder={t('library.search')}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <Segmented
        label={t('library.filter')}
        value={filter}
        options={[
          { value: 'kept', label: t('library.filter.kept') },
          { value: 'deleted', label: t('library.filter.deleted') },
        ]}
        onChange={onFilter}
      />
      <span className="library-transfer">
        <Button variant="line" icon="upload" onClick={() => file.current?.click()}>
          {t('library.import')}
        </Button>
        <Button variant="line" icon="download" onClick={onExport}>
          {t('library.exportAll')}
        </Button>
      </span>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label={t('library.import')}
        hidden
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          // The same file may be chosen again.
          event.target.value = ''
          if (chosen) onImport(chosen)
        }}
      />
    </div>
  )
}

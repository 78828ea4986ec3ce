import type { ReactNode } from 'react'
import type { LeftOut } from '../../document/mermaid/diagram.ts'
import type { ImportedNode, MermaidImport } from '../../document/mermaid/import.ts'
import { useT } from '../../i18n/use-t.ts'
import { KIND_MODELS, kindModel } from '../../kinds/models.ts'
import { kindView } from '../../kinds/views.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { leftOutSentence } from './left-out-sentence.ts'

interface ImportReviewProps {
  readonly found: MermaidImport
  readonly miniature: ReactNode
  readonly onKind: (id: string, kind: string) => void
  readonly onBack: () => void
  readonly onOpen: () => void
}

/** Entries of the list of what was left out; a text that is no diagram may have thousands. */
const SHOWN_MAX = 200

/** What every node becomes, to be corrected, and what did not become anything. */
export function ImportReview({ found, miniature, onKind, onBack, onOpen }: ImportReviewProps) {
  const t = useT()
  const { design, nodes, leftOut } = found
  const hasClient = nodes.some(({ kind }) => kindModel(kind)?.role === 'source')
  return (
    <div className="mermaid-review">
      <p className="mermaid-summary" aria-live="polite">
        {t('mermaid.summary', {
          nodes: nodes.length,
          wires: design.edges.length,
          guesses: nodes.filter(({ sure }) => !sure).length,
        })}
        {hasClient ? null : ` ${t('mermaid.noClient')}`}
      </p>
      <div className="mermaid-columns">
        <section className="mermaid-nodes" aria-label={t('mermaid.nodes')}>
          <NodeTable nodes={nodes} onKind={onKind} />
        </section>
        <div className="mermaid-side">
          <section aria-label={t('mermaid.preview')}>
            <h3>{t('mermaid.preview')}</h3>
            <div className="mermaid-miniature">{miniature}</div>
          </section>
          <LeftOutList entries={leftOut} />
        </div>
      </div>
      <div className="mermaid-foot">
        <Button variant="line" icon="previous" onClick={onBack}>
          {t('mermaid.back')}
        </Button>
        <Button variant="primary" onClick={onOpen}>
          {t('mermaid.open')}
        </Button>
      </div>
    </div>
  )
}

function NodeTable({
  nodes,
  onKind,
}: {
  readonly nodes: readonly ImportedNode[]
  readonly onKind: ImportReviewProps['onKind']
}) {
  const t = useT()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('mermaid.node')}</th>
          <th scope="col">{t('mermaid.kind')}</th>
          <th scope="col">{t('mermaid.state')}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <NodeRow key={node.id} node={node} onKind={onKind} />
        ))}
      </tbody>
    </table>
  )
}

function NodeRow({
  node,
  onKind,
}: {
  readonly node: ImportedNode
  readonly onKind: ImportReviewProps['onKind']
}) {
  const t = useT()
  const label = node.label === '' ? t('mermaid.unnamed') : node.label
  const kinds = KIND_MODELS.filter((model) => model.traits.contains === node.frame)
  return (
    <tr className={node.sure ? undefined : 'mermaid-unsure'}>
      <th scope="row">
        <span className="mermaid-label">
          <Icon name={kindView(node.kind)?.icon ?? 'unknown'} />
          <span title={label}>{label}</span>
        </span>
      </th>
      <td>
        <select
          className="ui-input mermaid-kind"
          aria-label={t('mermaid.kindOf', { label })}
          value={node.kind}
          onChange={(event) => onKind(node.id, event.target.value)}
        >
          {kindModel(node.kind) ? null : <option value={node.kind}>{node.kind}</option>}
          {kinds.map((model) => (
            <option key={model.id} value={model.id}>
              {t.text(model.name)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <span className="mermaid-state">
          <Icon name={node.sure ? 'check' : 'warning'} size={14} />
          {t(node.sure ? 'mermaid.sure' : 'mermaid.guess')}
        </span>
      </td>
    </tr>
  )
}

function LeftOutList({ entries }: { readonly entries: readonly LeftOut[] }) {
  const t = useT()
  return (
    <section aria-label={t('mermaid.leftOut')}>
      <h3>
        {t('mermaid.leftOut')}{' '}
        {entries.length === 0 ? null : <span className="mermaid-count">{entries.length}</span>}
      </h3>
      {entries.length === 0 ? <p className="mermaid-none">{t('mermaid.nothingLeftOut')}</p> : null}
      <ul className="mermaid-left-out">
        {entries.slice(0, SHOWN_MAX).map((entry, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is read anew as a whole, and two entries may be alike.
          <li key={i}>
            <code>{entry.text}</code>
            <span>{leftOutSentence(entry, t)}</span>
            <small>{t('mermaid.place', { line: entry.line, column: entry.column })}</small>
          </li>
        ))}
      </ul>
      {entries.length > SHOWN_MAX ? (
        <p className="mermaid-none">{t('mermaid.more', { count: entries.length - SHOWN_MAX })}</p>
      ) : null}
    </section>
  )
}

import { monthlyBill } from '../../analysis/cost.ts'
import { dollarText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { nodeName } from '../../scene/names.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import './cost.css'

/** Rows of the bill; what is cheaper than these stands together in one. */
const ROWS_MAX = 8

/** The bill of a month, the most expensive first. */
export function CostSection({ design }: { readonly design: Design }) {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const { total, nodes } = monthlyBill(design, (id) => frame?.node(id, 'instances'))
  const rows = design.nodes
    .map((node) => ({ node, sum: nodes[node.id] ?? 0 }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
  // One row more takes as much room as the line that would stand for it.
  const shown = rows.length > ROWS_MAX + 1 ? rows.slice(0, ROWS_MAX) : rows
  const rest = rows.slice(shown.length)
  const sumOf = (some: typeof rows): number => some.reduce((sum, row) => sum + row.sum, 0)
  return (
    <section className="inspector-section" aria-labelledby="design-cost">
      <h3 id="design-cost">{t('cost.title')}</h3>
      {rows.length === 0 ? (
        <p className="inspector-note">{t('cost.none')}</p>
      ) : (
        <table className="bill">
          <thead className="ui-hidden">
            <tr>
              <th scope="col">{t('cost.node')}</th>
              <th scope="col">{t('cost.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ node, sum }) => (
              <tr key={node.id}>
                <th scope="row">
                  <button
                    type="button"
                    className="bill-name"
                    onClick={() => session.selection.select([node.id])}
                  >
                    {nodeName(design, node, t.language)}
                  </button>
                </th>
                <td>{dollarText(sum, t.language)}</td>
              </tr>
            ))}
            {rest.length > 0 ? (
              <tr>
                <th scope="row">{t('cost.rest', { count: rest.length })}</th>
                <td>{dollarText(sumOf(rest), t.language)}</td>
              </tr>
            ) : null}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('cost.total')}</th>
              <td>{dollarText(total, t.language)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  )
}

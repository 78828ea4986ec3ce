import { useStore } from 'zustand'
import { wirePaths } from '../../compile/wires.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design, DesignEdge } from '../../model/design.ts'
import { WIRE_READINGS } from '../../model/readings.ts'
import { figureText } from '../../reading/figures.ts'
import { wireStates } from '../../reading/live-state.ts'
import { wireIsCut } from '../../reading/struck.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { wireName } from '../../scene/names.ts'
import { remove } from '../../session/edits.ts'
import { strike } from '../../session/faults.ts'
import { useFrame, useReading, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'

const COLUMNS = ['ratePerSec', 'failPerSec', 'latencyMs'] as const

export function WireTable() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const frame = useFrame()
  // What can be done is about the present, also while somebody looks back.
  const cutNow = new Set(useReading(() => cutWires(session.run.frames.latest)).split('\n'))
  const selected = useStore(session.selection, (state) => state.wires)
  if (design.edges.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="outline-scroll" aria-label={t('outline.wires')} tabIndex={0}>
      <table>
        <caption>{t('outline.wires')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outline.wire')}</th>
            <th scope="col">{t('outline.meaning')}</th>
            <th scope="col">{t('outline.state')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`measured.${column}`)}
              </th>
            ))}
            <th scope="col">{t('outline.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {design.edges.map((edge) => {
            const name = wireName(design, edge, t.language)
            const cut = wireIsCut(frame, edge.id)
            const isCutNow = cutNow.has(edge.id)
            return (
              <tr key={edge.id}>
                <th scope="row">
                  <button
                    type="button"
                    className="outline-name"
                    aria-pressed={selected.has(edge.id)}
                    aria-label={t('outline.select', { name })}
                    onClick={() => session.selection.select([], [edge.id])}
                  >
                    {name}
                  </button>
                </th>
                <td className={cut ? 'outline-down' : ''}>{meanings(design, edge, t)}</td>
                <td>{frame ? wireStateText(frame, edge.id, t) : ''}</td>
                {COLUMNS.map((column) => (
                  <td key={column} className="outline-number">
                    {figureText(WIRE_READINGS[column].unit, frame?.wire(edge.id, column), t)}
                  </td>
                ))}
                <td>
                  <div className="outline-actions">
                    <Button
                      variant={isCutNow ? 'line' : 'danger'}
                      aria-label={t(isCutNow ? 'outline.restore' : 'outline.cutWire', { name })}
                      onClick={() =>
                        strike(session, [edge.id], { type: isCutNow ? 'restore' : 'cut', amount: null })
                      }
                    >
                      {t(isCutNow ? 'fault.restore' : 'fault.cut')}
                    </Button>
                    <Button
                      variant="line"
                      aria-label={t('outline.delete', { name })}
                      onClick={() =>
                        session.design.edit((current) => remove(current, new Set(), new Set([edge.id])))
                      }
                    >
                      {t('action.delete')}
                    </Button>
                  </div>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Cut, held open, or left out; nothing where calls pass as they should. */
/** As text, which a reading can be compared by. */
const cutWires = (frame: Frame | undefined): string =>
  frame ? frame.layout.wires.filter((id) => wireIsCut(frame, id)).join('\n') : ''

function wireStateText(frame: Frame, id: string, t: Translator): string {
  const words = wireStates(frame.wire(id, 'cut'), frame.wire(id, 'open'), t.language).map((one) => one.brief)
  if (frame.wire(id, 'ejected') > 0) words.push(t('measured.ejected'))
  return words.join(', ')
}

/** What flows over the wire, each meaning once. */
function meanings(design: Design, edge: DesignEdge, t: Translator): string {
  const paths = wirePaths(design, edge.source, edge.target)
  if (!paths.ok) return t('outline.meaningless')
  return [...new Set(paths.value.map((path) => t(`meaning.${path.meaning}`)))].join(', ')
}

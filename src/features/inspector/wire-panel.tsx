import { useStore } from 'zustand'
import { wirePaths } from '../../compile/wires.ts'
import { formatPercent } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design, DesignEdge } from '../../model/design.ts'
import { EDGE_FIELDS } from '../../model/edge-fields.ts'
import { wireFigure } from '../../reading/figures.ts'
import { wireStates } from '../../reading/live-state.ts'
import { nameOf } from '../../scene/names.ts'
import { setEdgeParam } from '../../session/edits.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Rich } from '../../ui/rich.tsx'
import { EditingFields } from './editing-fields.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import { MeasuredGrid } from './measured.tsx'
import { PanelActions } from './panel-actions.tsx'
import { PanelHead } from './panel-head.tsx'
import { ParamFields } from './param-fields.tsx'

interface WirePanelProps {
  readonly wire: DesignEdge
  readonly actions: InspectorActions
  readonly onClose: () => void
}

export function WirePanel({ wire, actions, onClose }: WirePanelProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const source = nameOf(design, wire.source, t.language)
  const target = nameOf(design, wire.target, t.language)
  return (
    <>
      <PanelHead
        icon="wire"
        title={
          <h2 className="inspector-wire-title">
            {source} → {target}
          </h2>
        }
        kind=""
        onClose={onClose}
      />
      <div className="inspector-ends">
        <Button variant="line" onClick={() => session.selection.select([wire.source])}>
          {t('wire.show', { name: source })}
        </Button>
        <Button variant="line" onClick={() => session.selection.select([wire.target])}>
          {t('wire.show', { name: target })}
        </Button>
      </div>
      <WireMeanings design={design} wire={wire} />
      <WireMeasured id={wire.id} />
      <EditingFields>
        <ParamFields
          owner={wire.id}
          fields={EDGE_FIELDS}
          params={wire.params}
          onChange={(field, value) =>
            session.design.edit(
              (current) => setEdgeParam(current, wire.id, field.key, value),
              `${wire.id} ${field.key}`,
            )
          }
        />
      </EditingFields>
      <PanelActions ids={[wire.id]} duplicates={false} actions={actions} />
    </>
  )
}

/** Sentences of a trunk beyond this say nothing new. */
const SENTENCES_MAX = 6

/** What the wire means in words: one sentence for a wire, one for each member that a frame stands for. */
function WireMeanings({ design, wire }: { readonly design: Design; readonly wire: DesignEdge }) {
  const t = useT()
  const paths = wirePaths(design, wire.source, wire.target)
  if (!paths.ok) return <p className="inspector-why">{t('wire.meaningless')}</p>
  const shown = paths.value.slice(0, SENTENCES_MAX)
  const rest = paths.value.length - shown.length
  return (
    <ul className="inspector-why inspector-meanings">
      {shown.map((path) => (
        <li key={`${path.source}>${path.target}`}>
          <Rich
            text={t(`wire.${path.meaning}`, {
              source: nameOf(design, path.source, t.language),
              target: nameOf(design, path.target, t.language),
            })}
          />
        </li>
      ))}
      {rest > 0 ? <li>{t('wire.more', { count: rest })}</li> : null}
    </ul>
  )
}

function WireMeasured({ id }: { readonly id: string }) {
  const t = useT()
  const frame = useFrame()
  if (!frame) return null
  const rate = frame.wire(id, 'ratePerSec')
  const failed = frame.wire(id, 'failPerSec')
  const ejects = frame.wire(id, 'ejectsInSec')
  const states = wireStates(frame.wire(id, 'cut'), frame.wire(id, 'open'), t.language)
  const figure = (column: Parameters<typeof wireFigure>[1]) => wireFigure(id, column, frame, t)
  return (
    <section className="inspector-section" aria-label={t('inspector.measured')}>
      <MeasuredGrid
        values={[
          figure('ratePerSec'),
          figure('failPerSec'),
          {
            label: t('measured.failedShare'),
            value: formatPercent(rate > 0 ? failed / rate : Number.NaN, t.language),
            unit: '',
          },
          figure('retryPerSec'),
          figure('latencyMs'),
          figure('ejected'),
        ]}
      />
      {states.map((state) => (
        <p key={state.id} className="inspector-note">
          <Rich text={state.why} />
        </p>
      ))}
      <p className="inspector-note">
        {Number.isFinite(ejects) ? t('wire.ejectsIn', { time: durationText(ejects * 1000, t.language) }) : ''}
      </p>
    </section>
  )
}

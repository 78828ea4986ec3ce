import { useState } from 'react'
import { useStore } from 'zustand'
import { frameMembers, newWirePaths } from '../../compile/wires.ts'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import { NODE_READINGS } from '../../model/readings.ts'
import { childrenByFrame, FRAME_DEPTH_MAX } from '../../model/tree.ts'
import { isLeftOut } from '../../reading/ejection.ts'
import { faultsAt } from '../../reading/fault-targets.ts'
import { figureText } from '../../reading/figures.ts'
import { liveStates } from '../../reading/live-state.ts'
import { lossesAt } from '../../reading/loss-marks.ts'
import { verdictWord } from '../../reading/spof-sentence.ts'
import { struckAt } from '../../reading/struck.ts'
import { nodeName } from '../../scene/names.ts'
import { connect } from '../../session/edits.ts'
import { strike } from '../../session/faults.ts'
import { lossesOf } from '../../session/losses.ts'
import { useFrame, useReading, useRunState, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { RowFaults } from './row-faults.tsx'

const COLUMNS = ['ratePerSec', 'utilisation', 'latencyMsP95', 'failPerSec'] as const

export function NodeTable() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="outline-scroll" aria-label={t('outline.nodes')} tabIndex={0}>
      <table>
        <caption>{t('outline.nodes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outline.name')}</th>
            <th scope="col">{t('outline.kind')}</th>
            <th scope="col">{t('outline.state')}</th>
            <th scope="col" className="outline-words">
              {t('loss.column')}
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`measured.${column}`)}
              </th>
            ))}
            <th scope="col">{t('outline.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(design).map(({ node, depth }) => (
            <NodeRow key={node.id} design={design} node={node} depth={depth} />
          ))}
        </tbody>
      </table>
      {design.nodes.length === 0 ? <p className="outline-none">{t('outline.none')}</p> : null}
    </section>
  )
}

interface NodeRowProps {
  readonly design: Design
  readonly node: DesignNode
  readonly depth: number
}

function NodeRow({ design, node, depth }: NodeRowProps) {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const { marks } = useRunState()
  const selected = useStore(session.selection, (state) => state.nodes.has(node.id))
  const judged = useStore(lossesOf(session).state, (state) => state.judged)
  const loss = judged === null ? undefined : lossesAt(judged, node.id)[0]
  const model = kindModel(node.kind)
  const name = nodeName(design, node, t.language)
  const members = model?.traits.contains
    ? frameMembers(design, node.id).map((member) => member.id)
    : [node.id]
  const { down, struck } = struckAt(frame, members, [])
  // What can be done is about the present, also while somebody looks back.
  const downNow = useReading(() => struckAt(session.run.frames.latest, members, []).down)
  const struckNow = useReading(() => struckAt(session.run.frames.latest, members, []).struck)
  const downCount = members.filter((id) => frame?.node(id, 'down') === 1).length
  const faults = faultsAt(design, node.id)
  const states =
    model && frame
      ? liveStates({
          node,
          model,
          marks,
          isOut: isLeftOut(design, frame, node.id, marks),
          language: t.language,
          nowSec: frame.timeSec,
          read: (column) => frame.node(node.id, column),
        })
      : []
  const downText = down ? t('outline.down') : t('outline.partly', { down: downCount })
  const words = [...(downCount > 0 ? [downText] : []), ...states.map((one) => one.brief)]
  return (
    <tr aria-selected={selected}>
      <th scope="row" style={{ paddingLeft: 10 + depth * 16 }}>
        <button
          type="button"
          className="outline-name"
          aria-pressed={selected}
          aria-label={t('outline.select', { name })}
          onClick={() => session.selection.select([node.id])}
        >
          {name}
        </button>
      </th>
      <td>{model ? t.text(model.name) : node.kind}</td>
      <td className={struck ? 'outline-down' : ''}>{words.join(', ') || t('chip.up')}</td>
      <td>{loss && loss.verdict.verdict !== 'none' ? verdictWord(loss.verdict.verdict, t) : '–'}</td>
      {COLUMNS.map((column) => (
        <td key={column} className="outline-number">
          {figureText(NODE_READINGS[column].unit, frame?.node(node.id, column), t)}
        </td>
      ))}
      <td>
        <div className="outline-actions">
          {faults.includes('kill') ? (
            <Button
              variant={struckNow ? 'line' : 'danger'}
              aria-label={t(struckNow ? 'outline.restore' : 'outline.kill', { name })}
              onClick={() =>
                strike(session, [node.id], { type: struckNow ? 'restore' : 'kill', amount: null })
              }
            >
              {t(struckNow ? 'break.restore' : 'break.kill')}
            </Button>
          ) : null}
          {faults.some((type) => type !== 'kill' && type !== 'restore') ? (
            <RowFaults id={node.id} name={name} more={faults.includes('kill')} disabled={downNow} />
          ) : null}
          <ConnectSelect design={design} node={node} name={name} />
        </div>
      </td>
    </tr>
  )
}

interface ConnectSelectProps {
  readonly design: Design
  readonly node: DesignNode
  readonly name: string
}

/** Offers only what a wire from here would mean something to. */
function ConnectSelect({ design, node, name }: ConnectSelectProps) {
  const session = useSession()
  const t = useT()
  // Asking every pair for every row would cost the square of the design four times a second.
  const [asked, setAsked] = useState(false)
  const model = kindModel(node.kind)
  if (!model || (Object.keys(model.wires).length === 0 && !model.traits.contains)) return null
  const targets = asked ? design.nodes.filter((other) => newWirePaths(design, node.id, other.id).ok) : []
  return (
    <select
      className="ui-input"
      aria-label={t('outline.connectFrom', { name })}
      value=""
      onFocus={() => setAsked(true)}
      onBlur={() => setAsked(false)}
      onChange={(event) => {
        const target = event.target.value
        if (target !== '') session.design.edit((current) => connect(current, node.id, target).design)
      }}
    >
      <option value="">{t('outline.connect')}</option>
      {targets.map((target) => (
        <option key={target.id} value={target.id}>
          {nodeName(design, target, t.language)}
        </option>
      ))}
    </select>
  )
}

interface Row {
  readonly node: DesignNode
  readonly depth: number
}

/** Frames with what they hold under them. */
function rowsOf(design: Design): Row[] {
  const children = childrenByFrame(design.nodes)
  const rows: Row[] = []
  const walk = (parent: string, depth: number): void => {
    if (depth > FRAME_DEPTH_MAX) return
    for (const node of children.get(parent) ?? []) {
      rows.push({ node, depth })
      walk(node.id, depth + 1)
    }
  }
  walk('', 0)
  return rows
}

import { Suspense } from 'react'
import { useStore } from 'zustand'
import { monthlyBill } from '../../analysis/cost.ts'
import { serviceFields } from '../../analysis/fit/service.ts'
import { frameMembers } from '../../compile/wires.ts'
import { issueSentence } from '../../i18n/issue-sentence.ts'
import { dollarText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignNode } from '../../model/design.ts'
import type { KindModel } from '../../model/kind.ts'
import { openDialog } from '../../page/page-store.ts'
import { lazyPart } from '../../page/with-words.ts'
import { backlogSentences } from '../../reading/backlog-sentence.ts'
import { isLeftOut } from '../../reading/ejection.ts'
import { nodeSentences } from '../../reading/node-sentences.ts'
import { nodeName } from '../../scene/names.ts'
import { setNodeParam, setNodeParams } from '../../session/edits.ts'
import { useFrame, useRunState, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon, isIconName } from '../../ui/icon.tsx'
import { Rich } from '../../ui/rich.tsx'
import { EditingFields } from './editing-fields.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import { Measured } from './measured.tsx'
import { NodeChips } from './node-chips.tsx'
import { NodeLabel } from './node-label.tsx'
import { PanelActions } from './panel-actions.tsx'
import { PanelHead } from './panel-head.tsx'
import { ParamFields } from './param-fields.tsx'
import { TheoryBeside } from './theory-beside.tsx'
import { WhyLine } from './why-line.tsx'

const LossSection = lazyPart(() => import('./loss-section.tsx'))

interface NodePanelProps {
  readonly node: DesignNode
  readonly actions: InspectorActions
  readonly onClose: () => void
}

/** In the order of the questions: what is it, how is it, why, how much, and what can be changed. */
export function NodePanel({ node, actions, onClose }: NodePanelProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const frame = useFrame()
  const { marks } = useRunState()
  const model = kindModel(node.kind)
  const name = nodeName(design, node, t.language)
  const kindName = model ? t.text(model.name) : node.kind
  const members = model?.traits.contains
    ? frameMembers(design, node.id).map((member) => member.id)
    : [node.id]
  return (
    <>
      <PanelHead
        icon={isIconName(node.kind) ? node.kind : 'unknown'}
        title={
          <>
            <h2 className="ui-hidden">{name}</h2>
            <NodeLabel node={node} name={name} />
          </>
        }
        kind={name === kindName ? '' : kindName}
        onClose={onClose}
      />
      <NodeChips node={node} members={members} frame={frame} />
      <p className="inspector-why">
        {model && frame ? (
          <Rich
            text={[
              ...nodeSentences({
                node,
                model,
                members,
                frame,
                marks,
                isOut: isLeftOut(design, frame, node.id, marks),
                t,
              }),
              ...backlogSentences({ design, node, frame, frames: session.run.frames, marks, t }),
            ].join(' ')}
          />
        ) : (
          ((model && t.text(model.summary)) ?? t('inspector.unknownKind'))
        )}
      </p>
      <WhyLine symptom={{ of: 'node', id: node.id }} />
      <NodeIssues id={node.id} />
      {model ? (
        <Suspense fallback={null}>
          <LossSection id={node.id} />
        </Suspense>
      ) : null}
      {model && frame ? <Measured node={node} model={model} frame={frame} /> : null}
      {model && frame ? <TheoryBeside id={node.id} frame={frame} /> : null}
      {model ? (
        <EditingFields>
          <NodeFields node={node} model={model} instances={frame?.node(node.id, 'instances')} />
        </EditingFields>
      ) : null}
      <PanelActions ids={[node.id]} actions={actions} />
    </>
  )
}

function NodeIssues({ id }: { readonly id: string }) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const issues = useStore(session.issues, (state) => state.issues)
  return issues
    .filter((issue) => issue.target === id)
    .map((issue) => (
      <p key={`${issue.code} ${issue.field}`} className="inspector-issue">
        <Icon name="warning" size={14} />
        {issueSentence(issue, design, t)}
      </p>
    ))
}

/** What was measured of the real thing can be put into the node. */
function FromMeasurement() {
  const t = useT()
  return (
    <Button icon="measure" onClick={() => openDialog('fit')}>
      {t('fit.open')}
    </Button>
  )
}

interface NodeFieldsProps {
  readonly node: DesignNode
  readonly model: KindModel
  /** How many of it run at the moment, where that is measured. */
  readonly instances: number | undefined
}

function NodeFields({ node, model, instances }: NodeFieldsProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const sum = monthlyBill({ ...design, nodes: [node] }, () => instances).nodes[node.id]
  return (
    <ParamFields
      owner={node.id}
      fields={model.fields}
      presets={model.presets}
      action={serviceFields(model.fields).means.length > 0 ? <FromMeasurement /> : null}
      heads={sum === undefined ? {} : { cost: t('cost.perMonth', { sum: dollarText(sum, t.language) }) }}
      params={node.params}
      onPreset={(preset) => session.design.edit((design) => setNodeParams(design, node.id, preset.params))}
      onChange={(field, value) =>
        session.design.edit(
          (design) => setNodeParam(design, node.id, field.key, value),
          `${node.id} ${field.key}`,
        )
      }
    />
  )
}

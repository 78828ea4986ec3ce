import { useState } from 'react'
import type { NumberShape } from '../../i18n/read-number.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design, ScenarioEvent } from '../../model/design.ts'
import { FAULT_SEC_MAX, FAULT_TYPES, FAULTS, type FaultType } from '../../model/fault.ts'
import { faultsAt } from '../../reading/fault-targets.ts'
import { faultHelp, faultName } from '../../reading/fault-words.ts'
import { nodeName, wireName } from '../../scene/names.ts'
import { setEvent } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import { Field } from '../../ui/field.tsx'
import { NumberInput } from './number-input.tsx'

/** The latest moment of an event, as the format of the document has it. */
export const EVENT_AT = { min: 0, max: 8_640_000, integer: false, unit: 's' } as const satisfies NumberShape
const DURATION: NumberShape = { min: 0.1, max: FAULT_SEC_MAX, integer: false, unit: 's' }

interface EventEditorProps {
  readonly design: Design
  readonly event: ScenarioEvent
  /** Its place in the document. */
  readonly index: number
}

/** The fields of one event. Only what its target knows can be chosen; what is typed counts once it is valid. */
export function EventEditor({ design, event, index }: EventEditorProps) {
  const session = useSession()
  const t = useT()
  const { amount } = FAULTS[event.type]
  const change = (next: ScenarioEvent, field: string) =>
    session.design.edit((current) => setEvent(current, index, next), `event ${index} ${field}`)
  const id = (field: string) => `event-${index}-${field}`
  const known = faultsAt(design, event.target)
  return (
    <div className="scenario-fields">
      <EventNumber
        id={id('at')}
        label={t('scenario.at')}
        help={t('scenario.at.help')}
        value={event.at}
        shape={EVENT_AT}
        onChange={(at) => change({ ...event, at }, 'at')}
      />
      <Field id={id('target')} label={t('scenario.target')} help={t('scenario.target.help')} wide>
        <TargetSelect
          id={id('target')}
          design={design}
          value={event.target}
          onChange={(target) => change(aimedAt(design, event, target), 'target')}
        />
      </Field>
      <Field id={id('type')} label={t('scenario.type')} help={faultHelp(event.type, t)} wide>
        <select
          id={id('type')}
          className="ui-input"
          value={event.type}
          onChange={({ target }) => {
            const type = FAULT_TYPES.find((candidate) => candidate === target.value)
            if (type) change(ofType(event, type), 'type')
          }}
        >
          {(known.includes(event.type) ? known : [event.type, ...known]).map((type) => (
            <option key={type} value={type}>
              {faultName(type, t)}
            </option>
          ))}
        </select>
      </Field>
      {amount ? (
        <EventNumber
          key={event.type}
          id={id('amount')}
          label={t('scenario.degree')}
          help={faultHelp(event.type, t)}
          value={event.amount ?? amount.default}
          shape={{ min: amount.min, max: amount.max, integer: false, unit: amount.unit }}
          onChange={(next) => change({ ...event, amount: next }, 'amount')}
        />
      ) : null}
      {FAULTS[event.type].lasts ? (
        <EventNumber
          id={id('duration')}
          label={t('scenario.duration')}
          help={t('scenario.duration.help')}
          value={event.duration ?? null}
          shape={DURATION}
          placeholder={t('scenario.untilRestored')}
          onChange={(duration) => change({ ...event, duration }, 'duration')}
          onEmpty={() => change(endless(event), 'duration')}
        />
      ) : null}
    </div>
  )
}

/** On another target the fault stays if it is known there; its degree goes with it. */
function aimedAt(design: Design, event: ScenarioEvent, target: string): ScenarioEvent {
  const known = faultsAt(design, target)
  const [first] = known
  return known.includes(event.type) || !first ? { ...event, target } : ofType({ ...event, target }, first)
}

/** Another fault begins with its own usual degree and goes on as long as the one before. */
function ofType({ at, target, duration }: ScenarioEvent, type: FaultType): ScenarioEvent {
  return { at, type, target, ...(duration === undefined ? {} : { duration }) }
}

const endless = ({ duration: _, ...event }: ScenarioEvent): ScenarioEvent => event

interface EventNumberProps {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly value: number | null
  readonly shape: NumberShape
  readonly placeholder?: string
  readonly onChange: (value: number) => void
  readonly onEmpty?: () => void
}

function EventNumber({ id, label, help, placeholder = '', ...input }: EventNumberProps) {
  const [error, setError] = useState('')
  return (
    <Field id={id} label={label} help={help} error={error}>
      <NumberInput id={id} step={1} arrowsWait placeholder={placeholder} onError={setError} {...input} />
    </Field>
  )
}

interface TargetSelectProps {
  readonly id: string
  readonly design: Design
  readonly value: string
  readonly onChange: (target: string) => void
}

/** Everything that knows a fault; a target that is gone stays in the list until another one is chosen. */
function TargetSelect({ id, design, value, onChange }: TargetSelectProps) {
  const t = useT()
  const groups = targetGroups(design, t)
  const listed = groups.some(({ options }) => options.some((option) => option.id === value))
  return (
    <select id={id} className="ui-input" value={value} onChange={(event) => onChange(event.target.value)}>
      {listed ? null : <option value={value}>{value}</option>}
      {groups
        .filter(({ options }) => options.length > 0)
        .map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </optgroup>
        ))}
    </select>
  )
}

function targetGroups(design: Design, t: Translator) {
  const breakable = design.nodes.filter((node) => faultsAt(design, node.id).length > 0)
  const named = (frames: boolean) =>
    breakable
      .filter((node) => (kindModel(node.kind)?.traits.contains === true) === frames)
      .map((node) => ({ id: node.id, name: nodeName(design, node, t.language) }))
  const wires = design.edges.map((edge) => ({ id: edge.id, name: wireName(design, edge, t.language) }))
  return [
    { label: t('scenario.nodes'), options: named(false) },
    { label: t('scenario.frames'), options: named(true) },
    { label: t('scenario.wires'), options: wires },
  ]
}

import { Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { issueSentence } from '../../i18n/issue-sentence.ts'
import type { NumberShape } from '../../i18n/read-number.ts'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS, type Design, SEED_MAX } from '../../model/design.ts'
import { lazyPart } from '../../page/with-words.ts'
import { setNotes } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { CostSection } from './cost-section.tsx'
import { EditingFields } from './editing-fields.tsx'
import { NumberInput } from './number-input.tsx'
import { PanelHead } from './panel-head.tsx'

const AvailabilitySection = lazyPart(() => import('./availability-section.tsx'))
const ScenarioSection = lazyPart(() => import('./scenario-section.tsx'))

/** The design as a whole: what is wrong with it, what it promises, and what there is to say about it. */
export function DesignPanel() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  return (
    <>
      <PanelHead
        icon="layout"
        title={<h2 className="inspector-wire-title">{design.title || t('title.untitled')}</h2>}
        kind=""
        onClose={null}
      />
      <p className="inspector-why">
        {t('design.counts', { nodes: design.nodes.length, wires: design.edges.length })} {t('design.hint')}
      </p>
      <Issues design={design} />
      <Notes notes={design.notes} />
      <EditingFields>
        <Goals design={design} />
      </EditingFields>
      <CostSection design={design} />
      <Suspense fallback={<section className="inspector-section" />}>
        <AvailabilitySection />
      </Suspense>
      <Suspense fallback={<section className="inspector-section" />}>
        <EditingFields>
          <ScenarioSection />
        </EditingFields>
      </Suspense>
    </>
  )
}

function Issues({ design }: { readonly design: Design }) {
  const session = useSession()
  const t = useT()
  const issues = useStore(session.issues, (state) => state.issues)
  if (issues.length === 0) return null
  const isWire = (id: string) => design.edges.some((edge) => edge.id === id)
  return (
    <section className="inspector-section" aria-labelledby="design-issues">
      <h3 id="design-issues">{t('design.issues', { count: issues.length })}</h3>
      <ul className="design-issues">
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.target} ${issue.field}`}>
            <Icon name={issue.severity === 'error' ? 'warning' : 'info'} size={14} />
            <span>{issueSentence(issue, design, t)}</span>
            {issue.target === '' ? null : (
              <Button
                variant="line"
                onClick={() =>
                  isWire(issue.target)
                    ? session.selection.select([], [issue.target])
                    : session.selection.select([issue.target])
                }
              >
                {t('design.show')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const GOALS = {
  availability: { min: 0, max: 100, integer: false, unit: '%' },
  latency: { min: 1, max: 3_600_000, integer: false, unit: 'ms' },
  seed: { min: 0, max: SEED_MAX, integer: true, unit: '' },
} as const satisfies Record<string, NumberShape>

/** Away from the last bits that dividing by a hundred leaves behind. */
const tidy = (value: number): number => Number(value.toPrecision(10))

function Goals({ design }: { readonly design: Design }) {
  const session = useSession()
  const t = useT()
  const { slo, scenario } = design
  return (
    <section className="inspector-section" aria-labelledby="design-goals">
      <h3 id="design-goals">{t('design.goals')}</h3>
      <GoalField
        name="availability"
        value={tidy(slo.availability * 100)}
        step={0.1}
        onChange={(value) => editSlo(session, { availability: tidy(value / 100) })}
      />
      <GoalField
        name="latency"
        value={slo.latencyMsP95}
        step={10}
        onChange={(value) => editSlo(session, { latencyMsP95: value })}
      />
      <h3>{t('design.run')}</h3>
      <GoalField
        name="seed"
        value={scenario.seed}
        step={1}
        onChange={(seed) =>
          session.design.edit((current) => ({ ...current, scenario: { ...current.scenario, seed } }), 'seed')
        }
      />
    </section>
  )
}

const editSlo = (session: Session, change: Partial<Design['slo']>): void =>
  session.design.edit(
    (current) => ({ ...current, slo: { ...current.slo, ...change } }),
    `slo ${Object.keys(change).join()}`,
  )

interface GoalFieldProps {
  readonly name: keyof typeof GOALS
  readonly value: number
  readonly step: number
  readonly onChange: (value: number) => void
}

function GoalField({ name, value, step, onChange }: GoalFieldProps) {
  const t = useT()
  const [error, setError] = useState('')
  const id = `design-${name}`
  return (
    <Field id={id} label={t(`design.${name}`)} help={t(`design.${name}.help`)} error={error}>
      <NumberInput
        id={id}
        value={value}
        shape={GOALS[name]}
        step={step}
        arrowsWait={name === 'seed'}
        onError={setError}
        onChange={onChange}
      />
    </Field>
  )
}

function Notes({ notes }: { readonly notes: string }) {
  const session = useSession()
  const t = useT()
  const readOnly = useStore(session.design, (state) => state.readOnly)
  return (
    <section className="inspector-section">
      <label className="inspector-notes-label" htmlFor="design-notes">
        {t('design.notes')}
      </label>
      <textarea
        id="design-notes"
        className="ui-input"
        value={notes}
        rows={5}
        readOnly={readOnly}
        maxLength={DESIGN_LIMITS.textLength}
        placeholder={t('design.notes.placeholder')}
        onChange={(event) => session.design.edit((design) => setNotes(design, event.target.value), 'notes')}
      />
    </section>
  )
}

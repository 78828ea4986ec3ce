import type { Translator } from '../i18n/use-t.ts'
import type { Design } from '../model/design.ts'
import { FAULT_TYPES, FAULTS, type FaultType } from '../model/fault.ts'
import {
  defaultDegree,
  type FaultChoice,
  faultsNow,
  nodesUnder,
  READY_DEGREES,
  targetOf,
} from './fault-targets.ts'

const ICONS = {
  kill: 'kill',
  restore: 'restore',
  freeze: 'freeze',
  drain: 'drain',
  slow: 'slow',
  errors: 'warning',
  cut: 'scissors',
  flush: 'drop',
  pause: 'pause',
  spike: 'spike',
} as const satisfies Record<FaultType, string>

export const faultIcon = (type: FaultType): (typeof ICONS)[FaultType] => ICONS[type]

export const faultName = (type: FaultType, t: Translator): string => t(`fault.${type}`)

export const faultHelp = (type: FaultType, t: Translator): string => t(`fault.${type}.help`)

/** A fault with its degree: Slow down ×10. */
export function faultText({ type, amount }: FaultChoice, t: Translator): string {
  switch (type) {
    case 'slow':
    case 'errors':
    case 'spike':
      return t(`fault.${type}.by`, { degree: degreeText(type, amount ?? defaultDegree(type), t) })
    default:
      return faultName(type, t)
  }
}

/** ×10 or 50 %. */
export function degreeText(type: FaultType, amount: number, t: Translator): string {
  const value = amount.toLocaleString(t.language, { maximumFractionDigits: 2 })
  return t(FAULTS[type].amount?.unit === '%' ? 'fault.percent' : 'fault.factor', { value })
}

/** A line of a menu of faults, and its ready degrees where it has some. */
export interface FaultEntry {
  readonly key: string
  readonly icon: (typeof ICONS)[FaultType]
  readonly label: string
  /** What stands in place of the label where the line is already named. */
  readonly short: string
  readonly help: string
  readonly keys: string
  readonly value: FaultChoice
  readonly choices: readonly FaultEntry[]
}

/** The menu of what can be done to several as they are now. */
export function faultMenu(
  design: Design,
  ids: readonly string[],
  now: { readonly down: boolean; readonly struck: boolean },
  t: Translator,
): FaultEntry[] {
  const inside = ids.some((id) => nodesUnder(design, id).some((member) => member !== id))
  return faultsNow(design, ids, now).map((type) => withDegrees(type, nameIn(type, t, inside), t))
}

/** Everything that can be planned in a design: what something in it knows, and what its clients can send more of. */
export const plannable = (design: Design, t: Translator): FaultEntry[] =>
  FAULT_TYPES.filter((type) => targetOf(design, type, []) !== undefined).map((type) =>
    withDegrees(type, faultName(type, t), t),
  )

function withDegrees(type: FaultType, label: string, t: Translator): FaultEntry {
  const choices = (READY_DEGREES[type] ?? []).map((amount) => {
    const choice = { type, amount }
    return { ...entryOf(choice, faultText(choice, t), t), short: degreeText(type, amount, t) }
  })
  return { ...entryOf({ type, amount: null }, label, t), choices }
}

function nameIn(type: FaultType, t: Translator, inside: boolean): string {
  if (inside && type === 'kill') return t('menu.killInside')
  if (inside && type === 'restore') return t('menu.restoreInside')
  return faultName(type, t)
}

const entryOf = (value: FaultChoice, label: string, t: Translator): FaultEntry => ({
  key: `${value.type} ${value.amount ?? ''}`,
  icon: faultIcon(value.type),
  label,
  short: label,
  help: faultHelp(value.type, t),
  keys: '',
  value,
  choices: [],
})

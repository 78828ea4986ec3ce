import { KIND_MODELS } from '../../src/kinds/models.ts'
import { FAULT_TYPES, FAULTS, type FaultType } from '../../src/model/fault.ts'
import { type Field, HOURS_PER_MONTH, type ParamValue } from '../../src/model/field.ts'
import {
  faultsOn,
  type KindModel,
  type Preset,
  WIRE_MEANINGS,
  type WireMeaning,
} from '../../src/model/kind.ts'
import { MIX_WEIGHT_MAX } from '../../src/model/validate.ts'

/** What the tables of a kind's `docs.md` must say, cell by cell: the model in words. Free text stands in further cells. */

/** Key, unit, default and range of a field. */
export const fieldCells = (field: Field): string[] => [
  code(field.key),
  'unit' in field ? field.unit : '',
  defaultText(field),
  rangeText(field),
]

/** Name and amount of a fault. */
export function faultCells(type: FaultType): string[] {
  const { amount } = FAULTS[type]
  if (!amount) return [code(type), '']
  return [
    code(type),
    `${plain(amount.default)} ${amount.unit} (${plain(amount.min)} to ${plain(amount.max)})`,
  ]
}

/** Name, amount and victims of every fault. */
export const faultRows = (): string[][] =>
  FAULT_TYPES.map((type) => {
    const takes = (model: KindModel): boolean => faultsOn(model).includes(type)
    const others = KIND_MODELS.filter((model) => !takes(model))
    const kinds = KIND_MODELS.filter(takes).map(({ id }) => code(id))
    // A long list is told by what it leaves out.
    const victims =
      type === 'restore'
        ? 'everything'
        : type === 'cut'
          ? 'wires'
          : others.length < kinds.length
            ? `all kinds but ${others.map(({ id }) => code(id)).join(', ')}`
            : kinds.join(', ')
    return [...faultCells(type), victims]
  })

/** A row for each field that a preset sets, a column for each preset; the first row is the head. */
export function presetRows(presets: readonly Preset[]): string[][] {
  const keys = [...new Set(presets.flatMap(({ params }) => Object.keys(params)))]
  const cell = (value: ParamValue | undefined): string => (value === undefined ? '' : valueText(value))
  return [
    ['field', ...presets.map(({ id }) => code(id))],
    ...keys.map((key) => [code(key), ...presets.map(({ params }) => cell(params[key]))]),
  ]
}

/** What may be wired from a kind, and to it. */
export const wireLines = (model: KindModel): string[] => [
  `- To others: ${outgoing(model)}.`,
  `- From others: ${incoming(model)}.`,
]

/** The rows of the table under a heading, cell by cell, the head first. */
export function tableRows(markdown: string, heading: string): string[][] {
  const lines = sectionLines(markdown, heading).filter((line) => line.startsWith('|'))
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return rows.filter((_, i) => i !== 1)
}

/** The lines under a heading. */
export function sectionLines(markdown: string, heading: string): string[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return section.split('\n').slice(1)
}

function defaultText(field: Field): string {
  if (field.type === 'mix') {
    const used = Object.entries(field.default).filter(([, weight]) => weight > 0)
    return used.map(([name, weight]) => `${code(name)} ${weight}`).join(', ')
  }
  // An hourly price comes from what a month costs, and is no round number.
  if (field.type === 'number' && field.unit === '$/h' && field.default > 0)
    return `${plain(Math.round(field.default * HOURS_PER_MONTH))} / ${HOURS_PER_MONTH}`
  return valueText(field.default)
}

function rangeText(field: Field): string {
  switch (field.type) {
    case 'mix':
      return `a weight of 0 to ${plain(MIX_WEIGHT_MAX)} a class, not all 0`
    case 'choice':
      return field.options.map(({ value }) => code(value)).join(', ')
    case 'toggle':
      return `${code(true)}, ${code(false)}`
    default: {
      const whole = field.integer ? ', whole' : ''
      const endless = field.type === 'limit' ? `, or ${code(null)} for no limit` : ''
      return `${plain(field.min)} to ${plain(field.max)}${whole}${endless}`
    }
  }
}

const PASSIVE: Readonly<Record<WireMeaning, string>> = {
  calls: 'called by',
  routes: 'routed to by',
  publishes: 'published to by',
  consumes: 'fed by',
  replicates: 'replicated to by',
  watches: 'watched by',
}

/** A queue is drawn as the source of what a worker consumes. */
const ACTIVE: Readonly<Partial<Record<WireMeaning, string>>> = { consumes: 'feeds' }

const outgoing = (model: KindModel): string =>
  byMeaning(
    (meaning) => ACTIVE[meaning] ?? meaning,
    (other) => model.wires[other.role],
  )

const incoming = (model: KindModel): string =>
  byMeaning(
    (meaning) => PASSIVE[meaning],
    (other) => other.wires[model.role],
  )

function byMeaning(
  words: (meaning: WireMeaning) => string,
  meaningOf: (other: KindModel) => WireMeaning | undefined,
): string {
  const parts = WIRE_MEANINGS.flatMap((meaning) => {
    const kinds = KIND_MODELS.filter((other) => meaningOf(other) === meaning)
    return kinds.length === 0 ? [] : [`${words(meaning)} ${kinds.map(({ id }) => code(id)).join(', ')}`]
  })
  return parts.length === 0 ? 'nothing' : parts.join('; ')
}

const valueText = (value: ParamValue): string =>
  typeof value === 'number' ? plain(value) : code(value as string | boolean | null)
const code = (value: string | boolean | null): string => `\`${value}\``
const plain = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 })

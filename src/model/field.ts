import type { Mix } from './request-class.ts'
import type { Text } from './text.ts'

export const UNITS = ['', 'ms', '/s', 'px', '%', 's', 'h', 'x', '$/h'] as const
export type Unit = (typeof UNITS)[number]

/** Sections of the inspector; a field without one stands at the top. */
export const FIELD_GROUPS = [
  'clients',
  'health',
  'resilience',
  'scaling',
  'sessions',
  'data',
  'cost',
  'availability',
] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** What another field of the same table must say, or must not say, for a field to do anything. */
export type Need =
  | { readonly key: string; readonly is: readonly ParamValue[] }
  | { readonly key: string; readonly not: readonly ParamValue[] }

/** What a field says of the time that a node works on a request: its mean, its spread, or work that comes on top under a condition. */
export type ServicePart = 'mean' | 'cv' | 'more'

interface FieldBase {
  readonly key: string
  readonly group?: FieldGroup
  readonly needs?: Need
  readonly label: Text
  /** One sentence: what the field does in the run and where its default comes from. */
  readonly help: Text
}

/** A finite number between `min` and `max`, both included. */
export interface NumberField extends FieldBase {
  readonly type: 'number'
  readonly unit: Unit
  readonly default: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly integer: boolean
  /** For times of service, which can be put in from a measurement. */
  readonly service?: ServicePart
}

/** A number as above, or null for "no limit" or for what `none` says. */
export interface LimitField extends FieldBase {
  readonly type: 'limit'
  /** What an empty field means where that is not "no limit". */
  readonly none?: Text
  readonly unit: Unit
  readonly default: number | null
  readonly min: number
  readonly max: number
  readonly step: number
  readonly integer: boolean
}

export interface ChoiceField extends FieldBase {
  readonly type: 'choice'
  readonly default: string
  readonly options: readonly ChoiceOption[]
}

export interface ChoiceOption {
  readonly value: string
  readonly label: Text
  readonly help: Text
  /** What it does hangs on every single request: where it is chosen, nothing is approximated. */
  readonly exactOnly?: true
}

export interface ToggleField extends FieldBase {
  readonly type: 'toggle'
  readonly default: boolean
  /** Where it is on, nothing is approximated; see `ChoiceOption`. */
  readonly exactOnly?: true
}

/** Weights of the request classes. */
export interface MixField extends FieldBase {
  readonly type: 'mix'
  readonly default: Mix
}

export type Field = NumberField | LimitField | ChoiceField | ToggleField | MixField
export type ParamValue = number | string | boolean | null | Mix
export type Params = Readonly<Record<string, ParamValue>>

interface NumberOptions {
  readonly unit?: Unit
  readonly min?: number
  readonly max: number
  readonly step?: number
  readonly integer?: boolean
}

type Words = readonly [label: Text, help: Text]

export function numberField(key: string, value: number, options: NumberOptions, words: Words): NumberField {
  return { type: 'number', key, default: value, ...numberShape(options), label: words[0], help: words[1] }
}

export function limitField(
  key: string,
  value: number | null,
  options: NumberOptions,
  words: readonly [...Words, none?: Text],
): LimitField {
  const [label, help, none] = words
  return {
    type: 'limit',
    key,
    default: value,
    ...numberShape(options),
    label,
    help,
    ...(none ? { none } : {}),
  }
}

export function toggleField(key: string, value: boolean, words: Words): ToggleField {
  return { type: 'toggle', key, default: value, label: words[0], help: words[1] }
}

/** The first of the fields that say something by which nothing can be approximated. */
export const exactOnlyField = (fields: readonly Field[], params: Params): Field | undefined =>
  fields.find((field) => {
    const value = params[field.key]
    if (field.type === 'toggle') return field.exactOnly === true && value === true
    if (field.type !== 'choice') return false
    return field.options.some((option) => option.value === value && option.exactOnly === true)
  })

/** Puts fields into one section of the inspector. */
export const inGroup = (group: FieldGroup, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, group }))

/** A field of a time of service. */
export const ofService = (service: ServicePart, field: NumberField): NumberField => ({ ...field, service })

/** Fields that do nothing unless another one says so. */
export const needing = (needs: Need, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, needs }))

function numberShape(options: NumberOptions) {
  const integer = options.integer ?? false
  return {
    unit: options.unit ?? '',
    min: options.min ?? 0,
    max: options.max,
    step: options.step ?? 1,
    integer,
  } as const
}

/** Hours of a month of 30 days: 99.9 % of it are all but 43.2 minutes. */
export const HOURS_PER_MONTH = 720

/** Longest time that a field can hold: one day of simulated time, in milliseconds. */
export const TIME_MS_MAX = 86_400_000

/** Fields that several kinds share, each with the default that its kind documents. */
export const sharedFields = {
  slots: (value: number, help: Text) =>
    numberField('slots', value, { min: 1, max: 100_000, integer: true }, [{ en: 'Slots', ko: '슬롯' }, help]),
  serviceMs: (value: number, help: Text) =>
    ofService(
      'mean',
      numberField('serviceMs', value, { unit: 'ms', max: TIME_MS_MAX, step: 0.1 }, [
        { en: 'Service time', ko: '처리 시간' },
        help,
      ]),
    ),
  serviceCv: (value: number) =>
    ofService(
      'cv',
      numberField('serviceCv', value, { max: 10, step: 0.1 }, [
        { en: 'Variation', ko: '변동 계수' },
        {
          en: 'Coefficient of variation of the service time (gamma distributed): 0 is constant, 1 exponential, more is burstier.',
          ko: '처리 시간의 변동 계수(감마 분포)입니다. 0이면 일정하고, 1이면 지수 분포이며, 클수록 들쭉날쭉합니다.',
        },
      ]),
    ),
  queueMax: (value: number | null, help: Text) =>
    limitField('queueMax', value, { max: 10_000_000, integer: true }, [
      { en: 'Queue limit', ko: '대기열 한도' },
      help,
    ]),
  whenDown: {
    type: 'choice',
    key: 'whenDown',
    group: 'resilience',
    default: 'refuse',
    label: { en: 'When dead', ko: '죽었을 때' },
    help: {
      en: 'What callers see of a dead node: a process that has crashed refuses at once, a machine or network that is gone says nothing until the caller’s connect timeout.',
      ko: '죽은 노드를 호출하면 보이는 모습입니다. 프로세스만 죽으면 즉시 거부하고, 기계나 네트워크가 사라지면 호출자의 연결 제한 시간까지 아무 답이 없습니다.',
    },
    options: [
      {
        value: 'refuse',
        label: { en: 'Refuses at once', ko: '즉시 거부' },
        help: { en: 'Connection refused.', ko: '연결 거부.' },
      },
      {
        value: 'silent',
        label: { en: 'Says nothing', ko: '무응답' },
        help: { en: 'A black hole until the connect timeout.', ko: '연결 제한 시간까지 블랙홀.' },
      },
    ],
  } as const satisfies Field,
  connectMs: (value: number, help: Text) =>
    ({
      ...numberField('connectMs', value, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 100 }, [
        { en: 'Connect timeout', ko: '연결 제한 시간' },
        help,
      ]),
      group: 'resilience',
    }) as const,
  /** An hourly price from what a month of 720 hours costs. */
  price: (perMonth: number, help: Text) =>
    ({
      ...numberField(
        'pricePerHour',
        perMonth / HOURS_PER_MONTH,
        { unit: '$/h', max: 1_000_000, step: 0.01 },
        [{ en: 'Price', ko: '가격' }, help],
      ),
      group: 'cost',
    }) as const,
} as const

import type { Params, ParamValue } from '../../model/field.ts'
import type { FrozenField } from '../../model/frozen-fields.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { type ByteReader, BytesError, type ByteWriter } from './bytes.ts'

/** Params by the index of their fields in a frozen table; what equals its default is left out. */
export function writeParams(writer: ByteWriter, fields: readonly FrozenField[], params: Params): void {
  const given = fields.flatMap((field, index) => {
    const value = Object.hasOwn(params, field[0]) ? params[field[0]] : undefined
    return value === undefined || same(value, field[1]) ? [] : [{ field, index, value }]
  })
  writer.whole(given.length)
  let last = -1
  for (const { field, index, value } of given) {
    writer.whole(index - last - 1)
    last = index
    writeValue(writer, field, value)
  }
}

export function readParams(reader: ByteReader, fields: readonly FrozenField[]): Params {
  const params: Record<string, ParamValue> = {}
  let index = -1
  for (let left = reader.whole(fields.length); left > 0; left--) {
    index += reader.whole(fields.length) + 1
    const field = fields[index]
    if (!field) throw new BytesError('a field that is not in the table')
    params[field[0]] = readValue(reader, field)
  }
  return params
}

function writeValue(writer: ByteWriter, [, initial, options]: FrozenField, value: ParamValue): void {
  if (options) writer.whole(options.indexOf(String(value)))
  else if (typeof initial === 'boolean') writer.byte(value === true ? 1 : 0)
  else if (isMix(value)) for (const name of REQUEST_CLASSES) writer.number(value[name] ?? 0)
  else writer.number(value as number | null)
}

function readValue(reader: ByteReader, [, initial, options]: FrozenField): ParamValue {
  if (options) return options[reader.whole(options.length - 1)]!
  if (typeof initial === 'boolean') return reader.whole(1) === 1
  if (isMix(initial))
    return Object.fromEntries(
      REQUEST_CLASSES.map((name) => [name, reader.number() ?? 0]),
    ) as unknown as ParamValue
  return reader.number()
}

const isMix = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null

const same = (a: unknown, b: unknown): boolean =>
  a === b || (isMix(a) && JSON.stringify(a) === JSON.stringify(b))

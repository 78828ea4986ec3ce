import { formatPercent, formatRate } from '../i18n/format.ts'
import { countText, durationText, THIN } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { DesignNode } from '../model/design.ts'
import type { KindModel, Reading } from '../model/kind.ts'
import { fieldValue, meets } from '../model/params.ts'
import {
  type NamedWireColumn,
  NODE_READINGS,
  type NodeColumn,
  type ReadingModel,
  type ReadingUnit,
  WIRE_READINGS,
} from '../model/readings.ts'
import type { Frame } from '../runtime/frame-ring.ts'

/** A number that is measured, in words. */
export interface Figure {
  readonly label: string
  readonly value: string
  readonly unit: string
}

/** Which numbers a node shows follows from what its kind declares and its fields say, so their places never change while it runs. */
export function nodeFigures(node: DesignNode, model: KindModel, frame: Frame, t: Translator): Figure[] {
  const read = (column: NodeColumn) => frame.node(node.id, column)
  return model.readings.flatMap((reading) => {
    // The load has a chart of its own.
    if (reading === 'utilisation') return []
    if (reading === 'quota')
      return [{ ...figureOf('share', read('utilisation'), t), label: t('measured.quota') }]
    const { unit, needs, outOf }: ReadingModel = NODE_READINGS[reading]
    if (needs && !meets(needs, model.fields, node.params)) return []
    const figure = { label: t(`measured.${reading}`), ...figureOf(unit, read(reading), t) }
    const whole = wholeOf(outOf, node, model, read)
    if (whole === 0) return []
    return whole === undefined
      ? figure
      : { ...figure, unit: `${THIN}/${THIN}${countText(whole, t.language)}` }
  })
}

/** What a number is a part of; undefined where it is none. */
function wholeOf(
  outOf: ReadingModel['outOf'],
  node: DesignNode,
  model: KindModel,
  read: (column: NodeColumn) => number,
): number | undefined {
  if (outOf === undefined) return undefined
  return 'column' in outOf ? read(outOf.column) : Number(fieldValue(model.fields, node.params, outOf.field))
}

/** A number of a wire, with its name. */
export const wireFigure = (id: string, column: NamedWireColumn, frame: Frame, t: Translator): Figure => ({
  label: t(`measured.${column}`),
  ...figureOf(WIRE_READINGS[column].unit, frame.wire(id, column), t),
})

/** A number as one text: 120/s. */
export function figureText(unit: ReadingUnit, value: number | undefined, t: Translator): string {
  const figure = figureOf(unit, value ?? Number.NaN, t)
  return figure.value + figure.unit
}

/** Whether a kind shows how busy it is: by its slots, or by its quota. */
export const showsLoad = (readings: readonly Reading[]): boolean =>
  readings.includes('utilisation') || readings.includes('quota')

function figureOf(unit: ReadingUnit, value: number, { language }: Translator): Omit<Figure, 'label'> {
  switch (unit) {
    case 'perSec':
      return { value: formatRate(value, language), unit: Number.isFinite(value) ? '/s' : '' }
    case 'ms':
      return { value: durationText(value, language), unit: '' }
    case 'sec':
      return { value: durationText(value * 1000, language), unit: '' }
    case 'share':
      return { value: formatPercent(value, language), unit: '' }
    case 'bits':
      return { value: countText(bitCount(value), language), unit: '' }
    case 'count':
    case 'code':
      return { value: countText(value, language), unit: '' }
    case 'mean':
    case 'factor':
      return { value: formatRate(value, language), unit: '' }
  }
}

const bitCount = (bits: number): number => {
  let count = 0
  for (let left = bits; left > 0; left >>= 1) count += left & 1
  return count
}

import { numberField } from './field.ts'
import type { KindModel } from './kind.ts'

/** A frame holds nodes, dies as one and stands for its members in a wire. */
export const frameTraits: KindModel['traits'] = {
  plans: false,
  forwards: false,
  optional: false,
  mortal: true,
  contains: true,
}

/** What a wire from a frame means is decided for each of its members. */
export const frameWires: KindModel['wires'] = {}

export const frameFields = (width: number, height: number) =>
  [
    numberField('width', width, { unit: 'px', min: 96, max: 20_000, step: 16, integer: true }, [
      { en: 'Width', ko: '너비' },
      { en: 'Width of the frame on the canvas.', ko: '캔버스에서 프레임의 너비입니다.' },
    ]),
    numberField('height', height, { unit: 'px', min: 96, max: 20_000, step: 16, integer: true }, [
      { en: 'Height', ko: '높이' },
      { en: 'Height of the frame on the canvas.', ko: '캔버스에서 프레임의 높이입니다.' },
    ]),
  ] as const

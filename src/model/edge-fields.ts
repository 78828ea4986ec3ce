import type { Field } from './field.ts'

/** Fields of a wire, whatever it joins. */
export const EDGE_FIELDS: readonly Field[] = [
  {
    type: 'number',
    key: 'latencyMs',
    unit: 'ms',
    default: 0,
    min: 0,
    max: 60_000,
    step: 0.5,
    integer: false,
    label: { en: 'Round trip', ko: '왕복 시간' },
    help: {
      en: 'Network time that a call over this wire adds, half on the way out and half on the way back. 0 means the same rack; inside one data centre 0.5 ms is usual.',
      ko: '이 연결로 호출할 때 더해지는 네트워크 시간입니다. 절반은 가는 길, 절반은 오는 길에 듭니다. 0은 같은 랙이고, 한 데이터 센터 안에서는 0.5 ms가 보통입니다.',
    },
  },
  {
    type: 'number',
    key: 'weight',
    unit: '',
    default: 1,
    min: 0,
    max: 1000,
    step: 1,
    integer: false,
    label: { en: 'Weight', ko: '가중치' },
    help: {
      en: 'Share of the traffic when the caller chooses between several targets: 3, 1, 1 gives the first one 60 %. A target with weight 0 is used only when nothing else is left.',
      ko: '호출하는 쪽이 여러 대상 가운데 고를 때의 몫입니다. 3, 1, 1이면 첫 번째가 60 %를 받습니다. 0이면 다른 대상이 없을 때만 씁니다.',
    },
  },
]

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
  {
    type: 'choice',
    key: 'carries',
    default: 'any',
    label: { en: 'Carries', ko: '나르는 요청' },
    help: {
      en: 'A rule: a class that some wire names goes only over such wires, all others over the rest. Route uploads to servers of their own with it.',
      ko: '경로 규칙입니다. 어느 연결이 이름을 댄 종류는 그런 연결로만 가고, 나머지는 다른 연결로 갑니다. 업로드를 전용 서버로 보낼 때 씁니다.',
    },
    options: [
      {
        value: 'any',
        label: { en: 'Anything', ko: '모두' },
        help: { en: 'Whatever no other wire claims.', ko: '다른 연결이 맡지 않은 모두.' },
      },
      {
        value: 'static',
        label: { en: 'Static', ko: '정적' },
        help: { en: 'Static content.', ko: '정적 콘텐츠.' },
      },
      { value: 'read', label: { en: 'Reads', ko: '읽기' }, help: { en: 'Reads.', ko: '읽기.' } },
      { value: 'write', label: { en: 'Writes', ko: '쓰기' }, help: { en: 'Writes.', ko: '쓰기.' } },
      { value: 'upload', label: { en: 'Uploads', ko: '업로드' }, help: { en: 'Uploads.', ko: '업로드.' } },
      { value: 'task', label: { en: 'Tasks', ko: '작업' }, help: { en: 'Tasks.', ko: '작업.' } },
    ],
  },
]

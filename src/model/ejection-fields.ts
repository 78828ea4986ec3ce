import { limitField, needing, numberField, TIME_MS_MAX, toggleField } from './field.ts'

/** Ejection by what real requests show, without a probe (passive checks of nginx and HAProxy, outlier detection of Envoy). */
export const ejectionFields = [
  limitField('passiveFailures', null, { min: 1, max: 1000, integer: true }, [
    { en: 'Passive: failures', ko: '패시브 감지: 실패 수' },
    {
      en: 'Failed requests until a target is ejected without a probe: nginx counts 1 in 10 s, Envoy 5 in a row. Empty means never.',
      ko: '확인 없이 대상을 제외하기까지의 실패 요청 수입니다. nginx는 10초에 1번, Envoy는 연속 5번입니다. 비우면 하지 않습니다.',
    },
    { en: 'never', ko: '안 함' },
  ]),
  ...needing({ key: 'passiveFailures', not: [null] }, [
    limitField('passiveWindowMs', null, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Passive: within', ko: '패시브 감지: 시간' },
      {
        en: 'The failures must lie within this time (nginx: 10 s). Empty means in a row, as Envoy counts.',
        ko: '실패들이 이 시간 안에 있어야 합니다(nginx: 10초). 비우면 Envoy처럼 연속으로 셉니다.',
      },
      { en: 'in a row', ko: '연속' },
    ]),
    numberField('ejectMs', 10_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Passive: out for', ko: '패시브 감지: 제외 시간' },
      {
        en: 'How long a target stays out that was ejected without a probe (nginx: 10 s, Envoy: 30 s).',
        ko: '확인 없이 제외된 대상이 빠져 있는 시간입니다(nginx 10초, Envoy 30초).',
      },
    ]),
    {
      type: 'choice',
      key: 'passiveCounts',
      default: 'all',
      label: { en: 'Passive: counts', ko: '패시브 감지: 세는 실패' },
      help: {
        en: 'Which failures count: Envoy counts answers with an error too, nginx only what gets no answer, unless it is told otherwise.',
        ko: '어떤 실패를 세는지입니다. Envoy는 오류 응답도 세고, nginx는 따로 정하지 않으면 응답이 없는 경우만 셉니다.',
      },
      options: [
        {
          value: 'all',
          label: { en: 'Every failure', ko: '모든 실패' },
          help: {
            en: 'Errors that the target answers with, refusals and silence.',
            ko: '대상이 돌려준 오류, 연결 거부, 무응답.',
          },
        },
        {
          value: 'unanswered',
          label: { en: 'No answer', ko: '무응답만' },
          help: {
            en: 'Refused connections, broken ones, and time-outs.',
            ko: '거부되거나 끊긴 연결, 그리고 시간 초과.',
          },
        },
      ],
    },
    {
      type: 'choice',
      key: 'ejectReturn',
      default: 'all',
      label: { en: 'Passive: return', ko: '패시브 감지: 복귀 방법' },
      help: {
        en: 'How an ejected target comes back: with its whole share (Envoy), or by one trial request that must succeed (nginx).',
        ko: '제외된 대상이 돌아오는 방법입니다. 몫 전체를 바로 받거나(Envoy), 시험 요청 하나가 성공해야 합니다(nginx).',
      },
      options: [
        {
          value: 'all',
          label: { en: 'Whole share', ko: '몫 전체' },
          help: {
            en: 'At once when the time is over. The last target is never ejected.',
            ko: '시간이 지나면 바로. 마지막 대상은 제외하지 않습니다.',
          },
        },
        {
          value: 'trial',
          label: { en: 'One trial', ko: '시험 요청 하나' },
          help: {
            en: 'One request is let through; the others stay away until it succeeds. Time counts in whole seconds and must be exceeded: 10 s are 10 to 11. All of several targets may be out.',
            ko: '요청 하나만 보내고, 성공할 때까지 나머지는 보내지 않습니다. 시간은 초 단위로 세고 넘어야 하므로 10초는 10~11초입니다. 대상이 여럿이면 모두 제외될 수 있습니다.',
          },
        },
      ],
    },
    toggleField('ejectGrows', false, [
      { en: 'Passive: longer each time', ko: '패시브 감지: 갈수록 길게' },
      {
        en: 'Each further ejection of a target lasts one more of that time (Envoy).',
        ko: '같은 대상을 다시 제외할 때마다 그 시간이 하나씩 더 길어집니다(Envoy).',
      },
    ]),
    numberField('ejectPercentMax', 100, { unit: '%', max: 100 }, [
      { en: 'Passive: share out', ko: '패시브 감지: 최대 비율' },
      {
        en: 'Share of the targets that may be out without a probe, but at least one (Envoy: 10 %).',
        ko: '확인 없이 제외할 수 있는 대상의 비율이며 최소 하나입니다(Envoy: 10 %).',
      },
    ]),
  ]),
] as const

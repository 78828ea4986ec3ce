import { inGroup, type Need, needing, numberField, TIME_MS_MAX, toggleField } from './field.ts'

/** The fields of an autoscaler do nothing without it. */
export const scales = { key: 'autoscale', is: [true] } as const satisfies Need

/** Fields of an autoscaler, whatever it looks at. */
export const scalingFields = inGroup('scaling', [
  toggleField('autoscale', false, [
    { en: 'Autoscale', ko: '자동 확장' },
    {
      en: 'Add and remove instances by itself, between the minimum and the maximum.',
      ko: '최소와 최대 사이에서 인스턴스를 스스로 늘리고 줄입니다.',
    },
  ]),
  ...needing(scales, [
    numberField('instancesMin', 1, { min: 1, max: 10_000, integer: true }, [
      { en: 'At least', ko: '최소' },
      { en: 'Instances that it never goes below.', ko: '이보다 적게 줄이지 않는 인스턴스 수입니다.' },
    ]),
    numberField('instancesMax', 10, { min: 1, max: 10_000, integer: true }, [
      { en: 'At most', ko: '최대' },
      { en: 'Instances that it never goes above.', ko: '이보다 많이 늘리지 않는 인스턴스 수입니다.' },
    ]),
    numberField('scaleEveryMs', 15_000, { unit: 'ms', min: 100, max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Look every', ko: '확인 간격' },
      {
        en: 'Time between two looks at the load (the Kubernetes autoscaler syncs every 15 s).',
        ko: '부하를 다시 보는 간격입니다(쿠버네티스 자동 확장은 15초마다).',
      },
    ]),
    numberField('warmUpMs', 45_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Warm-up', ko: '준비 시간' },
      {
        en: 'Time until a new instance takes its first request: 30 to 60 s for booting and warming.',
        ko: '새 인스턴스가 첫 요청을 받기까지의 시간입니다. 부팅과 준비에 30~60초가 듭니다.',
      },
    ]),
    numberField('scaleInMs', 300_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Scale in after', ko: '축소 대기' },
      {
        en: 'The load must be low for this long before instances are taken away (Kubernetes: 300 s).',
        ko: '부하가 이만큼 계속 낮아야 인스턴스를 줄입니다(쿠버네티스: 300초).',
      },
    ]),
  ]),
])

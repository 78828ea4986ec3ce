import { type Field, inGroup, limitField, needing, numberField } from './field.ts'
import type { Text } from './text.ts'

/** A hundred years: who fails less often does not fail. */
const MTBF_HOURS_MAX = 876_000
const MTTR_HOURS_MAX = 8760

/**
 * How often a part fails by itself and how long it is away then: its availability is the share of time between. Each kind
 * says where its two defaults come from. They stand last among its fields, so that links keep the places of the others.
 */
export const availabilityFields = (
  mtbfHours: number | null,
  mttrHours: number,
  source: Text,
): readonly Field[] =>
  inGroup('availability', [
    limitField('mtbfHours', mtbfHours, { unit: 'h', min: 1, max: MTBF_HOURS_MAX, step: 100 }, [
      { en: 'Fails every', ko: '평균 고장 간격' },
      {
        en: `Mean time between failures (MTBF). Empty means that it never fails by itself. ${source.en}`,
        ko: `평균 고장 간격(MTBF)입니다. 비우면 스스로 고장 나지 않습니다. ${source.ko}`,
      },
      { en: 'never', ko: '없음' },
    ]),
    ...needing({ key: 'mtbfHours', not: [null] }, [
      numberField('mttrHours', mttrHours, { unit: 'h', min: 0.001, max: MTTR_HOURS_MAX, step: 0.5 }, [
        { en: 'Back after', ko: '평균 복구 시간' },
        {
          en: 'Mean time to repair (MTTR), unless somebody promotes, replaces or restores earlier.',
          ko: '평균 복구 시간(MTTR)입니다. 승격이나 교체로 더 빨리 돌아오지 않는 한 이만큼 걸립니다.',
        },
      ]),
    ]),
  ])

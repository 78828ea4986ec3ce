import type { Field } from './field.ts'
import { assert } from './result.ts'

/** Places of the teaching story. A region stands at one, and so does a population of users. */
export const PLACES = ['seoul', 'tokyo', 'los-angeles', 'london'] as const
export type Place = (typeof PLACES)[number]

/**
 * Round trip in milliseconds from a user at one place to an origin at another. The column to Seoul is the teaching
 * story's (10, 50, 200 and 300 ms); the others were chosen in proportion to the distance on the globe.
 */
const USER_ROUND_TRIP_MS: Readonly<Record<Place, readonly number[]>> = {
  seoul: [10, 50, 200, 300],
  tokyo: [50, 10, 160, 280],
  'los-angeles': [200, 160, 10, 150],
  london: [300, 280, 150, 10],
}

/** Round trip between a user and an origin at the same place: the last mile. */
export const LAST_MILE_MS = 10

/** Index into `PLACES`; -1 where nothing is said. */
export const placeIndex = (value: unknown): number => PLACES.indexOf(value as Place)

/** Round trip between two data centres, in milliseconds: what users see, without their last mile. */
export function roundTripMs(a: number, b: number): number {
  if (a < 0 || b < 0) return 0
  const row = USER_ROUND_TRIP_MS[PLACES[a]!]
  assert(row[b] !== undefined, 'no distance between two places')
  return row[b] - LAST_MILE_MS
}

export const placeField = {
  type: 'choice',
  key: 'place',
  default: 'anywhere',
  label: { en: 'Place', ko: '위치' },
  help: {
    en: 'Where it stands. Calls between two places take the distance in addition: users in Seoul, Tokyo, Los Angeles and London see 10, 50, 200 and 300 ms to an origin in Seoul.',
    ko: '어디에 있는지입니다. 서로 다른 곳을 호출하면 거리만큼 시간이 더 듭니다. 서울 원본까지 서울 10, 도쿄 50, 로스앤젤레스 200, 런던 300 ms입니다.',
  },
  options: [
    {
      value: 'anywhere',
      label: { en: 'Not said', ko: '정하지 않음' },
      help: { en: 'Distance does not count.', ko: '거리를 계산하지 않습니다.' },
    },
    { value: 'seoul', label: { en: 'Seoul', ko: '서울' }, help: { en: 'Seoul.', ko: '서울.' } },
    { value: 'tokyo', label: { en: 'Tokyo', ko: '도쿄' }, help: { en: 'Tokyo.', ko: '도쿄.' } },
    {
      value: 'los-angeles',
      label: { en: 'Los Angeles', ko: '로스앤젤레스' },
      help: { en: 'Los Angeles.', ko: '로스앤젤레스.' },
    },
    { value: 'london', label: { en: 'London', ko: '런던' }, help: { en: 'London.', ko: '런던.' } },
  ],
} as const satisfies Field

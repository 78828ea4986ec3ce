import day1 from './day-1.ts'
import day30 from './day-30.ts'
import day60 from './day-60.ts'
import day90 from './day-90.ts'
import type { Example, StoryExample } from './example.ts'
import { OPENING } from './opening.ts'
import stage1 from './stage-01-single-server.ts'
import stage2 from './stage-02-database-split.ts'
import stage3 from './stage-03-scale-up-or-out.ts'
import stage4 from './stage-04-load-balancer.ts'
import stage5 from './stage-05-replication.ts'
import stage6 from './stage-06-cache.ts'
import stage7 from './stage-07-cdn.ts'
import stage8 from './stage-08-stateless-web-tier.ts'
import stage9 from './stage-09-data-centres.ts'
import stage10 from './stage-10-message-queue.ts'
import stage11 from './stage-11-monitoring.ts'
import stage12 from './stage-12-sharding.ts'
import stage13 from './stage-13-million-users.ts'

/** The days of the teaching story, then its stages, in their order. */
export const STORY: readonly StoryExample[] = [
  day1,
  day30,
  day60,
  day90,
  stage1,
  stage2,
  stage3,
  stage4,
  stage5,
  stage6,
  stage7,
  stage8,
  stage9,
  stage10,
  stage11,
  stage12,
  stage13,
]

/** Every example: the one that the page opens on, then the story. */
export const EXAMPLES: readonly Example[] = [OPENING, ...STORY]

export const exampleById = (id: string): Example | undefined => EXAMPLES.find((example) => example.id === id)

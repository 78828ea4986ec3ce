import { formatPercent, formatRate } from '../i18n/format.ts'
import { countText, durationText } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { DesignNode } from '../model/design.ts'
import type { KindModel } from '../model/kind.ts'
import type { RunMark } from '../model/mark.ts'
import { fieldValue } from '../model/params.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import { liveStates } from './live-state.ts'

interface NodeSituation {
  readonly node: DesignNode
  readonly model: KindModel
  /** Ids of what a frame holds. */
  readonly members: readonly string[]
  readonly frame: Frame
  readonly marks: readonly RunMark[]
  /** Somebody who chooses among several leaves it out; see `isLeftOut`. */
  readonly isOut?: boolean
  readonly t: Translator
}

type Column = Parameters<Frame['node']>[1]

/** Rates under this are the tail of the smoothing, not something that happens. */
const RATE_MIN = 0.05
/** A cache that is told of writes answers with an old value now and then. */
const STALE_MIN = 0.001

/** Why the node is in the state that it is in, with the numbers of this moment. Nothing here is a guess. */
export function nodeSentences(situation: NodeSituation): string[] {
  if (situation.model.traits.contains) return [frameSentence(situation)]
  const goesOn = statesOf(situation).map((state) => state.why)
  const load = loadSentences(situation)
  const isDown = situation.frame.node(situation.node.id, 'down') === 1
  return [...(isDown ? [...load, ...goesOn] : [...goesOn, ...load]), ...lossSentences(situation)]
}

/** What goes on with the node besides its load. */
export const statesOf = ({ node, model, frame, marks, isOut, t }: Omit<NodeSituation, 'members'>) =>
  liveStates({
    node,
    model,
    marks,
    isOut: isOut === true,
    language: t.language,
    nowSec: frame.timeSec,
    read: (column) => frame.node(node.id, column),
  })

/** What failovers, lost sessions and messages that came again have cost so far, and how late the end of a task is known. */
function lossSentences({ node, frame, t }: NodeSituation): string[] {
  const counts = (['lostWrites', 'sessionsLost', 'redelivered', 'expired'] as const).flatMap((column) => {
    const count = frame.node(node.id, column)
    return count > 0 ? [t(`live.${column}.why`, { count: countText(count, t.language) })] : []
  })
  const known = frame.node(node.id, 'completionMs')
  return Number.isFinite(known)
    ? [...counts, t('live.completion.why', { time: durationText(known, t.language) })]
    : counts
}

function loadSentences({ node, model, frame, t }: NodeSituation): string[] {
  const read = (column: Column) => frame.node(node.id, column)
  const rate = (column: Column) => formatRate(read(column), t.language)
  if (read('down') === 1) return downSentences(read, t, frame.timeSec)
  if (model.readings.includes('alerts')) return [alertSentence(read('alerts'), t)]
  if (model.readings.includes('depth')) return queueSentences(node, model, read, t)
  if (!(read('ratePerSec') >= RATE_MIN)) return [t(model.role === 'source' ? 'why.sourceIdle' : 'why.idle')]
  const sentences: string[] = []
  if (model.role === 'source') sentences.push(sourceSentence(read, t))
  else if (model.readings.includes('quota')) sentences.push(quotaSentence(read, t))
  else if (model.readings.includes('utilisation')) sentences.push(...slotSentences(read, t))
  if (model.traits.forwards && read('healthyTargets') > 0) sentences.push(targetSentence(read, t))
  if (model.readings.includes('hitRatio') && Number.isFinite(read('hitRatio')))
    sentences.push(hitSentence(read, t))
  if (model.readings.includes('staleRatio') && read('staleRatio') >= STALE_MIN)
    sentences.push(t('why.staleHits', { stale: formatPercent(read('staleRatio'), t.language) }))
  if (model.readings.includes('lagMs')) {
    const stale = formatPercent(read('staleRatio'), t.language)
    sentences.push(t('why.lag', { lag: durationText(read('lagMs'), t.language), stale }))
  }
  if (read('dropPerSec') >= RATE_MIN) {
    sentences.push(t(dropWords(model, read), { rate: rate('dropPerSec') }))
  }
  const behind = read('failPerSec') - Math.max(0, read('dropPerSec') || 0)
  if (behind >= RATE_MIN && model.role !== 'source')
    sentences.push(t('why.failsBehind', { rate: formatRate(behind, t.language) }))
  return sentences
}

type Read = (column: Column) => number

function frameSentence({ members, frame, t }: NodeSituation): string {
  if (members.length === 0) return t('why.emptyFrame')
  const sum = (column: Column) =>
    members.reduce(
      (total, id) => total + (Number.isFinite(frame.node(id, column)) ? frame.node(id, column) : 0),
      0,
    )
  const loads = members.map((id) => frame.node(id, 'utilisation')).filter(Number.isFinite)
  const up = members.filter((id) => frame.node(id, 'down') !== 1).length
  if (up === 0)
    return t('why.frameDown', {
      all: members.length,
      refused: formatRate(sum('dropPerSec'), t.language),
    })
  return t('why.frame', {
    up,
    all: members.length,
    load: formatPercent(loads.length > 0 ? Math.max(...loads) : Number.NaN, t.language),
    fail: formatRate(sum('dropPerSec'), t.language),
  })
}

function downSentences(read: Read, t: Translator, nowSec: number): string[] {
  const ago = durationText(Math.max(0, nowSec - read('downSinceSec')) * 1000, t.language)
  const refused = read('dropPerSec')
  return [
    t('why.down', { ago }),
    refused >= RATE_MIN
      ? t('why.refuses', { rate: formatRate(refused, t.language) })
      : t('why.refusesNothing'),
  ]
}

function alertSentence(bits: number, t: Translator): string {
  return bits > 0 ? t('why.alerts', { rules: alertRules(bits, t) }) : t('why.calm')
}

/** The rules of a monitor that fire, by the bits of its reading. */
export const alertRules = (bits: number, t: Translator): string =>
  [
    (bits & 1) > 0 ? t('alert.errors') : '',
    (bits & 2) > 0 ? t('alert.latency') : '',
    (bits & 4) > 0 ? t('alert.down') : '',
  ]
    .filter((rule) => rule !== '')
    .join(', ')

function queueSentences(node: DesignNode, model: KindModel, read: Read, t: Translator): string[] {
  const depth = read('depth')
  const growth = read('depthPerSec')
  const sentences = [
    depth >= 0.5
      ? t('why.queue', {
          depth: countText(depth, t.language),
          oldest: durationText(read('oldestMs'), t.language),
          rate: formatRate(read('ratePerSec'), t.language),
        })
      : t('why.queueEmpty', { rate: formatRate(read('ratePerSec'), t.language) }),
  ]
  const limit = fieldValue(model.fields, node.params, 'depthMax')
  if (growth >= 1 && typeof limit === 'number' && depth < limit) {
    sentences.push(
      t('why.queueGrows', {
        growth: formatRate(growth, t.language),
        limit: countText(limit, t.language),
        full: durationText(((limit - depth) / growth) * 1000, t.language),
      }),
    )
  } else if (growth <= -1 && depth >= 0.5) {
    sentences.push(t('why.queueShrinks', { growth: formatRate(-growth, t.language) }))
  }
  if (read('dropPerSec') >= RATE_MIN)
    sentences.push(t('why.queueDrops', { rate: formatRate(read('dropPerSec'), t.language) }))
  return sentences
}

/** Why it turns calls away: only who is full is full. A copy that catches up has room, and takes no reads all the same. */
function dropWords(model: KindModel, read: Read): 'why.dropsQuota' | 'why.drops' | 'why.turnsAway' {
  if (model.readings.includes('quota')) return 'why.dropsQuota'
  return read('utilisation') >= FULL_MIN ? 'why.drops' : 'why.turnsAway'
}
const FULL_MIN = 0.9

function sourceSentence(read: Read, t: Translator): string {
  const ended = read('donePerSec')
  if (!(ended >= RATE_MIN) && read('failPerSec') >= RATE_MIN)
    return t('why.sourceFails', { rate: formatRate(read('ratePerSec'), t.language) })
  const failed = ended > 0 ? Math.min(1, Math.max(0, read('failPerSec') || 0) / ended) : Number.NaN
  return t('why.source', {
    rate: formatRate(read('ratePerSec'), t.language),
    p95: durationText(read('latencyMsP95'), t.language),
    failed: formatPercent(failed, t.language),
  })
}

const quotaSentence = (read: Read, t: Translator): string =>
  t('why.quota', {
    percent: formatPercent(read('utilisation'), t.language),
    rate: formatRate(read('ratePerSec'), t.language),
    p95: durationText(read('latencyMsP95'), t.language),
  })

/** By Little's law the busy slots are the finished rate times the mean time in a slot. */
function slotSentences(read: Read, t: Translator): string[] {
  const done = read('donePerSec')
  const sentences = [
    t('why.slots', {
      percent: formatPercent(read('utilisation'), t.language),
      slots: countText(read('slots'), t.language),
      rate: formatRate(done, t.language),
      each: done >= RATE_MIN ? durationText((read('busy') / done) * 1000, t.language) : '–',
    }),
  ]
  const queue = read('queue')
  if (queue >= 1) {
    const waiting = queue >= 10 ? countText(queue, t.language) : formatRate(queue, t.language)
    const wait = read('waitMsP95')
    sentences.push(
      read('frozen') === 1
        ? t('why.frozen', { queue: waiting })
        : Number.isFinite(wait)
          ? t('why.waits', { queue: waiting, wait: durationText(wait, t.language) })
          : t('why.waiting', { queue: waiting }),
    )
  }
  return sentences
}

/** Where none is healthy, that is a state of its own. */
function targetSentence(read: Read, t: Translator): string {
  const healthy = read('healthyTargets')
  const all = read('targets')
  return healthy < all ? t('why.targetsOut', { healthy, all }) : t('why.targets', { all })
}

const hitSentence = (read: Read, t: Translator): string =>
  t('why.hits', {
    hit: formatPercent(read('hitRatio'), t.language),
    miss: formatRate((1 - read('hitRatio')) * read('ratePerSec'), t.language),
  })

import type { Lane } from '../analysis/failover.ts'
import { formatCompact, formatMs, formatPercent, formatRate } from '../i18n/format.ts'
import { type MessageId, type MessageValues, t } from '../i18n/i18n.ts'
import { translatorOf } from '../i18n/use-t.ts'
import type { RunMark } from '../model/mark.ts'
import { numberOf } from '../model/params.ts'
import type { Language } from '../model/text.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import type { Level4, Question } from '../scene/levels.ts'
import { type Level, levelOf } from '../scene/levels.ts'
import {
  type FrameReading,
  NO_FRAME_READING,
  NO_READING,
  type NodeBadge,
  type NodeReading,
  type ReadingLine,
} from '../scene/readings.ts'
import type { Scene, SceneNode } from '../scene/scene.ts'
import { ejectionOf } from './ejection.ts'
import { briefResultOf, resultOf } from './failover-sentence.ts'
import { type LiveState, liveStates } from './live-state.ts'
import { wasDrained } from './struck.ts'

export interface ReadingContext {
  readonly frame: Frame
  readonly scene: Scene
  readonly overlay: Question
  readonly language: Language
  readonly marks: readonly RunMark[]
  /** What the faults led to, without what need not be shown any more. */
  readonly lanes?: readonly Lane[]
}

/** Drops under this rate are noise of the smoothing that is still fading. */
const DROP_MIN = 0.05

export function readNode(node: SceneNode, context: ReadingContext, level: Level): NodeReading {
  const { frame, overlay, language } = context
  const down = frame.node(node.id, 'down') === 1
  const base = { ...NO_READING, down, level: nodeLevel(node, context) }
  if (level === 'far') return base
  const bar = down ? Number.NaN : frame.node(node.id, 'utilisation')
  const barLevel = overlay === 'load' ? levelOf('load', bar) : 0
  const promotion = down && !hasHeir(node, context) ? promotionOf(node, frame, language) : null
  const states = liveOf(node, context)
  if (level === 'mid') {
    const short = down ? t(isDrained(node, context) ? 'read.off' : 'read.down') : shortOf(node, context)
    const badges = down ? [] : states.filter((state) => state.tone === 'fault').map(badgeOf)
    return { ...base, bar, barLevel, short, badges, promotion, result: resultLines(node.id, context, level) }
  }
  return {
    ...base,
    bar,
    barLevel,
    number: Number.isFinite(bar) ? percent(bar, language) : '',
    left: `${formatShortRate(frame.node(node.id, 'ratePerSec'), language)}/s`,
    ...besideOf(node, context),
    lines: down ? downLines(node, context) : extraLines(node, context),
    badges: down ? [] : [...dropBadge(frame.node(node.id, 'dropPerSec'), language), ...states.map(badgeOf)],
    count: down ? null : instanceCount(node, context),
    promotion,
    result: resultLines(node.id, context, level),
    tank: node.view?.face === 'tank' && !down ? tankOf(node, context) : null,
  }
}

/** Somebody was chosen to take over: the way there has the countdown. */
const hasHeir = ({ id }: SceneNode, { lanes = [], frame, scene }: ReadingContext): boolean =>
  lanes.some(
    ({ elected }) =>
      elected?.insteadOf === id &&
      frame.timeSec >= elected.atSec &&
      frame.timeSec < elected.sec &&
      scene.byId.has(elected.node),
  )

/** Of the latest fault that struck a node or a frame and has a result by the moment that is shown. */
function resultLines(
  id: string,
  { lanes = [], frame, scene, language }: Omit<ReadingContext, 'overlay' | 'marks'>,
  level: Level,
): readonly string[] {
  const name = (other: string): string => scene.byId.get(other)?.name ?? other
  for (let index = lanes.length - 1; index >= 0; index--) {
    const lane = lanes[index]!
    if (lane.fault.target !== id || lane.fault.atSec > frame.timeSec) continue
    const t = translatorOf(language)
    return level === 'near' ? resultOf(lane, name, frame.timeSec, t) : briefResultOf(lane, frame.timeSec, t)
  }
  return []
}

/** The level that colours a node as a dot, as a tile and on the map. */
export function nodeLevel(node: SceneNode, { frame, overlay }: ReadingContext): Level4 {
  if (overlay === 'latency') return levelOf('latency', frame.node(node.id, 'latencyMsP95'))
  if (overlay === 'errors') return levelOf('errors', failShare(frame, node.id))
  if (node.view?.face === 'tank') return levelOf('load', depthShare(node, frame))
  if (node.view?.face === 'alerts') return frame.node(node.id, 'alerts') > 0 ? 4 : 0
  return levelOf('load', frame.node(node.id, 'utilisation'))
}

function failShare(frame: Frame, id: string): number {
  const failed = frame.node(id, 'failPerSec')
  const rate = frame.node(id, 'ratePerSec')
  return rate > 0 ? failed / rate : failed > 0 ? 1 : rate === 0 ? 0 : Number.NaN
}

/** Whole percents: a bar with a decimal would only flicker. */
const percent = (share: number, language: Language): string =>
  `${formatRate(Math.round(share * 100), language)} %`

const formatShortRate = (rate: number, language: Language): string =>
  rate >= 100_000 ? formatCompact(rate, language) : formatRate(rate, language)

const duration = (ms: number, language: Language): string => formatMs(ms, language).join(' ').trim()

function besideOf(
  node: SceneNode,
  { frame, overlay, language }: ReadingContext,
): Pick<NodeReading, 'beside' | 'besideLevel'> {
  const p95 = frame.node(node.id, 'latencyMsP95')
  if (overlay === 'latency') return besideP95(p95, language, levelOf('latency', p95))
  if (overlay === 'errors') {
    const share = failShare(frame, node.id)
    const text = formatPercent(share, language)
    return { beside: [Number.isFinite(share) ? text : ''], besideLevel: levelOf('errors', share) }
  }
  if (node.view?.beside === 'p95') return besideP95(p95, language, 0)
  if (node.view?.beside === 'hitRatio') {
    const hits = frame.node(node.id, 'hitRatio')
    const text = Number.isFinite(hits) ? percent(hits, language) : ''
    return { beside: text === '' ? [] : [t('read.hit', { value: text }), text], besideLevel: 0 }
  }
  if (node.view?.beside === 'lag') {
    const lag = frame.node(node.id, 'lagMs')
    const text = duration(lag, language)
    return { beside: Number.isFinite(lag) ? [t('read.lag', { value: text }), text] : [], besideLevel: 0 }
  }
  return { beside: [], besideLevel: 0 }
}

function besideP95(
  p95: number,
  language: Language,
  besideLevel: Level4,
): Pick<NodeReading, 'beside' | 'besideLevel'> {
  if (!Number.isFinite(p95)) return { beside: [], besideLevel: 0 }
  const text = duration(p95, language)
  return { beside: [`p95 ${text}`, text], besideLevel }
}

const dropBadge = (drops: number, language: Language): readonly NodeBadge[] =>
  drops > DROP_MIN ? [{ text: t('read.drops', { rate: formatRate(drops, language) }), tone: 'drop' }] : []

const badgeOf = (state: LiveState): NodeBadge => ({
  text: state.brief,
  tone: state.tone === 'fault' ? 'fault' : 'plain',
})

const liveOf = (
  { node, model }: SceneNode,
  { frame, language, marks, scene }: ReadingContext,
): LiveState[] =>
  model
    ? liveStates({
        node,
        model,
        language,
        marks,
        isOut: ejectionOf(node.id, scene, frame, marks).ejected,
        nowSec: frame.timeSec,
        read: (column) => frame.node(node.id, column),
      })
    : []

function instanceCount(node: SceneNode, { frame, language }: ReadingContext): NodeReading['count'] {
  const running = frame.node(node.id, 'instances')
  const drawn = numberParam(node, 'instances')
  if (!Number.isFinite(running) || running === drawn) return null
  const times = (count: number): string => `×${count.toLocaleString(language)}`
  return { drawn: times(drawn), running: times(running) }
}

function promotionOf(node: SceneNode, frame: Frame, language: Language): NodeReading['promotion'] {
  const inSec = frame.node(node.id, 'promoteInSec')
  if (!Number.isFinite(inSec)) return null
  const planned = (numberParam(node, 'detectMs') + numberParam(node, 'promoteMs')) / 1000
  const value = Math.max(0, Math.ceil(inSec)).toLocaleString(language)
  return { label: t('read.seconds', { value }), share: planned > 0 ? inSec / planned : 1 }
}

const isDrained = (node: SceneNode, { frame, marks }: ReadingContext): boolean =>
  wasDrained(marks, node.id, frame.timeSec)

function downLines(node: SceneNode, context: ReadingContext): ReadingLine[] {
  const { frame, language, scene, marks } = context
  const since = frame.timeSec - frame.node(node.id, 'downSinceSec')
  const lines: ReadingLine[] = [
    {
      left: t(isDrained(node, context) ? 'read.drained' : 'read.killed', { ago: ago(since, language) }),
      right: '',
      tone: 'fail',
    },
  ]
  const refused = frame.node(node.id, 'dropPerSec')
  if (refused > DROP_MIN)
    lines.push({ left: t('read.refuses', { rate: formatRate(refused, language) }), right: '', tone: 'plain' })
  const promotes = frame.node(node.id, 'promoteInSec')
  if (Number.isFinite(promotes)) {
    const seconds = Math.max(0, Math.ceil(promotes))
    lines.push({ left: t('live.promotes', { seconds }), right: '', tone: 'plain' })
  }
  const ejection = ejectionOf(node.id, scene, frame, marks)
  if (Number.isFinite(ejection.inSec))
    lines.push({
      left: t('read.ejectsIn', { seconds: Math.max(0, Math.ceil(ejection.inSec)) }),
      right: '',
      tone: 'plain',
    })
  else if (ejection.ejected) lines.push({ left: t('read.ejected'), right: '', tone: 'plain' })
  return lines
}

/** 12 s, 3:05 or 1:02:00 in simulated time. */
function ago(sec: number, language: Language): string {
  const whole = Math.max(0, Math.floor(sec))
  if (whole < 60) return t('read.seconds', { value: whole.toLocaleString(language) })
  return clock(whole)
}

function clock(whole: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

function extraLines(node: SceneNode, context: ReadingContext): ReadingLine[] {
  if (node.view?.face === 'tank') return tankLines(node, context)
  if (node.view?.face === 'alerts') return alertLines(node, context)
  return []
}

/** NaN where the field is missing or says that there is no limit. */
const numberParam = (node: SceneNode, key: string): number =>
  numberOf(node.model?.fields ?? [], node.node.params, key) ?? Number.NaN

/** A queue without a limit is drawn against this depth, so that its level can be seen at all. */
const TANK_FULL_WITHOUT_LIMIT = 100_000

export function depthShare(node: SceneNode, frame: Frame): number {
  const limit = numberParam(node, 'depthMax')
  return frame.node(node.id, 'depth') / (limit > 0 ? limit : TANK_FULL_WITHOUT_LIMIT)
}

const tankOf = (node: SceneNode, { frame, language }: ReadingContext): NodeReading['tank'] => ({
  share: depthShare(node, frame),
  depth: formatRate(Math.round(frame.node(node.id, 'depth')), language),
})

function tankLines(node: SceneNode, { frame, language }: ReadingContext): ReadingLine[] {
  const net = frame.node(node.id, 'depthPerSec')
  const oldest = frame.node(node.id, 'oldestMs')
  const dead = frame.node(node.id, 'deadLetters')
  const rate = formatShortRate(frame.node(node.id, 'ratePerSec'), language)
  const grows = net >= 2
  const sign = net > 0 ? '+' : net < 0 ? '−' : ''
  return [
    {
      left: t('read.in', { rate }),
      right: Number.isFinite(net) ? `${sign}${formatRate(Math.round(Math.abs(net)), language)}/s` : '',
      tone: grows ? 'warn' : 'plain',
    },
    {
      left: t('read.oldest', { value: oldestText(oldest, language) }),
      right:
        timeToFull(node, frame, net) ||
        (dead > 0 ? t('read.dead', { count: formatCompact(dead, language) }) : ''),
      tone: 'plain',
    },
  ]
}

const oldestText = (ms: number, language: Language): string =>
  Number.isFinite(ms) ? (ms < 1000 ? duration(ms, language) : ago(ms / 1000, language)) : '0'

/** What is further off than an hour is not worth a warning, and a slower growth is only noise. */
const FULL_SEC_MAX = 3600

function timeToFull(node: SceneNode, frame: Frame, net: number): string {
  const limit = numberParam(node, 'depthMax')
  const left = limit - frame.node(node.id, 'depth')
  if (left <= 0) return t('read.full')
  const seconds = left / net
  return net >= 2 && seconds < FULL_SEC_MAX ? t('read.fullIn', { value: clock(Math.floor(seconds)) }) : ''
}

const RULES: readonly (readonly [bit: number, id: MessageId, param: string])[] = [
  [1, 'read.rule.errors', 'errorPercentMax'],
  [2, 'read.rule.latency', 'latencyMsP95Max'],
  [4, 'read.rule.down', ''],
]

function alertLines(node: SceneNode, { frame, language, marks }: ReadingContext): ReadingLine[] {
  const bits = frame.node(node.id, 'alerts')
  const rules = RULES.filter(([bit]) => bit !== 4 || node.node.params.componentDown !== false)
  const firing = rules.filter(([bit]) => (bits & bit) !== 0)
  const plain = (left: string): ReadingLine => ({ left, right: '', tone: 'plain' })
  if (firing.length === 0)
    return [{ ...plain(t('read.calm')), tone: 'strong' }, plain(t('read.rulesCalm', { count: rules.length }))]
  const said = firing.map(([, id, param]) => t(id, ruleValues(node, param, language)))
  const since = sinceAlert(node.id, marks, frame.timeSec)
  const rest = [
    ...(Number.isFinite(since) ? [t('read.since', { ago: ago(since, language) })] : []),
    ...(rules.length > firing.length ? [t('read.rulesCalm', { count: rules.length - firing.length })] : []),
  ].join(' · ')
  const shown = firing.length > 1 ? said.slice(0, 2) : [said[0] ?? '', rest]
  return [
    { ...plain(t('read.alerts', { count: firing.length })), tone: 'fail' },
    ...shown.map((left, index) => ({
      ...plain(left),
      tone: index === 0 ? ('strong' as const) : ('plain' as const),
    })),
  ]
}

const ruleValues = (node: SceneNode, param: string, language: Language): MessageValues =>
  param === '' ? {} : { value: formatRate(numberParam(node, param), language) }

function sinceAlert(id: string, marks: readonly RunMark[], nowSec: number): number {
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index]!
    if (mark.type === 'alert' && mark.node === id && mark.timeSec <= nowSec) return nowSec - mark.timeSec
  }
  return Number.NaN
}

const TIGHT: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 }),
  ko: new Intl.NumberFormat('ko', { notation: 'compact', maximumSignificantDigits: 2 }),
}

/** A number for a tile: two digits. */
const tight = (value: number, language: Language): string =>
  Number.isFinite(value) ? TIGHT[language].format(value).replace('K', 'k') : ''

function shortOf(node: SceneNode, { frame, overlay, language }: ReadingContext): string {
  const share = (value: number): string => percent(value, language).replace(' ', '')
  if (overlay === 'latency') {
    const p95 = frame.node(node.id, 'latencyMsP95')
    return Number.isFinite(p95) ? formatMs(p95, language).join('') : ''
  }
  if (overlay === 'errors') {
    const failed = failShare(frame, node.id)
    return Number.isFinite(failed) ? share(failed) : ''
  }
  if (node.view?.face === 'tank') return tight(frame.node(node.id, 'depth'), language)
  if (node.view?.face === 'alerts') {
    const bits = frame.node(node.id, 'alerts')
    const count = RULES.filter(([bit]) => (bits & bit) !== 0).length
    return count > 0 ? t('read.alertShort', { count }) : t('read.calmShort')
  }
  const utilisation = frame.node(node.id, 'utilisation')
  if (Number.isFinite(utilisation)) return share(utilisation)
  const rate = frame.node(node.id, 'ratePerSec')
  return Number.isFinite(rate) ? tight(rate, language) : ''
}

export function readFrame(node: SceneNode, context: ReadingContext, level: Level): FrameReading {
  const { frame } = context
  const all = node.members.length
  const result = level === 'far' ? [] : resultLines(node.id, context, level)
  if (all < 2) return { ...NO_FRAME_READING, result }
  const up = node.members.filter((id) => frame.node(id, 'down') !== 1).length
  const said = up < all || node.view?.countsMembers
  return { up: said ? t('read.up', { up, all }) : '', whole: up === all, result }
}

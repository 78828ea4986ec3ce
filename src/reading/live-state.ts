import { formatPercent, formatRate } from '../i18n/format.ts'
import { type MessageId, type MessageValues, t } from '../i18n/i18n.ts'
import { countText } from '../i18n/quantity.ts'
import type { DesignNode } from '../model/design.ts'
import type { KindModel } from '../model/kind.ts'
import type { RunMark } from '../model/mark.ts'
import { numberOf } from '../model/params.ts'
import type { Language } from '../model/text.ts'

type Column =
  | 'down'
  | 'slowFactor'
  | 'errorShare'
  | 'paused'
  | 'draining'
  | 'frozen'
  | 'leader'
  | 'promoteInSec'
  | 'syncing'
  | 'moving'
  | 'instances'
  | 'scaling'
  | 'spike'
  | 'targets'
  | 'healthyTargets'

export interface LiveSubject {
  readonly node: DesignNode
  readonly model: KindModel
  readonly language: Language
  readonly nowSec: number
  readonly marks: readonly Pick<RunMark, 'timeSec' | 'type' | 'node' | 'value'>[]
  /** It is up, and somebody who chooses among several leaves it out. */
  readonly isOut?: boolean
  read(column: Column): number
}

/** Something that goes on with a component besides its load, most urgent first. */
export interface LiveState {
  readonly id: LiveId
  /** A fault was injected, time runs out, or it only behaves differently than drawn. */
  readonly tone: 'fault' | 'change'
  /** A few words. */
  readonly brief: string
  /** A sentence with its numbers in `**…**`. */
  readonly why: string
}

type LiveId =
  | 'slow'
  | 'fails'
  | 'spike'
  | 'failOpen'
  | 'failClosed'
  | 'frozen'
  | 'paused'
  | 'draining'
  | 'outOfRotation'
  | 'promotes'
  | 'primaryNow'
  | 'replicaNow'
  | 'syncing'
  | 'moving'
  | 'scaling'
  | 'cut'
  | 'open'

/** Everything that goes on with a node, in words. Readings that are not measured say nothing. */
export function liveStates(subject: LiveSubject): LiveState[] {
  const { language, model } = subject
  const states: LiveState[] = []
  const say = (
    id: Exclude<LiveId, 'scaling' | 'cut' | 'open'>,
    tone: LiveState['tone'],
    values: MessageValues = {},
  ) => states.push({ id, tone, brief: t(`live.${id}`, values), why: t(`live.${id}.why`, values) })
  if (subject.read('frozen') > 0) say('frozen', 'fault')
  const slow = subject.read('slowFactor')
  if (slow > 0 && slow !== 1) say('slow', 'fault', { factor: formatRate(slow, language) })
  const fails = subject.read('errorShare')
  if (fails > 0) say('fails', 'fault', { share: formatPercent(fails, language) })
  const spike = subject.read('spike')
  if (spike >= 0 && spike !== 1) say('spike', 'fault', { factor: formatRate(spike, language) })
  if (subject.read('targets') > 0 && subject.read('healthyTargets') === 0) {
    const all = countText(subject.read('targets'), language)
    say(subject.node.params.failOpen === false ? 'failClosed' : 'failOpen', 'change', { all })
  }
  if (subject.read('paused') > 0) say('paused', 'fault')
  if (subject.read('draining') > 0) say('draining', 'change')
  else if (subject.isOut && subject.read('down') !== 1) say('outOfRotation', 'fault')
  const promotes = subject.read('promoteInSec')
  if (Number.isFinite(promotes))
    say('promotes', 'change', { seconds: countText(Math.max(0, Math.ceil(promotes)), language) })
  const leader = subject.read('leader')
  if (leader === 1 && model.role === 'replica') say('primaryNow', 'change')
  if (leader === 0 && model.role !== 'replica') say('replicaNow', 'change')
  if (subject.read('syncing') > 0) say('syncing', 'change')
  const moving = subject.read('moving')
  if (moving > 0) say('moving', 'change', { count: countText(moving, language) })
  const scaling = scalingState(subject)
  if (scaling) states.push(scaling)
  return states
}

const SCALING: readonly MessageId[] = ['live.observing', 'live.warming', 'live.shrinking', 'live.atMaximum']

function scalingState(subject: LiveSubject): LiveState | undefined {
  const { language } = subject
  const word = SCALING[subject.read('scaling')]
  if (word === undefined) return undefined
  const warming = word === 'live.warming' ? warmingUp(subject) : 0
  const state = warming > 0 ? t('live.warmingCount', { count: countText(warming, language) }) : t(word)
  const why = t('live.scaling.why', {
    now: countText(subject.read('instances'), language),
    min: countText(numberParam(subject, 'instancesMin'), language),
    max: countText(numberParam(subject, 'instancesMax'), language),
    state,
  })
  return { id: 'scaling', tone: 'change', brief: state, why }
}

/** Instances that were asked for and are not ready yet: those of the last warm-up time. */
function warmingUp({ node, marks, nowSec, ...subject }: LiveSubject): number {
  const since = nowSec - numberParam({ node, ...subject }, 'warmUpMs') / 1000
  let count = 0
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index]!
    if (mark.timeSec <= since) break
    if (mark.type === 'scale' && mark.node === node.id && mark.value > 0 && mark.timeSec <= nowSec)
      count += mark.value
  }
  return count
}

function numberParam({ node, model }: Pick<LiveSubject, 'node' | 'model'>, key: string): number {
  return numberOf(model.fields, node.params, key) ?? Number.NaN
}

/** What is the matter with a wire, in words; both figures are shares of its call paths. */
export function wireStates(cut: number, open: number, language: Language): LiveState[] {
  const states: LiveState[] = []
  const say = (id: 'cut' | 'open', share: number): void => {
    if (!(share > 0)) return
    const said = formatPercent(Math.round(share * 100) / 100, language)
    const brief = share >= 0.999 ? t(`live.${id}`) : t(`live.${id}Share`, { share: said })
    states.push({ id, tone: 'fault', brief, why: t(`live.${id}.why`, { share: said }) })
  }
  say('cut', cut)
  say('open', open)
  return states
}

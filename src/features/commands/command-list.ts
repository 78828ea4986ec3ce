import { t } from '../../i18n/i18n.ts'
import type { Translator } from '../../i18n/use-t.ts'
import { KIND_MODELS, kindModel } from '../../kinds/models.ts'
import type { FaultType } from '../../model/fault.ts'
import { type FaultEntry, faultText } from '../../reading/fault-words.ts'
import { isIconName } from '../../ui/icon.tsx'
import type { Command } from './command.ts'
import { COMMAND_TABLE, type CommandId } from './command-table.ts'

/** What each row of the table does now; a row without an action is not offered. */
export type CommandActions = Readonly<Partial<Record<CommandId, () => void>>>

/** The rows of the table that can be done at this moment. */
export const tableCommands = (actions: CommandActions): Command[] =>
  COMMAND_TABLE.flatMap((row) => {
    const run = actions[row.id]
    if (!run) return []
    const { id, group, icon, keys } = row
    const faultWords = row.fault === '' ? null : listOf(row.fault)
    return [{ id, group, icon, keys, run, faultWords, title: t(row.title), keywords: listOf(row.words) }]
  })

const listOf = (words: string): string[] => words.split(', ')

const PLAIN = { keys: [], faultWords: null } as const

/** The speeds of the run. */
export const speedCommands = (speeds: readonly number[], set: (speed: number) => void): Command[] =>
  speeds.map((speed) => ({
    ...PLAIN,
    id: `run.speed.${speed}`,
    group: 'run',
    title: t('run.speedTo', { speed: `${speed}×` }),
    keywords: ['speed', 'faster', 'slower', '속도', '배속'],
    icon: 'next',
    run: () => set(speed),
  }))

/** Each kind can be added. */
export const addCommands = (
  t: Translator,
  add: (kind: (typeof KIND_MODELS)[number]['id']) => void,
): Command[] =>
  KIND_MODELS.map((model) => ({
    ...PLAIN,
    id: `add.${model.id}`,
    group: 'add',
    title: t('commands.addKind', { kind: t.text(model.name) }),
    keywords: [t.text(model.name), model.id, model.idPrefix],
    icon: isIconName(model.id) ? model.id : 'unknown',
    run: () => add(model.id),
  }))

/** Something of the design that can be gone to or struck. */
export interface CommandSubject {
  readonly id: string
  readonly name: string
  /** Null for a wire. */
  readonly kind: string | null
}

/** Every node can be gone to. */
export const goCommands = (
  subjects: readonly CommandSubject[],
  t: Translator,
  go: (id: string) => void,
): Command[] =>
  subjects.flatMap((subject) => {
    const { id, name, kind } = subject
    if (kind === null) return []
    return {
      ...PLAIN,
      id: `go.${id}`,
      group: 'go',
      title: t('commands.goTo', { name }),
      keywords: [name, ...keywordsOf(subject, t)],
      icon: isIconName(kind) ? kind : 'unknown',
      run: () => go(id),
    }
  })

function keywordsOf({ id, kind }: CommandSubject, t: Translator): string[] {
  const model = kind === null ? undefined : kindModel(kind)
  return model ? [id, t.text(model.name), model.id] : [id]
}

/** What can be done to one node or wire now. */
export const faultCommands = (
  subject: CommandSubject,
  entries: readonly FaultEntry[],
  t: Translator,
  strike: (id: string, choice: FaultEntry['value']) => void,
): Command[] =>
  entries.map((entry) => ({
    id: `fault.${entry.key}.${subject.id}`,
    group: 'break',
    title: t('faults.on', { fault: faultText(entry.value, t), name: subject.name }),
    keywords: [...FAULT_WORDS[entry.value.type], subject.name, ...keywordsOf(subject, t)],
    faultWords: FAULT_WORDS[entry.value.type],
    icon: entry.icon,
    keys: [],
    run: () => strike(subject.id, entry.value),
  }))

/** What people type who mean to break something; a plain pause is the run's, and a plain copy the design's. */
const FAULT_WORDS: Readonly<Record<FaultType, readonly string[]>> = {
  kill: ['kill', 'crash', '강제 종료', '죽이기', '종료'],
  restore: ['restore', 'heal', '복구'],
  freeze: ['freeze', 'hang', 'gc pause', '응답 멈추기', '응답 없음', '멈춤 장애'],
  drain: ['drain', '드레인'],
  slow: ['slow', 'slow down', '느리게', '느리게 하기', '지연'],
  errors: ['fail', 'errors', 'error', '실패', '오류', '에러'],
  cut: ['cut', 'partition', '끊기', '단절'],
  flush: ['flush', '비우기', '캐시 비우기', '플러시'],
  pause: ['pause replication', 'replication', '복제 중단', '복제 일시정지'],
  spike: ['spike', 'surge', '급증', '스파이크'],
}

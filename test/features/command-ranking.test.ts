import { afterEach, describe, expect, it } from 'vitest'
import { FEATURES } from '../../src/app/features.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Command } from '../../src/features/commands/command.ts'
import {
  addCommands,
  type CommandSubject,
  faultCommands,
  goCommands,
  speedCommands,
  tableCommands,
} from '../../src/features/commands/command-list.ts'
import { COMMAND_TABLE } from '../../src/features/commands/command-table.ts'
import { featureCommands } from '../../src/features/commands/feature-commands.ts'
import { rankCommands } from '../../src/features/commands/ranking.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import type { Language } from '../../src/model/text.ts'
import type { AppActions } from '../../src/page/app-actions.ts'
import { faultMenu } from '../../src/reading/fault-words.ts'
import { nodeName, wireName } from '../../src/scene/names.ts'
import { testSession } from '../support/session.tsx'

afterEach(() => activate('en'))

const nothing = () => {}

/** Everything that the page could offer on the opening example, with what is struck and what stands. */
function everything(language: Language): readonly Command[] {
  activate(language)
  const t = translatorOf(language)
  const design = openingExample(language, 'wide')
  const subjects: CommandSubject[] = [
    ...design.nodes.map((node) => ({ id: node.id, name: nodeName(design, node, language), kind: node.kind })),
    ...design.edges.map((edge) => ({ id: edge.id, name: wireName(design, edge, language), kind: null })),
  ]
  // Of two that take each other's place, those of a run that plays and follows every request.
  const rows = COMMAND_TABLE.filter(({ id }) => id !== 'run.play' && id !== 'run.exact')
  return [
    ...tableCommands(Object.fromEntries(rows.map(({ id }) => [id, nothing]))),
    ...featureCommands(FEATURES, testSession().session, {} as AppActions),
    ...speedCommands([0.25, 1, 4, 60], nothing),
    ...addCommands(t, nothing),
    ...goCommands(subjects, t, nothing),
    ...subjects.flatMap((subject) => {
      const now = { down: false, struck: true }
      return faultCommands(subject, faultMenu(design, [subject.id], now, t), t, nothing)
    }),
  ]
}

/** What a new user types, and what must come first; whichever language the page speaks. */
const WORDS: readonly (readonly [word: string, first: string])[] = [
  ['new', 'file.new'],
  ['fit', 'view.fit'],
  ['align', 'edit.layout'],
  ['save', 'file.save'],
  ['korean', 'view.korean'],
  ['share', 'file.share'],
  ['copy', 'edit.copy'],
  ['paste', 'edit.paste'],
  ['delete', 'edit.delete'],
  ['undo', 'edit.undo'],
  ['zoom', 'view.fit'],
  ['play', 'run.pause'],
  ['pause', 'run.pause'],
  ['speed', 'run.speed.0.25'],
  ['open', 'file.open'],
  ['export', 'file.save'],
  ['picture', 'file.picture'],
  ['png', 'file.picture'],
  ['mermaid', 'file.importMermaid'],
  ['import', 'file.open'],
  ['link', 'file.share'],
  ['library', 'file.library'],
  ['rename', 'edit.rename'],
  ['duplicate', 'edit.duplicate'],
  ['dark', 'view.dark'],
  ['help', 'view.shortcuts'],
  ['shortcuts', 'view.shortcuts'],
  ['reset', 'run.restart'],
  ['example', 'file.example'],
  ['measure', 'run.measure'],
  ['새로', 'file.new'],
  ['맞춤', 'view.fit'],
  ['정렬', 'edit.layout'],
  ['저장', 'file.save'],
  ['한국어', 'view.korean'],
  ['영어', 'view.english'],
  ['언어', 'view.korean'],
  ['공유', 'file.share'],
  ['복사', 'edit.copy'],
  ['붙여넣기', 'edit.paste'],
  ['삭제', 'edit.delete'],
  ['실행 취소', 'edit.undo'],
  ['되돌리기', 'edit.undo'],
  ['일시정지', 'run.pause'],
  ['재생', 'run.pause'],
  ['속도', 'run.speed.0.25'],
  ['열기', 'file.open'],
  ['내보내기', 'file.save'],
  ['그림', 'file.picture'],
  ['머메이드', 'file.importMermaid'],
  ['가져오기', 'file.open'],
  ['링크', 'file.share'],
  ['보관함', 'file.library'],
  ['이름', 'edit.rename'],
  ['사본', 'edit.duplicate'],
  ['다크', 'view.dark'],
  ['도움말', 'view.shortcuts'],
  ['단축키', 'view.shortcuts'],
  ['초기화', 'run.restart'],
  ['예제', 'file.example'],
  ['측정', 'run.measure'],
]

describe.each(['en', 'ko'] as const)('on a page in %s', (language) => {
  it.each(WORDS)('“%s” takes %s', (word, first) => {
    expect(rankCommands(word, everything(language))[0]?.id).toBe(first)
  })

  it.each([
    ['kill', 'break.server'],
    ['slow web-1', 'fault.slow'],
    ['drain', 'fault.drain'],
    ['fail', 'fault.errors'],
    ['errors', 'fault.errors'],
    ['flush', 'fault.flush'],
    ['pause replication', 'fault.pause'],
    ['spike', 'fault.spike'],
    ['restore', 'break.restore'],
    ['강제 종료', 'break.server'],
    ['느리게', 'fault.slow'],
    ['드레인', 'fault.drain'],
    ['복제 중단', 'fault.pause'],
    ['급증', 'fault.spike'],
    ['복구', 'break.restore'],
  ])('the fault word “%s” takes %s', (word, first) => {
    expect(rankCommands(word, everything(language))[0]?.id).toMatch(new RegExp(`^${first}`))
  })

  it('a word that is not one for a fault never finds a fault first, nor do its beginnings', () => {
    const commands = everything(language)
    const faults = new Set(commands.filter(({ faultWords }) => faultWords !== null).map(({ id }) => id))
    for (const [word] of WORDS) {
      for (let length = 1; length <= word.length; length++) {
        const [first] = rankCommands(word.slice(0, length), commands)
        expect(faults.has(first?.id ?? ''), `${word.slice(0, length)} finds ${first?.title}`).toBe(false)
      }
      const found = rankCommands(word, commands).map(({ id }) => faults.has(id))
      expect(found.lastIndexOf(false), word).toBe(found.filter((fault) => !fault).length - 1)
    }
  })

  it('without a query everything but the faults is there, in its own order', () => {
    const commands = everything(language)
    expect(rankCommands('  ', commands)).toEqual(commands.filter(({ faultWords }) => faultWords === null))
  })
})

const command = (
  id: string,
  title: string,
  keywords: readonly string[] = [],
  faultWords: Command['faultWords'] = null,
): Command => ({
  id,
  group: 'edit',
  title,
  keywords,
  faultWords,
  icon: 'next',
  keys: [],
  run: nothing,
})

const idsFor = (query: string, ...commands: readonly Command[]) =>
  rankCommands(query, commands).map(({ id }) => id)

describe('rankCommands', () => {
  it('puts the word before its beginning, that before a later word, and the inside last', () => {
    const list = [
      command('inside', 'Unsaved work'),
      command('word', 'Quickly save'),
      command('begins', 'Savepoint'),
      command('exact', 'Save'),
    ]
    expect(idsFor('save', ...list)).toEqual(['exact', 'begins', 'word', 'inside'])
  })

  it('finds first letters of words, but no letters that are merely strewn', () => {
    const fit = command('fit', 'Zoom to fit')
    expect(idsFor('ztf', fit)).toEqual(['fit'])
    expect(idsFor('zmf', fit)).toEqual([])
    expect(idsFor('zfit', fit)).toEqual([])
  })

  it('takes words from title and keywords together, in any order', () => {
    const go = command('go', 'Go to web-1', ['Web server'])
    expect(idsFor('server go', go)).toEqual(['go'])
    expect(idsFor('server stop', go)).toEqual([])
  })

  it('leaves out a syllable that is still being typed, and does not mind where a space stands', () => {
    const undo = command('undo', 'Undo', ['실행 취소'])
    expect(idsFor('실행ㅊ', undo)).toEqual(['undo'])
    expect(idsFor('실행취소', undo)).toEqual(['undo'])
    expect(idsFor('실행 취소'.normalize('NFD'), undo)).toEqual(['undo'])
  })

  it('shows a fault behind all else while its word is only begun, and not for fewer letters', () => {
    const kill = command('kill', 'Kill web-1', [], ['kill'])
    const skills = command('skills', 'Show skills')
    expect(idsFor('kil', kill, skills)).toEqual(['skills', 'kill'])
    expect(idsFor('ki', kill, skills)).toEqual(['skills'])
    expect(idsFor('web', kill, skills)).toEqual([])
    expect(idsFor('kill', kill, skills)).toEqual(['kill', 'skills'])
  })

  it('a query of signs alone finds everything that is no fault', () => {
    expect(idsFor('…', command('a', 'A'), command('kill', 'Kill', [], ['kill']))).toEqual(['a'])
  })
})

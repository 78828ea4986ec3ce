import { readdirSync, readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { FEATURES } from '../../src/app/features.ts'
import { COMMAND_TABLE } from '../../src/features/commands/command-table.ts'
import { SHORTCUTS } from '../../src/features/commands/shortcuts.ts'
import { type Feature, runCommand } from '../../src/page/feature.ts'
import { closeDialog, openDialog, pageStore } from '../../src/page/page-store.ts'
import { testSession } from '../support/session.tsx'

const dialogs = FEATURES.flatMap(({ dialog }) => (dialog ? [dialog.id] : []))
const commands = FEATURES.flatMap((feature) => feature.commands)

const doubles = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index)

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))

it('no two dialogs, commands or keys share a name', () => {
  const chords = [
    ...SHORTCUTS.flatMap((shortcut) => shortcut.chords),
    ...commands.flatMap(({ key }) => (key ? [key.chord] : [])),
  ].map(({ code, mod, shift }) => [code, mod ?? false, shift ?? false].join(' '))
  expect(doubles(dialogs)).toEqual([])
  expect(doubles([...COMMAND_TABLE, ...commands].map(({ id }) => id))).toEqual([])
  // `?` stands where `/` does, with Shift.
  expect(doubles(chords)).toEqual([])
})

it('every dialog that is asked for anywhere is in the list, and every one of the list is asked for', () => {
  const asked = sources.flatMap((text) =>
    [...text.matchAll(/(?:openDialog\(|useDialog\(|dialog: )'(\w+)'/g)].map(([, id]) => id!),
  )
  expect([...new Set(asked)].filter((id) => !dialogs.includes(id))).toEqual([])
  expect(dialogs.filter((id) => !asked.includes(id))).toEqual([])
})

it('every folder with a manifest is in the list', () => {
  const manifests = readdirSync('src/features').filter((folder) =>
    readdirSync(`src/features/${folder}`).some((file) => /^feature\.tsx?$/.test(file)),
  )
  const list = readFileSync('src/app/features.ts', 'utf8')
  expect(manifests.filter((folder) => !list.includes(`../features/${folder}/feature.ts`))).toEqual([])
})

it('a command does what it says, and without words of its own opens the dialog of its feature', () => {
  const { session } = testSession()
  const run = vi.fn()
  const feature: Feature = {
    dialog: { id: 'outline', load: () => Promise.reject(new Error('not asked for')) },
    commands: [
      { id: 'view.one', title: 'menu.outline', icon: 'outline', words: 'one' },
      { id: 'view.two', title: 'menu.outline', icon: 'outline', words: 'two', run },
    ],
  }
  const [opens, does] = feature.commands
  closeDialog()
  runCommand(feature, opens!, session, {} as never)
  expect(pageStore.getState().dialog).toBe('outline')
  closeDialog()
  runCommand(feature, does!, session, {} as never)
  expect(run).toHaveBeenCalledOnce()
  expect(pageStore.getState().dialog).toBeNull()
  openDialog('share')
  expect(pageStore.getState().dialog).toBe('share')
  closeDialog()
})

it('no command is without an effect', () => {
  const idle = FEATURES.flatMap(({ dialog, commands: own }) =>
    own.filter(({ run }) => run === undefined && dialog === undefined),
  )
  expect(idle).toEqual([])
})

import { doneByHand } from '../analysis/kept-scenario.ts'
import { presetEvents, SCENARIO_PRESETS } from '../analysis/scenario-presets.ts'
import { openMenu } from '../features/canvas/shortcuts.ts'
import type { Command } from '../features/commands/command.ts'
import {
  addCommands,
  type CommandActions,
  type CommandSubject,
  faultCommands,
  goCommands,
  speedCommands,
  tableCommands,
} from '../features/commands/command-list.ts'
import { featureCommands } from '../features/commands/feature-commands.ts'
import { SPEEDS } from '../features/top-bar/speeds.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { translatorOf } from '../i18n/use-t.ts'
import type { AppActions } from '../page/app-actions.ts'
import type { Feature } from '../page/feature.ts'
import { pageStore } from '../page/page-store.ts'
import { nodesUnder } from '../reading/fault-targets.ts'
import { faultMenu } from '../reading/fault-words.ts'
import { struckAt } from '../reading/struck.ts'
import { nodeName, wireName } from '../scene/names.ts'
import { killServer, restoreAll, strike, struckIds } from '../session/faults.ts'
import { lossesOf } from '../session/losses.ts'
import { keepAsScenario, planPreset } from '../session/scenario.ts'
import { focusName, focusPalette } from './focus.ts'
import { canvas } from './page-canvas.ts'
import { session } from './page-session.ts'
import { setLanguage, setTheme, toggleRun } from './preferences.ts'

/** Everything that the command palette offers at this moment. */
export function appCommands(actions: AppActions, features: readonly Feature[]): readonly Command[] {
  const t = translatorOf(chosenLanguage())
  const subjects = subjectsNow()
  return [
    ...tableCommands({
      ...runActions(),
      ...editActions(),
      ...fileActions(actions),
      ...viewActions(),
      ...breakActions(),
    }),
    ...featureCommands(features, session, actions),
    ...speedCommands(SPEEDS, (speed) => session.act({ type: 'speed', speed })),
    ...addCommands(t, canvas.addAtCentre),
    ...goCommands(subjects, t, goTo),
    ...subjects.flatMap((subject) => faultsOn(subject)),
  ]
}

function runActions(): CommandActions {
  const { status, approximate } = session.run.state
  const { events } = session.design.getState().design.scenario
  return {
    [status === 'playing' ? 'run.pause' : 'run.play']: toggleRun,
    'run.restart': () => session.act({ type: 'restart' }),
    'run.live': () => session.act({ type: 'seek', atSec: null }),
    'run.stepBack': () => session.act({ type: 'step', direction: -1 }),
    'run.stepForward': () => session.act({ type: 'step', direction: 1 }),
    ...(session.run.canGoBack ? { 'run.goBack': () => session.act({ type: 'goBack' }) } : {}),
    ...(doneByHand(session.run.state.faults, events) > 0
      ? { 'run.keepScenario': () => keepAsScenario(session) }
      : {}),
    ...presetActions(),
    [approximate ? 'run.exact' : 'run.approximate']: () =>
      session.act({ type: 'approximate', approximate: !approximate }),
  }
}

/** Stories that the design has the parts for. */
function presetActions(): CommandActions {
  const { design } = session.design.getState()
  const told = SCENARIO_PRESETS.filter((preset) => presetEvents(design, preset).ok)
  return Object.fromEntries(told.map((preset) => [`run.${preset}`, () => planPreset(session, preset)]))
}

function editActions(): CommandActions {
  const { wires } = session.selection.getState()
  const [wire] = wires
  return {
    'edit.undo': canvas.undo,
    'edit.redo': canvas.redo,
    'edit.copy': canvas.copy,
    'edit.cut': canvas.cut,
    'edit.paste': () => void canvas.paste(),
    'edit.duplicate': canvas.duplicate,
    'edit.delete': canvas.deleteSelection,
    'edit.add': focusPalette,
    'edit.connect': () => canvas.startConnect(),
    ...(wire !== undefined && canvas.turns(wire) ? { 'edit.reverse': () => canvas.reverseWire(wire) } : {}),
    'edit.rename': focusName,
    'edit.layout': canvas.autoLayout,
    'edit.selectAll': canvas.selectAll,
    'edit.clear': session.selection.clear,
    'edit.next': canvas.selectNext,
    'edit.menu': () => void openMenu(session),
    'edit.left': () => canvas.nudge(-1, 0),
    'edit.up': () => canvas.nudge(0, -1),
    'edit.right': () => canvas.nudge(1, 0),
    'edit.down': () => canvas.nudge(0, 1),
  }
}

const fileActions = (actions: AppActions): CommandActions => ({
  'file.new': actions.newDesign,
  'file.example': () => actions.openExample('opening'),
  'file.open': actions.openFile,
  'file.save': actions.saveFile,
})

const viewActions = (): CommandActions => ({
  'view.fit': canvas.fitView,
  'view.zoomIn': canvas.zoomIn,
  'view.zoomOut': canvas.zoomOut,
  'view.zoomSelection': canvas.zoomToSelection,
  'view.losses': () => lossesOf(session).toggle(),
  'view.goals': showGoals,
  'view.dark': () => setTheme('dark'),
  'view.light': () => setTheme('light'),
  'view.korean': () => setLanguage('ko'),
  'view.english': () => setLanguage('en'),
})

/** Goals and scenario stand in the inspector while nothing is selected; on a phone they have a sheet. */
function showGoals(): void {
  session.selection.clear()
  session.trace.show(false)
  pageStore.setState({ designOpen: true })
}

const breakActions = (): CommandActions => ({
  'break.server': () => killServer(session),
  'break.selected': canvas.killSelection,
  ...(struckIds(session).length > 0 ? { 'break.restore': () => restoreAll(session) } : {}),
})

/** Nodes and wires beyond which those that are not selected can only be killed and restored from here. */
const ALL_FAULTS_MAX = 150

function subjectsNow(): readonly CommandSubject[] {
  const { design } = session.design.getState()
  const language = chosenLanguage()
  const { wires } = session.selection.getState()
  return [
    ...design.nodes.map((node) => ({ id: node.id, name: nodeName(design, node, language), kind: node.kind })),
    ...design.edges
      .filter(({ id }) => wires.has(id) || design.edges.length <= ALL_FAULTS_MAX)
      .map((edge) => ({ id: edge.id, name: wireName(design, edge, language), kind: null })),
  ]
}

/** What can be done to a node or a wire now: to the selected in every ready degree, to others in the usual one. */
function faultsOn(subject: CommandSubject): Command[] {
  const { design } = session.design.getState()
  const { nodes, wires } = session.selection.getState()
  const { id } = subject
  const selected = nodes.has(id) || wires.has(id)
  const many = design.nodes.length + design.edges.length > ALL_FAULTS_MAX
  const t = translatorOf(chosenLanguage())
  const now = struckAt(session.run.frames.latest, nodesUnder(design, id), [id])
  const entries = faultMenu(design, [id], now, t)
    .filter(({ value: { type } }) => selected || !many || type === 'kill' || type === 'restore')
    .flatMap((entry) => (selected && entry.choices.length > 0 ? entry.choices : [entry]))
  return faultCommands(subject, entries, t, (target, choice) => strike(session, [target], choice))
}

function goTo(id: string): void {
  session.selection.select([id])
  canvas.reveal(id)
}

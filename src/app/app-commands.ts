import { canvasCommands } from '../features/canvas/commands.ts'
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
import { offeredCommands } from '../features/commands/registry.ts'
import { openVersions } from '../features/library/library-view.ts'
import { step } from '../features/timeline/timeline-step.ts'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { SPEEDS } from '../features/top-bar/speeds.ts'
import { translatorOf } from '../i18n/use-t.ts'
import { nodesUnder } from '../reading/fault-targets.ts'
import { faultMenu } from '../reading/fault-words.ts'
import { struckAt } from '../reading/struck.ts'
import { simClient } from '../runtime/session.ts'
import { nodeName, wireName } from '../scene/names.ts'
import { deskStore } from '../store/desk-store.ts'
import { clearSelection, type Dialog, designStore, select, selectionStore, uiStore } from '../store/stores.ts'
import { showRequests, toggleRequests } from '../store/trace-store.ts'
import { killServer, restoreAll, strike, struckIds } from './faults.ts'
import { focusName, focusPalette } from './focus.ts'
import { setLanguage, setTheme, toggleRun } from './preferences.ts'

/** Everything that the command palette offers at this moment. */
export function appCommands(actions: AppActions): readonly Command[] {
  const t = translatorOf(uiStore.getState().language)
  const subjects = subjectsNow()
  return [
    ...tableCommands({
      ...runActions(),
      ...editActions(),
      ...fileActions(actions),
      ...viewActions(),
      ...breakActions(),
      ...offeredCommands(),
    }),
    ...speedCommands(SPEEDS, (speed) => simClient.setSpeed(speed)),
    ...addCommands(t, canvasCommands.addAtCentre),
    ...goCommands(subjects, t, goTo),
    ...subjects.flatMap((subject) => faultsOn(subject)),
  ]
}

const opens = (dialog: Dialog) => () => uiStore.setState({ dialog })

function runActions(): CommandActions {
  const { status, approximate } = simClient.state
  return {
    [status === 'playing' ? 'run.pause' : 'run.play']: toggleRun,
    'run.restart': () => simClient.restart(),
    'run.live': () => simClient.frames.scrubTo(null),
    'run.stepBack': () => step(-1),
    'run.stepForward': () => step(1),
    'run.measure': opens('measure'),
    [approximate ? 'run.exact' : 'run.approximate']: () => simClient.setApproximate(!approximate),
  }
}

function editActions(): CommandActions {
  const { wires } = selectionStore.getState()
  const [wire] = wires
  return {
    'edit.undo': canvasCommands.undo,
    'edit.redo': canvasCommands.redo,
    'edit.copy': canvasCommands.copy,
    'edit.cut': canvasCommands.cut,
    'edit.paste': () => void canvasCommands.paste(),
    'edit.duplicate': canvasCommands.duplicate,
    'edit.delete': canvasCommands.deleteSelection,
    'edit.add': focusPalette,
    'edit.connect': () => canvasCommands.startConnect(),
    ...(wire !== undefined && canvasCommands.turns(wire)
      ? { 'edit.reverse': () => canvasCommands.reverseWire(wire) }
      : {}),
    'edit.rename': focusName,
    'edit.layout': canvasCommands.autoLayout,
    'edit.selectAll': canvasCommands.selectAll,
    'edit.clear': clearSelection,
    'edit.next': canvasCommands.selectNext,
    'edit.menu': () => void openMenu(),
    'edit.left': () => canvasCommands.nudge(-1, 0),
    'edit.up': () => canvasCommands.nudge(0, -1),
    'edit.right': () => canvasCommands.nudge(1, 0),
    'edit.down': () => canvasCommands.nudge(0, 1),
  }
}

const fileActions = (actions: AppActions): CommandActions => ({
  'file.new': actions.newDesign,
  'file.example': () => actions.openExample('opening'),
  'file.gallery': opens('gallery'),
  'file.library': opens('library'),
  'file.versions': () => openVersions(deskStore.getState().desk.id),
  'file.open': actions.openFile,
  'file.importMermaid': () => actions.importMermaid(),
  'file.exportMermaid': actions.exportMermaid,
  'file.save': actions.saveFile,
  'file.share': opens('share'),
  'file.shareMoment': () => uiStore.setState({ dialog: 'share', shareMoment: true }),
  'file.picture': opens('picture'),
  'file.film': opens('picture'),
})

const viewActions = (): CommandActions => ({
  'view.fit': canvasCommands.fitView,
  'view.zoomIn': canvasCommands.zoomIn,
  'view.zoomOut': canvasCommands.zoomOut,
  'view.zoomSelection': canvasCommands.zoomToSelection,
  'view.outline': opens('outline'),
  'view.requests': toggleRequests,
  'view.goals': showGoals,
  'view.shortcuts': opens('shortcuts'),
  'view.dark': () => setTheme('dark'),
  'view.light': () => setTheme('light'),
  'view.korean': () => setLanguage('ko'),
  'view.english': () => setLanguage('en'),
})

/** Goals and scenario stand in the inspector while nothing is selected; on a phone they have a sheet. */
function showGoals(): void {
  clearSelection()
  showRequests(false)
  uiStore.setState({ designOpen: true })
}

const breakActions = (): CommandActions => ({
  'break.server': killServer,
  'break.selected': canvasCommands.killSelection,
  ...(struckIds().length > 0 ? { 'break.restore': restoreAll } : {}),
})

/** Nodes and wires beyond which those that are not selected can only be killed and restored from here. */
const ALL_FAULTS_MAX = 150

function subjectsNow(): readonly CommandSubject[] {
  const { design } = designStore.getState()
  const { language } = uiStore.getState()
  const { wires } = selectionStore.getState()
  return [
    ...design.nodes.map((node) => ({ id: node.id, name: nodeName(design, node, language), kind: node.kind })),
    ...design.edges
      .filter(({ id }) => wires.has(id) || design.edges.length <= ALL_FAULTS_MAX)
      .map((edge) => ({ id: edge.id, name: wireName(design, edge, language), kind: null })),
  ]
}

/** What can be done to a node or a wire now: to the selected in every ready degree, to others in the usual one. */
function faultsOn(subject: CommandSubject): Command[] {
  const { design } = designStore.getState()
  const { nodes, wires } = selectionStore.getState()
  const { id } = subject
  const selected = nodes.has(id) || wires.has(id)
  const many = design.nodes.length + design.edges.length > ALL_FAULTS_MAX
  const t = translatorOf(uiStore.getState().language)
  const now = struckAt(simClient.frames.latest, nodesUnder(design, id), [id])
  const entries = faultMenu(design, [id], now, t)
    .filter(({ value: { type } }) => selected || !many || type === 'kill' || type === 'restore')
    .flatMap((entry) => (selected && entry.choices.length > 0 ? entry.choices : [entry]))
  return faultCommands(subject, entries, t, (target, choice) => strike([target], choice))
}

function goTo(id: string): void {
  select([id])
  canvasCommands.reveal(id)
}

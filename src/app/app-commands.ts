import { canvasCommands } from '../features/canvas/commands.ts'
import type { Command } from '../features/commands/command.ts'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { SPEEDS } from '../features/top-bar/speeds.ts'
import { faultMenu, faultText } from '../i18n/fault-words.ts'
import { t } from '../i18n/i18n.ts'
import { translatorOf } from '../i18n/use-t.ts'
import { KIND_MODELS, kindModel } from '../kinds/models.ts'
import { simClient } from '../runtime/session.ts'
import { struckAt } from '../runtime/struck.ts'
import { nodeName, wireName } from '../scene/names.ts'
import { nodesUnder } from '../store/fault-targets.ts'
import { designStore, select, selectionStore, uiStore } from '../store/stores.ts'
import { toggleRequests } from '../store/trace-store.ts'
import { isIconName } from '../ui/icon.tsx'
import { killServer, restoreAll, strike, struckIds } from './faults.ts'
import { setLanguage, setTheme, toggleRun } from './preferences.ts'

/** Everything that the command palette offers at this moment. */
export const appCommands = (actions: AppActions): readonly Command[] => [
  ...runCommands(),
  ...addCommands(),
  ...nodeCommands(),
  ...editCommands(),
  ...fileCommands(actions),
  ...viewCommands(),
]

type Details = Partial<Pick<Command, 'keywords' | 'icon' | 'keys'>>

const command = (
  id: string,
  group: Command['group'],
  title: string,
  run: () => void,
  details: Details = {},
): Command => ({ id, group, title, keywords: [], icon: 'next', run, ...details })

function runCommands(): Command[] {
  const playing = simClient.state.status === 'playing'
  return [
    command('run.toggle', 'run', t(playing ? 'run.pause' : 'run.play'), toggleRun, {
      icon: playing ? 'pause' : 'play',
      keys: 'Space',
      keywords: ['play', 'pause', '재생', '일시정지'],
    }),
    command('run.restart', 'run', t('run.restart'), () => simClient.restart(), { icon: 'restart' }),
    command('run.measure', 'run', t('measure.open'), () => uiStore.setState({ dialog: 'measure' }), {
      icon: 'measure',
      keywords: ['json', 'report', 'headless', 'seed', '보고서', '시드'],
    }),
    command(
      'run.approximate',
      'run',
      t(simClient.state.approximate ? 'approximate.turnOff' : 'approximate.turnOn'),
      () => simClient.setApproximate(!simClient.state.approximate),
      { icon: 'approximate', keywords: ['fast', 'million', 'hybrid', '근사', '빠르게'] },
    ),
    ...SPEEDS.map((speed) =>
      command(
        `run.speed.${speed}`,
        'run',
        t('run.speedTo', { speed: `${speed}×` }),
        () => simClient.setSpeed(speed),
        { icon: 'next', keywords: ['speed', '속도'] },
      ),
    ),
  ]
}

const addCommands = (): Command[] =>
  KIND_MODELS.map((model) => {
    const title = t('commands.addKind', { kind: model.name[uiStore.getState().language] })
    return command(`add.${model.id}`, 'add', title, () => canvasCommands.addAtCentre(model.id), {
      icon: isIconName(model.id) ? model.id : 'unknown',
      keywords: [model.name.en, model.name.ko, model.idPrefix],
    })
  })

function nodeCommands(): Command[] {
  const { design } = designStore.getState()
  const { language } = uiStore.getState()
  const commands = [
    command('break.server', 'break', t('faults.killServer'), killServer, { icon: 'kill', keys: 'X' }),
  ]
  if (struckIds().length > 0)
    commands.push(command('break.restore', 'break', t('faults.restoreAll'), restoreAll, { icon: 'restore' }))
  for (const node of design.nodes) {
    const name = nodeName(design, node, language)
    const model = kindModel(node.kind)
    const keywords = model ? [node.id, model.name.en, model.name.ko] : [node.id]
    commands.push(
      command(`go.${node.id}`, 'go', t('commands.goTo', { name }), () => goTo(node.id), {
        icon: isIconName(node.kind) ? node.kind : 'unknown',
        keywords,
      }),
    )
    commands.push(...faultCommands(node.id, name, keywords))
  }
  const { wires } = selectionStore.getState()
  for (const edge of design.edges)
    if (wires.has(edge.id) || design.edges.length <= ALL_FAULTS_MAX)
      commands.push(...faultCommands(edge.id, wireName(design, edge, language), [edge.id]))
  return commands
}

/** Nodes and wires beyond which those that are not selected can only be killed and restored from here. */
const ALL_FAULTS_MAX = 150

/** What can be done to a node or a wire now: to the selected in every ready degree, to others in the usual one. */
function faultCommands(id: string, name: string, keywords: readonly string[]): Command[] {
  const { design } = designStore.getState()
  const { nodes, wires } = selectionStore.getState()
  const selected = nodes.has(id) || wires.has(id)
  const many = design.nodes.length + design.edges.length > ALL_FAULTS_MAX
  const t = translatorOf(uiStore.getState().language)
  const now = struckAt(simClient.frames.latest, nodesUnder(design, id), [id])
  return faultMenu(design, [id], now, t)
    .filter(({ value: { type } }) => selected || !many || type === 'kill' || type === 'restore')
    .flatMap((entry) => (selected && entry.choices.length > 0 ? entry.choices : [entry]))
    .map((entry) =>
      command(
        `fault.${entry.key}.${id}`,
        'break',
        t('faults.on', { fault: faultText(entry.value, t), name }),
        () => strike([id], entry.value),
        { icon: entry.icon, keywords },
      ),
    )
}

function goTo(id: string): void {
  select([id])
  canvasCommands.reveal(id)
}

const editCommands = (): Command[] => [
  command('edit.undo', 'edit', t('history.undo'), designStore.undo, { icon: 'undo', keys: 'Ctrl Z' }),
  command('edit.redo', 'edit', t('history.redo'), designStore.redo, { icon: 'redo', keys: 'Ctrl Shift Z' }),
  command('edit.layout', 'edit', t('commands.layout'), canvasCommands.autoLayout, { icon: 'layout' }),
  command('edit.selectAll', 'edit', t('shortcut.selectAll'), canvasCommands.selectAll, {
    icon: 'fit',
    keys: 'Ctrl A',
  }),
]

const fileCommands = (actions: AppActions): Command[] => [
  command('file.new', 'file', t('menu.new'), actions.newDesign, { icon: 'plus' }),
  command('file.example', 'file', t('menu.example'), () => actions.openExample('opening'), {
    icon: 'layout',
  }),
  command('file.gallery', 'file', t('menu.gallery'), () => uiStore.setState({ dialog: 'gallery' }), {
    icon: 'gallery',
    keywords: ['gallery', 'stages', 'days', 'curriculum', '예제', '단계', '커리큘럼'],
  }),
  command('file.open', 'file', t('menu.openFile'), actions.openFile, { icon: 'upload', keywords: ['json'] }),
  command('file.save', 'file', t('menu.saveFile'), actions.saveFile, {
    icon: 'download',
    keywords: ['json'],
  }),
  command('file.picture', 'file', t('picture.open'), () => uiStore.setState({ dialog: 'picture' }), {
    icon: 'picture',
    keywords: ['png', 'svg', 'webm', 'image', 'screenshot', 'export', '이미지', '스크린샷', '내보내기'],
  }),
]

function viewCommands(): Command[] {
  const dark = uiStore.getState().theme === 'dark'
  const korean = uiStore.getState().language === 'ko'
  const dialog = (name: 'outline' | 'shortcuts') => () => uiStore.setState({ dialog: name })
  return [
    command('view.fit', 'view', t('commands.fit'), canvasCommands.fitView, { icon: 'fit' }),
    command('view.outline', 'view', t('menu.outline'), dialog('outline'), { icon: 'outline', keys: 'O' }),
    command('view.requests', 'view', t('requests.toggle'), toggleRequests, {
      icon: 'requests',
      keys: 'R',
      keywords: ['trace', 'request', 'waterfall', '추적', '요청'],
    }),
    command('view.shortcuts', 'view', t('menu.shortcuts'), dialog('shortcuts'), {
      icon: 'keyboard',
      keys: '?',
    }),
    command(
      'view.theme',
      'view',
      t(dark ? 'theme.to.light' : 'theme.to.dark'),
      () => setTheme(dark ? 'light' : 'dark'),
      { icon: dark ? 'sun' : 'moon', keywords: ['theme', 'dark', 'light', '테마'] },
    ),
    command(
      'view.language',
      'view',
      korean ? 'English' : '한국어',
      () => void setLanguage(korean ? 'en' : 'ko'),
      {
        icon: 'cdn',
        keywords: ['language', '언어', 'korean', 'english', '영어', '한국어'],
      },
    ),
  ]
}

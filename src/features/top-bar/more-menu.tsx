import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { type Dialog, pageStore } from '../../page/page-store.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { TopBarProps } from './app-actions.ts'
import { SPEEDS } from './speeds.ts'

/** Everything that is not needed in the first minute, and on narrow screens what has no room in the bar. */
export default function MoreMenu({ actions, width, onLanguage, onTheme }: TopBarProps) {
  const session = useSession()
  const t = useT()
  const { approximate } = useRunState()
  const open = (dialog: Exclude<Dialog, 'none'>) => () => pageStore.setState({ dialog })
  return (
    <Menu trigger={<IconButton icon="more" label={t('menu.more')} />}>
      <MenuItem icon="plus" onSelect={actions.newDesign}>
        {t('menu.new')}
      </MenuItem>
      <MenuItem icon="library" keys="Ctrl O" onSelect={open('library')}>
        {t('command.library')}
      </MenuItem>
      <MenuItem icon="layout" onSelect={() => actions.openExample('opening')}>
        {t('menu.example')}
      </MenuItem>
      <MenuItem icon="gallery" onSelect={open('gallery')}>
        {t('menu.gallery')}
      </MenuItem>
      <MenuItem icon="upload" onSelect={actions.openFile}>
        {t('menu.openFile')}
      </MenuItem>
      <MenuItem icon="upload" onSelect={() => actions.importMermaid()}>
        {t('command.importMermaid')}
      </MenuItem>
      <MenuItem icon="share" keys="Ctrl Shift S" onSelect={open('share')}>
        {t('command.share')}
      </MenuItem>
      <MenuItem icon="download" keys="Ctrl S" onSelect={actions.saveFile}>
        {t('menu.saveFile')}
      </MenuItem>
      <MenuItem icon="download" onSelect={actions.exportMermaid}>
        {t('command.exportMermaid')}
      </MenuItem>
      <MenuItem icon="picture" onSelect={open('picture')}>
        {t('picture.open')}
      </MenuItem>
      <MenuSeparator />
      {width === 'phone' ? <PhoneItems /> : null}
      {width === 'wide' ? null : <CompactItems onLanguage={onLanguage} onTheme={onTheme} />}
      <MenuItem icon="search" keys="Ctrl K" onSelect={open('commands')}>
        {t('menu.commands')}
      </MenuItem>
      <MenuItem icon="requests" keys="R" onSelect={session.trace.toggle}>
        {t('requests.toggle')}
      </MenuItem>
      <MenuItem icon="measure" onSelect={open('measure')}>
        {t('measure.open')}
      </MenuItem>
      <MenuItem
        icon="approximate"
        onSelect={() => session.act({ type: 'approximate', approximate: !approximate })}
      >
        {t(approximate ? 'approximate.turnOff' : 'approximate.turnOn')}
      </MenuItem>
      <MenuItem icon="outline" keys="O" onSelect={open('outline')}>
        {t('menu.outline')}
      </MenuItem>
      <MenuItem icon="keyboard" keys="?" onSelect={open('shortcuts')}>
        {t('menu.shortcuts')}
      </MenuItem>
    </Menu>
  )
}

/** What the design promises, and its scenario: on a phone there is no panel that shows them by itself. */
function openDesign(session: Session): void {
  session.selection.clear()
  session.trace.show(false)
  pageStore.setState({ designOpen: true })
}

/** What the bar of a phone has no room for. */
function PhoneItems() {
  const session = useSession()
  const t = useT()
  const { speed } = useRunState()
  const past = useStore(session.design.temporal, (state) => state.pastStates.length)
  const future = useStore(session.design.temporal, (state) => state.futureStates.length)
  return (
    <>
      <MenuItem icon="undo" disabled={past === 0} onSelect={session.design.undo}>
        {t('history.undo')}
      </MenuItem>
      <MenuItem icon="redo" disabled={future === 0} onSelect={session.design.redo}>
        {t('history.redo')}
      </MenuItem>
      <MenuItem icon="layout" onSelect={() => openDesign(session)}>
        {t('layout.design')}
      </MenuItem>
      <MenuChoice
        label={t('run.speed')}
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
        onChange={(value) => session.act({ type: 'speed', speed: Number(value) })}
      />
      <MenuSeparator />
    </>
  )
}

function CompactItems({ onLanguage, onTheme }: Pick<TopBarProps, 'onLanguage' | 'onTheme'>) {
  const session = useSession()
  const t = useT()
  const theme = useStore(pageStore, (state) => state.theme)
  return (
    <>
      <MenuItem icon="restart" onSelect={() => session.act({ type: 'restart' })}>
        {t('run.restart')}
      </MenuItem>
      <MenuChoice
        label={t('language.label')}
        value={t.language}
        options={[
          { value: 'ko', label: '한국어' },
          { value: 'en', label: 'English' },
        ]}
        onChange={onLanguage}
      />
      <MenuChoice
        label={t('theme.label')}
        value={theme}
        options={[
          { value: 'dark', label: t('theme.dark') },
          { value: 'light', label: t('theme.light') },
        ]}
        onChange={onTheme}
      />
      <MenuSeparator />
    </>
  )
}

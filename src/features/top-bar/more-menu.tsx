import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { type Feature, type MenuSection, runCommand } from '../../page/feature.ts'
import { openDesign, pageStore } from '../../page/page-store.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { SPEEDS } from './speeds.ts'
import type { TopBarProps } from './top-bar-props.ts'

interface MoreMenuProps extends TopBarProps {
  readonly features: readonly Feature[]
}

/** Everything that is not needed in the first minute, and on narrow screens what has no room in the bar. */
export default function MoreMenu({ actions, features, width, onLanguage, onTheme }: MoreMenuProps) {
  const session = useSession()
  const t = useT()
  const { approximate } = useRunState()
  const lines = (section: MenuSection) => <Lines section={section} actions={actions} features={features} />
  return (
    <Menu trigger={<IconButton icon="more" label={t('menu.more')} />}>
      <MenuItem icon="plus" onSelect={actions.newDesign}>
        {t('menu.new')}
      </MenuItem>
      <MenuItem icon="layout" onSelect={() => actions.openExample('opening')}>
        {t('menu.example')}
      </MenuItem>
      <MenuItem icon="upload" onSelect={actions.openFile}>
        {t('menu.openFile')}
      </MenuItem>
      {lines('open')}
      <MenuItem icon="download" keys="Ctrl S" onSelect={actions.saveFile}>
        {t('menu.saveFile')}
      </MenuItem>
      {lines('handOn')}
      <MenuSeparator />
      {width === 'phone' ? <PhoneItems /> : null}
      {width === 'wide' ? null : <CompactItems onLanguage={onLanguage} onTheme={onTheme} />}
      {lines('look')}
      <MenuItem
        icon="approximate"
        onSelect={() => session.act({ type: 'approximate', approximate: !approximate })}
      >
        {t(approximate ? 'approximate.turnOff' : 'approximate.turnOn')}
      </MenuItem>
    </Menu>
  )
}

interface LinesProps extends Pick<MoreMenuProps, 'actions' | 'features'> {
  readonly section: MenuSection
}

/** A line for each command of a feature that asks for one. */
function Lines({ section, actions, features }: LinesProps) {
  const session = useSession()
  const t = useT()
  return features.flatMap((feature) =>
    feature.commands
      .filter(({ menu }) => menu === section)
      .map((command) => (
        <MenuItem
          key={command.id}
          icon={command.icon}
          {...(command.key ? { keys: command.key.shown } : {})}
          onSelect={() => runCommand(feature, command, session, actions)}
        >
          {t(command.title)}
        </MenuItem>
      )),
  )
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

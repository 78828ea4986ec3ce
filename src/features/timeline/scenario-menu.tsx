import { useStore } from 'zustand'
import { doneByHand } from '../../analysis/kept-scenario.ts'
import { presetEvents, SCENARIO_PRESETS } from '../../analysis/scenario-presets.ts'
import { useT } from '../../i18n/use-t.ts'
import { plannable } from '../../reading/fault-words.ts'
import { setEvents } from '../../session/edits.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { keepAsScenario, planFault, planPreset } from '../../session/scenario.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuEntries, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { TimeWindow } from './time-window.ts'
import { snapped } from './track-rows.ts'

/** Everything that can be planned: a story, a fault, or what was done in this run. */
export function ScenarioMenu({ window }: { readonly window: TimeWindow }) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { faults } = useRunState()
  const byHand = doneByHand(faults, design.scenario.events)
  const nextSec = () =>
    snapped(Math.max(window.fromSec, (session.run.frames.latest?.timeSec ?? 0) + 10), false)
  return (
    <Menu trigger={<IconButton icon="plus" label={t('track.menu')} />}>
      {SCENARIO_PRESETS.map((preset) => {
        const found = presetEvents(design, preset)
        return (
          <MenuItem
            key={preset}
            icon="spike"
            disabled={!found.ok}
            onSelect={() => planPreset(session, preset)}
          >
            {t(`preset.${preset}`)}
            {found.ok ? null : <small className="track-lack">{t(`preset.lack.${found.error}`)}</small>}
          </MenuItem>
        )
      })}
      <MenuSeparator />
      <MenuEntries
        entries={plannable(design, t)}
        onPick={(choice) => planFault(session, choice, nextSec())}
      />
      <MenuSeparator />
      <MenuItem icon="copy" disabled={byHand === 0} onSelect={() => keepAsScenario(session)}>
        {t('track.keep', { count: byHand })}
      </MenuItem>
      <MenuItem
        icon="trash"
        disabled={design.scenario.events.length === 0}
        onSelect={() => session.design.edit((current) => setEvents(current, []))}
      >
        {t('track.clear')}
      </MenuItem>
    </Menu>
  )
}

import { useT } from '../../i18n/use-t.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { SPEEDS } from './speeds.ts'

/** The speeds as a menu, where the bar has no room for all of them side by side. */
export default function SpeedMenu() {
  const session = useSession()
  const t = useT()
  const { speed } = useRunState()
  return (
    <Menu
      trigger={
        <Button variant="line" aria-label={t('run.speedOf', { speed: `${speed}×` })}>
          {speed}×
        </Button>
      }
    >
      <MenuChoice
        label={t('run.speed')}
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
        onChange={(value) => session.act({ type: 'speed', speed: Number(value) })}
      />
    </Menu>
  )
}

import MoreMenu from '../features/top-bar/more-menu.tsx'
import type { TopBarProps } from '../features/top-bar/top-bar-props.ts'
import { FEATURES } from './features.ts'

/** The menu of the page, with a line for each feature that asks for one. */
export default function More(props: TopBarProps) {
  return <MoreMenu {...props} features={FEATURES} />
}

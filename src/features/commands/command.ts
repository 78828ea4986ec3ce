import type { CommandGroup } from '../../page/feature.ts'
import type { IconName } from '../../ui/icon.tsx'

/** Something that the command palette can do. The application makes the list; here it is only ranked, shown and run. */
export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly title: string
  /** Other words that find it, in both languages whatever the language of the page: its other names, its kind. */
  readonly keywords: readonly string[]
  /** A fault is found by these alone, so that nobody strikes what was not meant; null for everything else. */
  readonly faultWords: readonly string[] | null
  readonly icon: IconName
  /** Every way to press it; the first is shown. */
  readonly keys: readonly string[]
  run(): void
}

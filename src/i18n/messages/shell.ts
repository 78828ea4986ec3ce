import { measureMessages } from './measure.ts'
import { requestMessages } from './requests.ts'
import { barMessages } from './shell-bar.ts'
import { commandMessages } from './shell-commands.ts'
import { faultMessages } from './shell-faults.ts'
import { fieldMessages } from './shell-fields.ts'
import { inspectorMessages } from './shell-inspector.ts'
import { runMessages } from './shell-run.ts'

/** Everything around the canvas. */
export const shellMessages = {
  ...barMessages,
  ...runMessages,
  ...faultMessages,
  ...inspectorMessages,
  ...fieldMessages,
  ...commandMessages,
  ...requestMessages,
  ...measureMessages,
} as const

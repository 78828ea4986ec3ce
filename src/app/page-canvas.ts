import { canvasCommands } from '../features/canvas/commands.ts'
import { session } from './page-session.ts'

/** What the canvas of the page can be asked to do. */
export const canvas = canvasCommands(session)

import { appMessages } from './messages/app.ts'
import { availabilityMessages } from './messages/availability.ts'
import { canvasMessages } from './messages/canvas.ts'
import { commandListMessages } from './messages/command-list.ts'
import { documentMessages } from './messages/documents.ts'
import { embedMessages } from './messages/embed.ts'
import { explainMessages } from './messages/explain.ts'
import { failoverMessages } from './messages/failover.ts'
import { fitMessages } from './messages/fit.ts'
import { galleryMessages } from './messages/gallery.ts'
import { libraryMessages } from './messages/library.ts'
import { liveMessages } from './messages/live.ts'
import { lookingBackMessages } from './messages/looking-back.ts'
import { mermaidMessages } from './messages/mermaid.ts'
import { pageMessages } from './messages/page.ts'
import { pictureMessages } from './messages/picture.ts'
import { replayMessages } from './messages/replay.ts'
import { resilienceMessages } from './messages/resilience.ts'
import { shareMessages } from './messages/share.ts'
import { shellMessages } from './messages/shell.ts'
import { lossMessages, spofMessages } from './messages/spof.ts'
import { trackMessages } from './messages/track.ts'

/** Every message stands in every language beside its translation, so none can be forgotten. */
export const messages = {
  ...appMessages,
  ...shellMessages,
  ...canvasMessages,
  ...liveMessages,
  ...galleryMessages,
  ...pictureMessages,
  ...documentMessages,
  ...pageMessages,
  ...commandListMessages,
  ...replayMessages,
  ...mermaidMessages,
  ...fitMessages,
  ...shareMessages,
  ...embedMessages,
  ...libraryMessages,
  ...failoverMessages,
  ...lookingBackMessages,
  ...spofMessages,
  ...resilienceMessages,
  ...lossMessages,
  ...explainMessages,
  ...trackMessages,
  ...availabilityMessages,
}

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { LinkView } from '../document/link/link.ts'
import type { AddressProblem } from '../document/start.ts'
import { activate, loadWords } from '../i18n/i18n.ts'
import type { Design } from '../model/design.ts'
import { assert } from '../model/result.ts'
import type { Language } from '../model/text.ts'
import { pageStore } from '../page/page-store.ts'
import { SessionProvider } from '../session/react.tsx'
import { designAtMoment } from './arrival.ts'
import { embedTheme } from './embed-address.ts'
import { type EmbedContent, readEmbedded } from './embed-design.ts'
import { EmbedPage } from './embed-page.tsx'
import { EmbedProblem } from './embed-problem.tsx'
import { linkEngine } from './engine-link.ts'
import { hostEngineWhereAllowed } from './inline-engine.ts'
import { sayWhileOpening } from './opening-notice.ts'
import { canvas } from './page-canvas.ts'
import { session } from './page-session.ts'
import { sayWhatFailsInTheRun } from './run-notice.ts'
import { trustOwnWorkers } from './trusted-addresses.ts'

/** What is shown in the end: a design, at its moment where it has one, or why there is none. */
type Arrived =
  | { readonly type: 'design'; readonly design: Design; readonly view: LinkView | null }
  | { readonly type: 'problem'; readonly problem: AddressProblem }

/** The page inside somebody else's: it shows a design and its run, changes nothing, and keeps nothing. */
export async function startEmbed(root: HTMLElement): Promise<void> {
  trustOwnWorkers()
  hostEngineWhereAllowed()
  followTheme()
  // Another design is another embed, and the page round it may ask for one at any time.
  addEventListener('hashchange', () => location.reload())
  const asked = await readEmbedded(location.hash, readersLanguage(), {
    width: innerWidth,
    height: innerHeight,
  })
  await speak(asked.language)
  const content = await arrive(asked)
  const linked = content.type === 'design' ? show(content) : undefined
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={session}>
        <Content content={content} />
      </SessionProvider>
    </StrictMode>,
  )
  await linked
}

function Content({ content }: { readonly content: Arrived }) {
  return content.type === 'problem' ? <EmbedProblem problem={content.problem} /> : <EmbedPage />
}

const readersLanguage = (): Language => (navigator.language.startsWith('ko') ? 'ko' : 'en')

async function speak(language: Language): Promise<void> {
  await loadWords(language)
  activate(language)
}

/** The theme that the page round it asks for, or else that of the system, also when that changes. */
function followTheme(): void {
  const asked = embedTheme(location.search)
  const light = matchMedia('(prefers-color-scheme: light)')
  const follow = () => pageStore.setState({ theme: asked ?? (light.matches ? 'light' : 'dark') })
  follow()
  light.addEventListener('change', follow)
}

/** A link whose moment cannot be replayed is not shown at all: half of it would be taken for the whole. */
async function arrive(content: EmbedContent): Promise<Arrived> {
  if (content.type === 'problem') return content
  const design = await sayWhileOpening(designAtMoment(content), null)
  assert(design, 'another link came into an embed, which opens one')
  return design.ok
    ? { type: 'design', design: design.value, view: content.view }
    : { type: 'problem', problem: design.error }
}

/** A design that came with a moment takes the run there as soon as the engine is linked. */
async function show({ design, view }: Arrived & { readonly type: 'design' }): Promise<void> {
  session.design.setReadOnly(true)
  session.design.open(design)
  if (view !== null) canvas.lookAt(view)
  await linkEngine()
  sayWhatFailsInTheRun()
}

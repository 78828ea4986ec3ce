import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadWords } from '../i18n/i18n.ts'
import type { Language } from '../model/text.ts'
import { designStore, uiStore } from '../store/stores.ts'
import { embedTheme } from './embed-address.ts'
import { type EmbedContent, type EmbeddedDesign, readEmbedded } from './embed-design.ts'
import { EmbedPage } from './embed-page.tsx'
import { EmbedProblem } from './embed-problem.tsx'
import { beginReplay, linkEngine } from './engine-link.ts'
import { hostEngineWhereAllowed } from './inline-engine.ts'
import { sayWhenRunStops } from './run-notice.ts'
import { trustOwnWorkers } from './trusted-addresses.ts'

/** The page inside somebody else's: it shows a design and its run, changes nothing, and keeps nothing. */
export async function startEmbed(root: HTMLElement): Promise<void> {
  trustOwnWorkers()
  hostEngineWhereAllowed()
  followTheme()
  // Another design is another embed, and the page round it may ask for one at any time.
  addEventListener('hashchange', () => location.reload())
  const content = await readEmbedded(location.hash, readersLanguage(), {
    width: innerWidth,
    height: innerHeight,
  })
  await speak(content.language)
  const linked = content.type === 'design' ? show(content) : undefined
  createRoot(root).render(
    <StrictMode>
      <Content content={content} />
    </StrictMode>,
  )
  await linked
}

function Content({ content }: { readonly content: EmbedContent }) {
  return content.type === 'problem' ? <EmbedProblem problem={content.problem} /> : <EmbedPage />
}

const readersLanguage = (): Language => (navigator.language.startsWith('ko') ? 'ko' : 'en')

async function speak(language: Language): Promise<void> {
  await loadWords(language)
  activate(language)
  uiStore.setState({ language })
}

/** The theme that the page round it asks for, or else that of the system, also when that changes. */
function followTheme(): void {
  const asked = embedTheme(location.search)
  const light = matchMedia('(prefers-color-scheme: light)')
  const follow = () => uiStore.setState({ theme: asked ?? (light.matches ? 'light' : 'dark') })
  follow()
  light.addEventListener('change', follow)
}

/** A moment that cannot be replayed is left out: then the design runs from its start. */
async function show({ design, moment }: EmbeddedDesign): Promise<void> {
  designStore.setReadOnly(true)
  designStore.open(design)
  const { signal } = new AbortController()
  const atMoment = moment === null ? null : await beginReplay(design, moment, signal)
  if (atMoment?.ok) designStore.open(atMoment.value)
  await linkEngine()
  sayWhenRunStops()
}

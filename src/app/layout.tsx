import { type ReactNode, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../i18n/use-t.ts'
import { pageStore } from '../page/page-store.ts'
import { lazyPart } from '../page/with-words.ts'
import { IconButton } from '../ui/button.tsx'
import { session } from './page-session.ts'
import type { PageWidth } from './page-width.ts'

const PhoneSheet = lazyPart(() => import('./phone-sheet.tsx'))

interface LayoutProps {
  readonly width: PageWidth
  readonly top: ReactNode
  readonly notice: ReactNode
  readonly headline: ReactNode
  readonly palette: ReactNode
  readonly canvas: ReactNode
  readonly timeline: ReactNode
  /** Single requests are followed: they take the inspector's place, and more room. */
  readonly tracing: boolean
  readonly inspector: ReactNode
}

/** Every region has a fixed size and the canvas takes the rest, so that no number ever moves the layout. */
export function Layout(props: LayoutProps) {
  const { width, top, notice, headline, canvas, timeline, tracing } = props
  const [folded, setFolded] = useState(false)
  const phone = width === 'phone'
  const folds = width === 'narrow' && folded && !tracing
  return (
    <div className={`app app-${width} ${folds ? 'app-folded' : ''} ${tracing ? 'app-tracing' : ''}`}>
      <div className="app-top">{top}</div>
      <div className="app-headline">{headline}</div>
      {phone ? null : <div className="app-palette">{props.palette}</div>}
      <main className="app-canvas">
        <div className="app-notice">{notice}</div>
        {canvas}
      </main>
      <div className="app-timeline">{timeline}</div>
      {phone ? (
        <PhoneSheets palette={props.palette} tracing={tracing} inspector={props.inspector} />
      ) : (
        <SidePanel
          foldable={width === 'narrow' && !tracing}
          folded={folds}
          onFold={setFolded}
          inspector={props.inspector}
        />
      )}
    </div>
  )
}

interface SidePanelProps {
  readonly foldable: boolean
  readonly folded: boolean
  readonly onFold: (folded: boolean) => void
  readonly inspector: ReactNode
}

function SidePanel({ foldable, folded, onFold, inspector }: SidePanelProps) {
  const t = useT()
  return (
    <div className="app-inspector">
      {foldable ? (
        <IconButton
          icon={folded ? 'previous' : 'next'}
          label={t(folded ? 'layout.unfold' : 'layout.fold')}
          aria-expanded={!folded}
          className="app-fold"
          onClick={() => onFold(!folded)}
        />
      ) : null}
      {folded ? null : <div className="app-scroll">{inspector}</div>}
    </div>
  )
}

/** On a phone the inspector rises when something is selected, and the palette when it is asked for. */
function PhoneSheets({
  palette,
  tracing,
  inspector,
}: Pick<LayoutProps, 'palette' | 'tracing' | 'inspector'>) {
  const t = useT()
  const selected = useStore(session.selection, (state) => state.nodes.size + state.wires.size > 0)
  const paletteOpen = useStore(pageStore, (state) => state.paletteOpen)
  const designOpen = useStore(pageStore, (state) => state.designOpen)
  const [tall, setTall] = useState(false)
  return (
    <>
      {selected || tracing ? (
        <div className={`app-inspector app-sheet ${tall ? 'app-sheet-tall' : ''}`}>
          <button
            type="button"
            className="app-grab"
            aria-label={t(tall ? 'layout.less' : 'layout.more')}
            aria-expanded={tall}
            onClick={() => setTall(!tall)}
          />
          <div className="app-scroll">{inspector}</div>
        </div>
      ) : null}
      <Suspense fallback={null}>
        {paletteOpen ? (
          <PhoneSheet title={t('palette.label')} onClose={() => pageStore.setState({ paletteOpen: false })}>
            {palette}
          </PhoneSheet>
        ) : null}
        {designOpen && !selected && !tracing ? (
          <PhoneSheet title={t('layout.design')} onClose={() => pageStore.setState({ designOpen: false })}>
            {inspector}
          </PhoneSheet>
        ) : null}
      </Suspense>
    </>
  )
}

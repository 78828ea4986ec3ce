import { ReactFlowProvider } from '@xyflow/react'
import { Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import { lazyPart } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import { OVERLAYS } from '../../session/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { CanvasMenu } from './canvas-menu.tsx'
import { canvasOf, hideNotice } from './canvas-store.ts'
import { Flow } from './flow.tsx'
import { Minimap } from './minimap.tsx'
import { problemsById } from './projection.ts'
import { useCanvasShortcuts } from './shortcuts.ts'
import './canvas.css'
import './canvas-levels.css'
import './canvas-float.css'

const Legend = lazyPart(() => import('./legend.tsx'))
const LossToggle = lazyPart(() => import('./loss-toggle.tsx'))
const ChainStrip = lazyPart(() => import('./chain-strip.tsx'))
const WhyPanel = lazyPart(() => import('./why-panel.tsx'))
const LookingBack = lazyPart(() => import('./looking-back.tsx'))

export interface CanvasProps {
  /** Inside somebody else's page: nothing floats over it, and scrolling there goes on under the pointer. */
  readonly embedded: boolean
  /** Opens whatever the application lets nodes be added with. */
  readonly onAdd: () => void
  readonly onOpenExample: () => void
  readonly onOpenGallery: () => void
  /** Opens the report that kills every part in turn. */
  readonly onProve?: () => void
}

/** The architecture: still structure by React Flow, all that lives by the overlay on top of it. */
export function Canvas({ embedded, onAdd, onProve, ...examples }: CanvasProps) {
  const session = useSession()
  const t = useT()
  const level = useStore(canvasOf(session).state, (state) => state.level)
  const placing = useStore(session.view, (state) => state.placing)
  const asks = useStore(session.view, (state) => state.asked !== null)
  const empty = useStore(session.design, (state) => state.design.nodes.length === 0)
  const [root, setRoot] = useState<HTMLElement | null>(null)
  useCanvasShortcuts()
  const takeRoot = (element: HTMLElement | null) => {
    canvasOf(session).root = element
    setRoot(element)
  }
  return (
    <CanvasMenu onAdd={onAdd}>
      <section
        ref={takeRoot}
        className={`canvas${placing === null ? '' : ' canvas-placing'}${embedded ? ' canvas-embedded' : ''}`}
        data-level={level}
        data-testid="canvas"
        aria-label={t('canvas.label')}
      >
        <ReactFlowProvider>{root ? <Flow embedded={embedded} /> : null}</ReactFlowProvider>
        {embedded ? null : (
          <>
            <div className="canvas-tools">
              <OverlaySwitch />
              <Suspense fallback={null}>
                <LossToggle />
              </Suspense>
            </div>
            <Minimap />
            <Suspense fallback={<div className="canvas-float canvas-legend" />}>
              <Legend />
            </Suspense>
          </>
        )}
        <Suspense fallback={null}>
          <ChainStrip onProve={onProve} />
          {asks ? <WhyPanel /> : null}
        </Suspense>
        <Suspense fallback={null}>
          <LookingBack />
        </Suspense>
        {empty ? <Empty onAdd={onAdd} {...examples} /> : null}
        <Placing kind={placing} />
        <DesignProblems />
        <PointerNotice />
        <Spoken />
      </section>
    </CanvasMenu>
  )
}

function OverlaySwitch() {
  const session = useSession()
  const t = useT()
  const overlay = useStore(session.view, (state) => state.overlay)
  return (
    <Segmented
      label={t('overlay.switch')}
      value={overlay}
      options={OVERLAYS.map((value) => ({ value, label: t(`overlay.${value}`) }))}
      onChange={(value) => session.view.setState({ overlay: value })}
    />
  )
}

function Empty({ onAdd, onOpenExample, onOpenGallery }: Omit<CanvasProps, 'embedded' | 'onProve'>) {
  const session = useSession()
  const t = useT()
  const readOnly = useStore(session.design, (state) => state.readOnly)
  if (readOnly)
    return (
      <div className="canvas-empty">
        <p>{t('readOnly.empty')}</p>
      </div>
    )
  return (
    <div className="canvas-empty">
      <p>{t('canvas.empty')}</p>
      <div>
        <Button variant="primary" onClick={onAdd}>
          {t('canvas.empty.add')}
        </Button>
        <Button variant="line" onClick={onOpenExample}>
          {t('canvas.empty.example')}
        </Button>
        <Button variant="line" onClick={onOpenGallery}>
          {t('menu.gallery')}
        </Button>
      </div>
    </div>
  )
}

function Placing({ kind }: { readonly kind: string | null }) {
  const t = useT()
  const model = kind === null ? undefined : kindModel(kind)
  if (!model) return null
  return (
    <div className="canvas-float canvas-hint" role="status">
      {t('canvas.place', { kind: t.text(model.name) })}
    </div>
  )
}

/** What keeps the design from running, and problems that no node could show. One circle is told once. */
function DesignProblems() {
  const session = useSession()
  const t = useT()
  const issues = useStore(session.issues, (state) => state.issues)
  const design = useStore(session.design, (state) => state.design)
  const sentences = useMemo(() => {
    const known = new Set([...design.nodes, ...design.edges].map(({ id }) => id))
    const first = new Map(
      issues.filter((issue) => issue.severity === 'error').map((issue) => [issue.code, issue]),
    )
    const shown = issues.filter((issue) => !known.has(issue.target) || first.get(issue.code) === issue)
    return [...new Set([...problemsById(shown, design, t).values()].flat())]
  }, [issues, design, t])
  if (sentences.length === 0 || design.nodes.length === 0) return null
  return (
    <div className="canvas-float canvas-design-problems" role="status">
      {sentences.map((sentence) => (
        <p key={sentence}>
          <Icon name="warning" size={13} />
          {sentence}
        </p>
      ))}
    </div>
  )
}

/** Half the width that a notice may take, so that it stays inside the canvas. */
const NOTICE_HALF = 150

function PointerNotice() {
  const session = useSession()
  const t = useT()
  const notice = useStore(canvasOf(session).state, (state) => state.notice)
  if (!notice) return null
  const { clientWidth = 600, clientHeight = 400 } = canvasOf(session).root ?? {}
  const at = notice.at ?? { x: clientWidth / 2, y: clientHeight - 120 }
  const left = Math.max(NOTICE_HALF + 8, Math.min(clientWidth - NOTICE_HALF - 8, at.x))
  const top = Math.max(8, Math.min(clientHeight - 130, at.y + 14))
  return (
    <div className="canvas-float canvas-notice" style={{ left, top }}>
      <p>
        <Icon name="warning" size={13} />
        <b>{notice.text}</b>
      </p>
      {notice.more === '' ? null : <p>{notice.more}</p>}
      <div>
        {notice.action ? (
          <Button
            variant="line"
            onClick={() => {
              hideNotice(session)
              notice.action?.run()
            }}
          >
            {notice.action.label}
          </Button>
        ) : null}
        <Button onClick={() => hideNotice(session)}>{t('refuse.dismiss')}</Button>
      </div>
    </div>
  )
}

function Spoken() {
  const session = useSession()
  const announcement = useStore(canvasOf(session).state, (state) => state.announcement)
  return (
    <div className="ui-hidden" role="status" aria-live="polite">
      {announcement}
    </div>
  )
}

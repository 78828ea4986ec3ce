import { ViewportPortal } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { newWirePaths } from '../../compile/wires.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { sketch } from '../../scene/router.ts'
import type { Scene, SceneNode } from '../../scene/scene.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { announce, canvasOf, showNotice } from './canvas-store.ts'
import { focusNode } from './commands.ts'
import { stopConnecting, tryWire, verdictOn } from './wiring.tsx'

/** While `connectFrom` is set, the keys choose among the nodes that can be called, and a click takes one. */
export default function KeyboardConnect({ scene }: { readonly scene: Scene }) {
  const session = useSession()
  const from = useStore(session.view, (state) => state.connectFrom)
  const source = from === null ? undefined : scene.byId.get(from)
  if (!source) return null
  return <Connecting key={source.id} source={source} scene={scene} />
}

function Connecting({ source, scene }: { readonly source: SceneNode; readonly scene: Scene }) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const candidate = useStore(canvasOf(session).state, (state) => state.candidate)
  const targets = useMemo(() => targetsFrom(design, scene, source), [design, scene, source])
  const target = targets.find((node) => node.id === candidate) ?? targets[0]
  useEffect(() => {
    if (targets.length > 0) return
    showNotice(session, {
      text: t('connect.noTarget', { source: source.name }),
      more: '',
      at: null,
      action: null,
    })
    stopConnecting(session)
  }, [targets, source, t, session])
  useEffect(() => {
    if (target) announce(session, spoken(session, design, scene, source, target, targets, t))
  }, [design, scene, source, target, targets, t, session])
  useConnectKeys(source, target, targets, t)
  if (!target) return null
  return (
    <>
      <div className="canvas-float canvas-hint" aria-hidden="true">
        {spoken(session, design, scene, source, target, targets, t)}
      </div>
      <ViewportPortal>
        <svg className="canvas-connect" aria-hidden="true">
          <path d={sketch(source.box, target.box)} className="canvas-sketch" />
          <rect
            className="canvas-sketch-target"
            x={target.box.x - 3}
            y={target.box.y - 3}
            width={target.box.width + 6}
            height={target.box.height + 6}
            rx={10}
          />
        </svg>
      </ViewportPortal>
    </>
  )
}

/** Nodes that the source can be wired to, nearest first. */
function targetsFrom(design: Design, scene: Scene, source: SceneNode): readonly SceneNode[] {
  return scene.nodes
    .filter((node) => node.id !== source.id && newWirePaths(design, source.id, node.id).ok)
    .sort((a, b) => distance(source, a) - distance(source, b))
}

const distance = (a: SceneNode, b: SceneNode): number => Math.hypot(...between(a, b))

const between = (a: SceneNode, b: SceneNode): [dx: number, dy: number] => [
  b.box.x + b.box.width / 2 - (a.box.x + a.box.width / 2),
  b.box.y + b.box.height / 2 - (a.box.y + a.box.height / 2),
]

function spoken(
  session: Session,
  design: Design,
  scene: Scene,
  source: SceneNode,
  target: SceneNode,
  targets: readonly SceneNode[],
  t: Translator,
): string {
  const wire = verdictOn(design, scene, source.id, target.id, t).text
  const at = targets.indexOf(target) + 1
  const hint =
    at === 1 && canvasOf(session).state.getState().candidate === null
      ? t('connect.hint', { source: source.name })
      : ''
  return `${hint} ${t('connect.candidate', { wire, at, count: targets.length })}`.trim()
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function useConnectKeys(
  source: SceneNode,
  target: SceneNode | undefined,
  targets: readonly SceneNode[],
  t: Translator,
): void {
  const session = useSession()
  useEffect(() => {
    const choose = (next: SceneNode | undefined) =>
      next && canvasOf(session).state.setState({ candidate: next.id })
    const finish = (said: string) => {
      stopConnecting(session)
      if (said !== '') announce(session, said)
      focusNode(session, source.id)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key]
      if (event.key === 'Escape') finish(t('connect.cancelled'))
      else if (event.key === 'Enter' && target) {
        finish('')
        tryWire(session, source.id, target.id, null, t)
      } else if (event.key === 'Tab') choose(stepped(targets, target, event.shiftKey ? -1 : 1))
      else if (arrow) choose(towards(target ?? source, targets, arrow))
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [source, target, targets, t, session])
  useEffect(() => () => canvasOf(session).state.setState({ candidate: null }), [session])
}

function stepped(
  targets: readonly SceneNode[],
  from: SceneNode | undefined,
  by: number,
): SceneNode | undefined {
  const at = from ? targets.indexOf(from) : -1
  return targets[(at + by + targets.length) % targets.length]
}

/** The nearest target in a direction: what lies aside counts double. */
function towards(
  from: SceneNode,
  targets: readonly SceneNode[],
  [x, y]: readonly [number, number],
): SceneNode | undefined {
  let best: SceneNode | undefined
  let least = Number.POSITIVE_INFINITY
  for (const node of targets) {
    const [dx, dy] = between(from, node)
    const ahead = dx * x + dy * y
    const cost = ahead + 2 * Math.abs(dx * y - dy * x)
    if (node.id !== from.id && ahead > 4 && cost < least) [best, least] = [node, cost]
  }
  return best
}

import type { ConnectionLineComponentProps } from '@xyflow/react'
import { createPortal } from 'react-dom'
import { newWirePaths, type WireRefusal } from '../../compile/wires.ts'
import { t as say } from '../../i18n/i18n.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { KIND_MODELS } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import { ancestors } from '../../model/tree.ts'
import { sketch } from '../../scene/router.ts'
import { nodeAt, type Scene, type SceneNode } from '../../scene/scene.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { announce, canvasOf, type Notice, showNotice } from './canvas-store.ts'
import { addWire } from './commands.ts'
import { type FlowNode, wireSentence } from './projection.ts'

/** What a wire between two nodes would mean, or why it would mean nothing and what would. */
export type Verdict =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string; readonly more: string; readonly reversed: boolean }

export function verdictOn(
  design: Design,
  scene: Scene,
  source: string,
  target: string,
  t: Translator,
): Verdict {
  const paths = newWirePaths(design, source, target)
  if (!paths.ok) return refusal(paths.error, scene, source, target, t)
  const wire = {
    edge: { id: '', source, target, params: {} },
    meaning: paths.value[0]?.meaning,
    paths: paths.value.length,
  }
  return { ok: true, text: wireSentence(wire, scene, t) }
}

/** Kinds that a refusal suggests; more would not be read while dragging. */
const INSTEAD_MAX = 4

function refusal(
  { code, instead }: WireRefusal,
  scene: Scene,
  source: string,
  target: string,
  t: Translator,
): Verdict {
  const names = { source: nameIn(scene, source), target: nameIn(scene, target) }
  const suggests = code === 'meaningless' || code === 'intoClient' || code === 'needsQueue'
  const kinds = KIND_MODELS.filter((model) => instead.includes(model.role) || instead.includes(model.id))
    .slice(0, INSTEAD_MAX)
    .map((model) => t.text(model.name))
    .join(', ')
  return {
    ok: false,
    text: t(`refuse.${code}`, names),
    more: suggests && kinds !== '' ? t('refuse.instead', { kinds }) : '',
    reversed: code === 'reversed',
  }
}

const nameIn = (scene: Scene, id: string): string => scene.byId.get(id)?.name ?? id

/** The node that a wire from `source` would end at under a point; frames round the source are its ground, not a target. */
export function wireTargetAt(scene: Scene, source: string, x: number, y: number): SceneNode | undefined {
  const found = nodeAt(scene, x, y)
  if (!found || found.id === source) return undefined
  return found.frame && found.id !== source && isAround(scene, found.id, source) ? undefined : found
}

function isAround(scene: Scene, frame: string, id: string): boolean {
  const nodes = { get: (one: string) => scene.byId.get(one)?.node }
  const node = nodes.get(id)
  return node !== undefined && ancestors(node, nodes).some((around) => around.id === frame)
}

/** Draws the wire where it means something; else says at the place why not. */
export function tryWire(
  session: Session,
  source: string,
  target: string,
  at: Notice['at'],
  t: Translator,
): boolean {
  const verdict = verdictOn(session.design.getState().design, canvasOf(session).scene, source, target, t)
  if (verdict.ok) {
    addWire(session, source, target)
    announce(session, say('connect.done', { wire: verdict.text }))
    return true
  }
  const action = verdict.reversed
    ? { label: t('refuse.draw'), run: () => tryWire(session, target, source, at, t) }
    : null
  showNotice(session, { text: verdict.text, more: verdict.more, at, action })
  return false
}

/** The wire under the pointer, the node that it would end at, and what it would mean. */
export function ConnectionLine({ fromNode, toX, toY }: ConnectionLineComponentProps<FlowNode>) {
  const session = useSession()
  const t = useT()
  const scene = canvasOf(session).scene
  const source = scene.byId.get(fromNode.id)
  if (!source) return null
  const target = wireTargetAt(scene, source.id, toX, toY)
  const verdict = target ? verdictOn(session.design.getState().design, scene, source.id, target.id, t) : null
  const end = target?.box ?? { x: toX, y: toY, width: 0, height: 0 }
  const { root, viewport } = canvasOf(session)
  const { x, y, zoom } = viewport
  return (
    <g className={verdict && !verdict.ok ? 'canvas-sketch-refused' : undefined}>
      <path d={sketch(source.box, end)} className="canvas-sketch" />
      {target ? (
        <rect
          className="canvas-sketch-target"
          x={target.box.x - 3}
          y={target.box.y - 3}
          width={target.box.width + 6}
          height={target.box.height + 6}
          rx={10}
        />
      ) : null}
      {root
        ? createPortal(
            <div className="canvas-pointer-note" style={{ left: toX * zoom + x, top: toY * zoom + y }}>
              <Saying verdict={verdict} source={source.name} />
            </div>,
            root,
          )
        : null}
    </g>
  )
}

function Saying({ verdict, source }: { readonly verdict: Verdict | null; readonly source: string }) {
  const t = useT()
  if (!verdict) return t('wire.pickTarget', { source })
  return (
    <>
      <Icon name={verdict.ok ? 'wire' : 'close'} size={13} />
      {verdict.text}
    </>
  )
}

export const stopConnecting = (session: Session): void => session.view.setState({ connectFrom: null })

/** A click on a node while a wire is being drawn ends the wire there. Says whether the click was used. */
export function connectByClick(
  session: Session,
  id: string,
  at: { readonly x: number; readonly y: number },
  t: Translator,
): boolean {
  const from = session.view.getState().connectFrom
  if (from === null || from === id || !canvasOf(session).scene.byId.has(from)) return false
  stopConnecting(session)
  tryWire(session, from, id, at, t)
  return true
}

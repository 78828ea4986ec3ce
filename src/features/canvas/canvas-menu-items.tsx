import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { dragFault } from '../../page/drag-data.ts'
import { nodesUnder } from '../../reading/fault-targets.ts'
import { faultMenu } from '../../reading/fault-words.ts'
import { struckAt } from '../../reading/struck.ts'
import { strike } from '../../session/faults.ts'
import { useSession } from '../../session/react.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { MenuEntries } from '../../ui/menu.tsx'
import { canvasOf } from './canvas-store.ts'
import {
  autoLayout,
  copy,
  cut,
  deleteSelection,
  duplicate,
  paste,
  selectAll,
  startConnect,
} from './commands.ts'
import { reverseWire, turns } from './reverse-wire.ts'
import { fitView } from './view-commands.ts'

/** What the menu was opened on, and where on the page. */
export interface MenuCall {
  readonly subject: { readonly on: 'node' | 'wire'; readonly id: string } | { readonly on: 'canvas' }
  readonly x: number
  readonly y: number
}

interface CanvasMenuItemsProps {
  readonly call: MenuCall
  readonly onAdd: () => void
  readonly onClose: () => void
}

/** The menu at the pointer. It is loaded when it is first asked for, because menus weigh more than the rest of the canvas. */
export default function CanvasMenuItems({ call, onAdd, onClose }: CanvasMenuItemsProps) {
  const t = useT()
  const before = useRef(document.activeElement)
  const { subject, x, y } = call
  const giveFocusBack = (event: Event) => {
    event.preventDefault()
    // A choice may have put the focus somewhere of its own.
    if (document.activeElement === document.body && before.current instanceof HTMLElement)
      before.current.focus()
  }
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild>
        <span className="canvas-menu-anchor" style={{ left: x, top: y }} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="ui-menu"
          aria-label={t('menu.label')}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={giveFocusBack}
        >
          {subject.on === 'node' ? <NodeItems id={subject.id} /> : null}
          {subject.on === 'wire' ? <WireItems id={subject.id} /> : null}
          {subject.on === 'canvas' ? <CanvasItems onAdd={onAdd} /> : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  readonly icon: IconName
  readonly keys?: string
  readonly onSelect: () => void
  readonly children: ReactNode
}

function Item({ icon, keys, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" onSelect={onSelect}>
      <span className="ui-menu-icon">
        <Icon name={icon} />
      </span>
      {children}
      {keys ? <kbd className="ui-kbd">{keys}</kbd> : null}
    </DropdownMenu.Item>
  )
}

const Line = () => <DropdownMenu.Separator className="ui-menu-line" />

interface FaultItemsProps {
  readonly id: string
  /** Nothing stands below them, so there is no line. */
  readonly last?: boolean
}

/** What can be done now to a node, to all that a frame holds, or to a wire. */
function FaultItems({ id, last = false }: FaultItemsProps) {
  const session = useSession()
  const t = useT()
  const { design } = session.design.getState()
  const members = nodesUnder(design, id)
  const now = struckAt(session.run.frames.latest, members, [id])
  const empty = members.length === 0 && canvasOf(session).scene.byId.has(id)
  const entries = empty ? [] : faultMenu(design, [id], now, t)
  if (entries.length === 0) return null
  // The key that kills brings back what is down.
  const keyed = now.down ? 'restore' : 'kill'
  return (
    <>
      <MenuEntries
        entries={entries.map((entry) => (entry.value.type === keyed ? { ...entry, keys: 'K' } : entry))}
        onPick={(choice) => strike(session, [id], choice)}
        onDrag={(event, choice) => dragFault(event, { ...choice, targets: [id] })}
      />
      {last ? null : <Line />}
    </>
  )
}

const useReadOnly = (): boolean => {
  const session = useSession()
  return useStore(session.design, (state) => state.readOnly)
}

function NodeItems({ id }: { readonly id: string }) {
  const session = useSession()
  const t = useT()
  const readOnly = useReadOnly()
  const node = canvasOf(session).scene.byId.get(id)
  if (!node) return null
  const copies = (
    <Item icon="copy" keys="Ctrl C" onSelect={() => copy(session)}>
      {t('menu.copy')}
    </Item>
  )
  return (
    <>
      <FaultItems id={id} />
      {readOnly ? copies : <NodeEdits id={id} connects={node.model !== undefined} copies={copies} />}
    </>
  )
}

interface NodeEditsProps {
  readonly id: string
  readonly connects: boolean
  readonly copies: ReactNode
}

function NodeEdits({ id, connects, copies }: NodeEditsProps) {
  const session = useSession()
  const t = useT()
  return (
    <>
      {connects ? (
        <Item icon="wire" keys="C" onSelect={() => startConnect(session, id)}>
          {t('menu.connect')}
        </Item>
      ) : null}
      <Item icon="plus" keys="Ctrl D" onSelect={() => duplicate(session)}>
        {t('menu.duplicate')}
      </Item>
      {copies}
      <Item icon="copy" keys="Ctrl X" onSelect={() => cut(session)}>
        {t('menu.cut')}
      </Item>
      <Line />
      <Item icon="trash" keys="Del" onSelect={() => deleteSelection(session)}>
        {t('menu.delete')}
      </Item>
    </>
  )
}

function WireItems({ id }: { readonly id: string }) {
  const session = useSession()
  const t = useT()
  const readOnly = useReadOnly()
  if (readOnly) return <FaultItems id={id} last />
  return (
    <>
      <FaultItems id={id} />
      {turns(session, id) ? (
        <Item icon="undo" onSelect={() => reverseWire(session, id)}>
          {t('menu.reverse')}
        </Item>
      ) : null}
      <Item icon="trash" keys="Del" onSelect={() => deleteSelection(session)}>
        {t('menu.delete')}
      </Item>
    </>
  )
}

function CanvasItems({ onAdd }: { readonly onAdd: () => void }) {
  const session = useSession()
  const t = useT()
  const readOnly = useReadOnly()
  return (
    <>
      {readOnly ? null : (
        <>
          <Item icon="plus" keys="/" onSelect={onAdd}>
            {t('menu.add')}
          </Item>
          <Item icon="paste" keys="Ctrl V" onSelect={() => void paste(session)}>
            {t('menu.paste')}
          </Item>
        </>
      )}
      <Item icon="outline" keys="Ctrl A" onSelect={() => selectAll(session)}>
        {t('menu.selectAll')}
      </Item>
      <Line />
      <Item icon="fit" keys="0" onSelect={() => fitView(session)}>
        {t('menu.fit')}
      </Item>
      {readOnly ? null : (
        <Item icon="layout" onSelect={() => autoLayout(session)}>
          {t('menu.layout')}
        </Item>
      )}
    </>
  )
}

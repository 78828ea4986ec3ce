import { ContextMenu } from 'radix-ui'
import { type MouseEvent as ReactMouseEvent, type ReactNode, useState } from 'react'
import { newWirePaths } from '../../compile/wires.ts'
import { useT } from '../../i18n/use-t.ts'
import { designStore, select, selectionStore } from '../../store/stores.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { live } from './canvas-store.ts'
import {
  autoLayout,
  copy,
  cut,
  deleteSelection,
  duplicate,
  fitView,
  killOrRestore,
  nodeIsDown,
  paste,
  reverseWire,
  selectAll,
  startConnect,
} from './commands.ts'

/** What the menu was opened on. */
type Subject = { readonly on: 'node' | 'wire'; readonly id: string } | { readonly on: 'canvas' }

export function CanvasMenu({
  onAdd,
  children,
}: {
  readonly onAdd: () => void
  readonly children: ReactNode
}) {
  const t = useT()
  const [subject, setSubject] = useState<Subject>({ on: 'canvas' })
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild onContextMenu={(event) => setSubject(subjectOf(event))}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="ui-menu" aria-label={t('menu.label')} collisionPadding={8}>
          {subject.on === 'node' ? <NodeItems id={subject.id} /> : null}
          {subject.on === 'wire' ? <WireItems id={subject.id} /> : null}
          {subject.on === 'canvas' ? <CanvasItems onAdd={onAdd} /> : null}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

/** The node or wire under the pointer becomes the selection, unless it is part of it already. */
function subjectOf(event: ReactMouseEvent): Subject {
  const target = event.target instanceof Element ? event.target : null
  const node = target?.closest('.react-flow__node')?.getAttribute('data-id')
  const wire = target?.closest('.react-flow__edge')?.getAttribute('data-id')
  const { nodes, wires } = selectionStore.getState()
  if (node) {
    if (!nodes.has(node)) select([node])
    return { on: 'node', id: node }
  }
  if (wire) {
    if (!wires.has(wire)) select([], [wire])
    return { on: 'wire', id: wire }
  }
  return { on: 'canvas' }
}

interface ItemProps {
  readonly icon: IconName
  readonly keys?: string
  readonly onSelect: () => void
  readonly children: ReactNode
}

function Item({ icon, keys, onSelect, children }: ItemProps) {
  return (
    <ContextMenu.Item className="ui-menu-item" onSelect={onSelect}>
      <span className="ui-menu-icon">
        <Icon name={icon} />
      </span>
      {children}
      {keys ? <kbd className="ui-kbd">{keys}</kbd> : null}
    </ContextMenu.Item>
  )
}

const Line = () => <ContextMenu.Separator className="ui-menu-line" />

function NodeItems({ id }: { readonly id: string }) {
  const t = useT()
  const node = live.scene.byId.get(id)
  if (!node) return null
  const down = nodeIsDown(node)
  const mortal = node.model?.traits.mortal && (!node.frame || node.members.length > 0)
  const word = node.frame
    ? t(down ? 'menu.restoreInside' : 'menu.killInside')
    : t(down ? 'menu.restore' : 'menu.kill')
  return (
    <>
      {mortal ? (
        <>
          <Item icon={down ? 'restore' : 'kill'} keys="K" onSelect={() => killOrRestore([id])}>
            {word}
          </Item>
          <Line />
        </>
      ) : null}
      {node.model ? (
        <Item icon="wire" keys="C" onSelect={() => startConnect(id)}>
          {t('menu.connect')}
        </Item>
      ) : null}
      <Item icon="plus" keys="Ctrl D" onSelect={duplicate}>
        {t('menu.duplicate')}
      </Item>
      <Item icon="copy" keys="Ctrl C" onSelect={copy}>
        {t('menu.copy')}
      </Item>
      <Item icon="copy" keys="Ctrl X" onSelect={cut}>
        {t('menu.cut')}
      </Item>
      <Line />
      <Item icon="trash" keys="Del" onSelect={deleteSelection}>
        {t('menu.delete')}
      </Item>
    </>
  )
}

function WireItems({ id }: { readonly id: string }) {
  const t = useT()
  const { design } = designStore.getState()
  const edge = design.edges.find((candidate) => candidate.id === id)
  const turns = edge !== undefined && newWirePaths(design, edge.target, edge.source).ok
  return (
    <>
      {turns ? (
        <Item icon="undo" onSelect={() => reverseWire(id)}>
          {t('menu.reverse')}
        </Item>
      ) : null}
      <Item icon="trash" keys="Del" onSelect={deleteSelection}>
        {t('menu.delete')}
      </Item>
    </>
  )
}

function CanvasItems({ onAdd }: { readonly onAdd: () => void }) {
  const t = useT()
  return (
    <>
      <Item icon="plus" keys="/" onSelect={onAdd}>
        {t('menu.add')}
      </Item>
      <Item icon="paste" keys="Ctrl V" onSelect={() => void paste()}>
        {t('menu.paste')}
      </Item>
      <Item icon="outline" keys="Ctrl A" onSelect={selectAll}>
        {t('menu.selectAll')}
      </Item>
      <Line />
      <Item icon="fit" keys="0" onSelect={fitView}>
        {t('menu.fit')}
      </Item>
      <Item icon="layout" onSelect={() => void autoLayout()}>
        {t('menu.layout')}
      </Item>
    </>
  )
}

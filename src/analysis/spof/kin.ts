import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { Role } from '../../model/kind.ts'
import { fieldValue } from '../../model/params.ts'
import { callersOf } from './design-edits.ts'

/** A node, and those that stand for it: its twins, and the replicas of a database. */
export function kinOf(design: Design, node: DesignNode): DesignNode[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard' || role === 'replica') {
    const owner =
      role === 'replica'
        ? callersOf(design, node.id).find((one) => roleOf(one) === 'primary' || roleOf(one) === 'shard')
        : node
    if (owner) {
      const copies = design.nodes.filter(
        (other) =>
          roleOf(other) === 'replica' && callersOf(design, other.id).some(({ id }) => id === owner.id),
      )
      return [owner, ...copies]
    }
  }
  return [node, ...twinsOf(design, node)]
}

export function twinsOf(design: Design, node: DesignNode): DesignNode[] {
  const callers = callersOf(design, node.id).map(({ id }) => id)
  return design.nodes.filter(
    (other) =>
      other.id !== node.id &&
      other.kind === node.kind &&
      callersOf(design, other.id).some(({ id }) => callers.includes(id)),
  )
}

/** Balancers and resolvers before a node that do not look whether it lives. */
export const blindChoosers = (design: Design, node: DesignNode): DesignNode[] =>
  callersOf(design, node.id).filter(
    (caller) =>
      (roleOf(caller) === 'balancer' || roleOf(caller) === 'resolver') &&
      param(caller, 'healthChecks') === false,
  )

export const roleOf = (node: DesignNode): Role | undefined => kindModel(node.kind)?.role

export const param = (node: DesignNode, key: string): unknown =>
  fieldValue(kindModel(node.kind)?.fields ?? [], node.params, key)

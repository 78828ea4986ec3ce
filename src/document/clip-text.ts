import type { Design } from '../model/design.ts'
import { plainEdge, plainNode } from '../model/write.ts'

/** What was copied: nodes and the wires between them. */
export type Clip = Pick<Design, 'nodes' | 'edges'>

/** Copied nodes travel as text, so that they pass between tabs, mails and chats; this word tells them from all other text. */
export const CLIP_MARK = 'faultline-clip'

export const isClip = (text: string): boolean => text.includes(CLIP_MARK)

export const clipText = ({ nodes, edges }: Clip): string =>
  JSON.stringify({ [CLIP_MARK]: 1, nodes: nodes.map(plainNode), edges: edges.map(plainEdge) })

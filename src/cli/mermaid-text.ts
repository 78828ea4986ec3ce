import type { LeftOut } from '../document/mermaid/diagram.ts'
import type { MermaidProblem } from '../document/mermaid/parse.ts'

/** Why nothing of a diagram could be read, and what to do. */
export function mermaidProblemText({ code, values }: MermaidProblem): string {
  switch (code) {
    case 'tooLong':
      return `${values.count} characters are more than the ${values.limit} that a diagram may have: split it`
    case 'otherDiagram':
      return `this is a ${values.type} diagram; what can be read are flowchart, graph and architecture-beta`
    case 'notMermaid':
      return 'this is no mermaid diagram: it must begin with flowchart, graph or architecture-beta'
    case 'empty':
      return 'there is nothing in it: a diagram needs at least one node'
  }
}

/** Why something is not in the design as it was drawn. */
export function leftOutText({ why, values }: LeftOut): string {
  switch (why) {
    case 'header':
      return 'no direction: use TB, BT, LR or RL'
    case 'syntax':
      return 'not understood'
    case 'unclosed':
      return `${values.bracket} is never closed; what could be read of it was kept`
    case 'noTarget':
      return 'the link leads to nothing'
    case 'endWithoutSubgraph':
      return 'an end without a subgraph'
    case 'subgraphWithoutEnd':
      return 'the subgraph has no end; it was closed at the end of the text'
    case 'unknownService':
      return `"${values.id}" is declared nowhere`
    case 'tooManyWires':
      return `more than ${values.limit} wires; ${values.count} of this line were left out`
    case 'tooManyNodes':
      return `more than ${values.limit} nodes`
    case 'tooDeep':
      return `frames lie at most ${values.limit} deep; what it holds lies in the one round it`
    case 'invisible':
      return 'an invisible link only moves things about'
    case 'duplicate':
      return 'the same wire is there already: merged with it'
    case 'reply':
      return 'a reply is part of its call: merged with it'
    case 'turned':
      return `turned round, the way requests and messages go: ${values.target} --> ${values.source}`
    case 'junction':
      return 'a junction joins wires and is no component: its wires were joined'
    case 'circle':
      return 'it would close a circle of calls, which would never end'
    case 'self':
      return 'a node cannot be wired to itself'
    case 'unknownKind':
      return 'one of its ends is of a kind that this version does not know'
    case 'intoClient':
      return 'nothing calls a client: it is the client that asks'
    case 'reversed':
      return `it means something only the other way round, from ${values.target} to ${values.source}`
    case 'needsQueue':
      return 'workers take their tasks from a queue: put one between them'
    case 'callsNobody':
      return `${values.source} is of a kind that calls nobody`
    case 'meaningless':
      return `a wire from ${values.source} to ${values.target} means nothing`
    case 'emptyFrame':
      return 'nothing in the frame can be an end of this wire'
    case 'inside':
      return 'a frame cannot be wired to what it holds'
  }
}

import type { DesignEdge, DesignNode } from '../../model/design.ts'
import type { Role } from '../../model/kind.ts'
import { CallGraph } from './circles.ts'
import { type Diagram, type DiagramLink, type LeftOut, type LeftOutCode, leftOut } from './diagram.ts'
import { joined } from './joints.ts'
import { readLabel } from './label.ts'
import { type Meant, WireMeanings } from './wire-meaning.ts'
import { WordSet } from './word-match.ts'
import { MAYBE_REPLY_WORDS, REPLY_WORDS, SUBSCRIBE_WORDS } from './words.ts'

/** How a request goes: who is further up is called by who is further down the list only where nobody calls it the other way. */
const RANK: Readonly<Record<Role, number>> = {
  observer: 0,
  source: 0,
  resolver: 1,
  edgeCache: 2,
  balancer: 3,
  service: 4,
  buffer: 5,
  consumer: 6,
  lookAside: 7,
  session: 7,
  primary: 8,
  shard: 8,
  replica: 9,
  objects: 9,
  frame: 9,
}

const REPLY = new WordSet(REPLY_WORDS)
const MAYBE_REPLY = new WordSet(MAYBE_REPLY_WORDS)
const SUBSCRIBE = new WordSet(SUBSCRIBE_WORDS)

/** A link between nodes of the design, and what it would mean in either direction. */
interface Drawn {
  readonly link: DiagramLink
  readonly source: string
  readonly target: string
  readonly forward: Meant
  readonly backward: Meant
  /** It has a direction: one head, and none at the other end. */
  readonly directed: boolean
}

export interface Wires {
  readonly edges: readonly DesignEdge[]
  readonly leftOut: readonly LeftOut[]
}

/** Wires as they are meant: replies folded into their calls, directions by roles, what means nothing listed with the reason. */
export function readWires(
  diagram: Diagram,
  nodes: readonly DesignNode[],
  ids: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Wires {
  const reader = new WireReader(nodes, names)
  const { links, leftOut: joints } = joined(diagram)
  const found = links.flatMap((link) => {
    const [source, target] = [ids.get(link.source), ids.get(link.target)]
    return source === undefined || target === undefined ? [] : [{ link, source, target }]
  })
  if (diagram.own) for (const { source, target } of found) reader.keep(source, target)
  else reader.read(found)
  return { edges: reader.edges, leftOut: [...joints, ...reader.leftOut] }
}

class WireReader {
  readonly edges: DesignEdge[] = []
  readonly leftOut: LeftOut[] = []
  readonly #names: ReadonlyMap<string, string>
  readonly #meanings: WireMeanings
  readonly #calls: CallGraph
  readonly #kept = new Set<string>()
  readonly #edgeIds = new Set<string>()

  constructor(nodes: readonly DesignNode[], names: ReadonlyMap<string, string>) {
    this.#names = names
    this.#meanings = new WireMeanings(nodes)
    this.#calls = new CallGraph(this.#meanings)
  }

  /**
   * First what flows the way requests do, then what goes against it and may be a reply, and at last what means something
   * only the other way round. So a reply meets the call that it belongs to, whichever was drawn first.
   */
  read(found: readonly Pick<Drawn, 'link' | 'source' | 'target'>[]): void {
    const drawn = found.map((wire) => this.#drawn(wire))
    const pairs = new Set(drawn.map(({ source, target }) => pair(source, target)))
    const rounds: [Drawn[], Drawn[], Drawn[]] = [[], [], []]
    for (const wire of drawn) {
      if (wire.link.stroke === 'invisible') this.#leave('invisible', wire)
      else if (!wire.forward.ok && (!wire.backward.ok || wire.forward.why === 'needsQueue'))
        this.#leave(wire.forward.why, wire)
      else if (!wire.forward.ok) rounds[2].push(wire)
      else rounds[isAgainst(wire, pairs) ? 1 : 0].push(wire)
    }
    for (const wire of rounds[0]) this.#take(wire)
    for (const wire of rounds[1]) this.#againstTheFlow(wire)
    for (const wire of rounds[2]) this.#backward(wire)
    this.#inDrawnOrder(drawn)
  }

  keep(source: string, target: string): void {
    const stem = `${source}>${target}`.slice(0, 56)
    let id = stem
    for (let n = 2; this.#edgeIds.has(id); n++) id = `${stem}#${n}`
    this.#edgeIds.add(id)
    this.#kept.add(pair(source, target))
    this.edges.push({ id, source, target, params: {} })
  }

  /** A link without a direction, or with both, goes the way of the roles. */
  #drawn({ link, source, target }: Pick<Drawn, 'link' | 'source' | 'target'>): Drawn {
    const directed = (link.head === 'none') !== (link.tail === 'none')
    const turned = link.head === 'none' && link.tail !== 'none'
    const [a, b] = turned ? [target, source] : [source, target]
    const forward = this.#meanings.between(a, b)
    const backward = this.#meanings.between(b, a)
    const wire = { link, source: a, target: b, forward, backward, directed }
    const against = forward.ok ? backward.ok && RANK[forward.source] > RANK[forward.target] : backward.ok
    return directed || !against
      ? wire
      : { ...wire, source: b, target: a, forward: backward, backward: forward }
  }

  #take(wire: Drawn): void {
    const { source, target, forward } = wire
    if (this.#kept.has(pair(source, target))) this.#leave('duplicate', wire)
    else if (!this.#isRound(source, target, forward)) this.#connect(source, target, forward)
    else this.#leave(this.#kept.has(pair(target, source)) ? 'reply' : 'circle', wire)
  }

  /** It means something as drawn, and yet may be an answer, or a consumer that fetches. */
  #againstTheFlow(wire: Drawn): void {
    const { source, target, forward, backward, link } = wire
    const fetches = forward.ok && forward.meaning === 'publishes' && forward.source === 'consumer'
    const turns = fetches && backward.ok && (saysSubscribe(link) || this.#isUnfetched(link, target))
    if (this.#kept.has(pair(source, target))) this.#leave('duplicate', wire)
    else if (this.#kept.has(pair(target, source))) this.#leave('reply', wire)
    else if (turns) this.#turn(wire)
    else if (this.#isRound(source, target, forward)) this.#leave('reply', wire)
    else if (saysReply(link) && backward.ok) this.#turn(wire)
    else this.#connect(source, target, forward)
  }

  /** It means something only the other way round. */
  #backward(wire: Drawn): void {
    const { source, target, backward } = wire
    const intoClient = backward.ok && backward.source === 'source'
    const answers = intoClient && this.#calls.reaches(target, source)
    if (answers || this.#kept.has(pair(target, source))) this.#leave('reply', wire)
    else this.#turn(wire)
  }

  #turn(wire: Drawn): void {
    const { source, target, backward } = wire
    if (this.#isRound(target, source, backward)) {
      this.#leave('circle', wire)
      return
    }
    this.#connect(target, source, backward)
    // What has no direction is not turned by giving it one.
    if (wire.directed) this.#leave('turned', wire)
  }

  #connect(source: string, target: string, meant: Meant): void {
    this.keep(source, target)
    if (isCall(meant)) this.#calls.add(source, target)
  }

  #isRound(source: string, target: string, meant: Meant): boolean {
    return isCall(meant) && this.#calls.reaches(target, source)
  }

  /** A queue to which others publish and from which nobody fetches, and no word that says otherwise. */
  #isUnfetched(link: DiagramLink, queue: string): boolean {
    const fetched = this.edges.some((edge) => edge.source === queue)
    const fed = this.edges.some((edge) => edge.target === queue)
    return link.text === '' && fed && !fetched
  }

  #inDrawnOrder(drawn: readonly Drawn[]): void {
    const order = new Map<string, number>()
    for (const [i, { source, target }] of drawn.entries()) {
      if (!order.has(pair(source, target))) order.set(pair(source, target), i)
      if (!order.has(pair(target, source))) order.set(pair(target, source), i)
    }
    const at = ({ source, target }: DesignEdge) => order.get(pair(source, target)) ?? 0
    this.edges.sort((a, b) => at(a) - at(b))
  }

  #leave(why: LeftOutCode, { link }: Drawn): void {
    const source = this.#names.get(link.source) ?? link.source
    const target = this.#names.get(link.target) ?? link.target
    const words = link.text === '' ? '' : ` ${readLabel(link.text).text} `
    this.leftOut.push(leftOut(why, link.at, `${source} ${arrow(link, words)} ${target}`, { source, target }))
  }
}

const pair = (source: string, target: string): string => `${source}\n${target}`

const isCall = (meant: Meant): boolean =>
  meant.ok && meant.meaning !== 'replicates' && meant.meaning !== 'watches'

/** Whether a wire that means something as drawn may be meant the other way all the same. */
function isAgainst(
  { source, target, forward, backward, link, directed }: Drawn,
  pairs: ReadonlySet<string>,
): boolean {
  if (!directed || !forward.ok || !backward.ok) return false
  if (RANK[forward.source] > RANK[forward.target] || saysReply(link)) return true
  return pairs.has(pair(target, source)) && MAYBE_REPLY.isIn(link.text)
}

const saysReply = (link: DiagramLink): boolean => link.text !== '' && REPLY.isIn(link.text)
const saysSubscribe = (link: DiagramLink): boolean => link.text !== '' && SUBSCRIBE.isIn(link.text)

function arrow({ stroke, tail, head }: DiagramLink, words: string): string {
  const line = stroke === 'thick' ? '==' : stroke === 'dotted' ? '-.-' : stroke === 'invisible' ? '~~~' : '--'
  const sign = { none: '', arrow: '>', circle: 'o', cross: 'x' }
  const back = { ...sign, arrow: '<' }
  const half = stroke === 'dotted' ? '-.' : line
  return words === ''
    ? `${back[tail]}${line}${sign[head] || (stroke === 'normal' ? '-' : '')}`
    : `${back[tail]}${half}${words}${line}${sign[head]}`
}

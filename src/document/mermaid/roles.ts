import type { Diagram, DiagramLink } from './diagram.ts'
import { type Guess, isMain } from './kinds.ts'
import type { Label } from './label.ts'
import { WordSet } from './word-match.ts'
import { COPY_WORDS, SUBSCRIBE_WORDS } from './words.ts'

type Guesses = Map<string, Guess & { readonly label: Label }>

const COPIES = new WordSet(COPY_WORDS)
const SUBSCRIBES = new WordSet(SUBSCRIBE_WORDS)

/**
 * What the links say beyond the words: a database that another one copies to is a replica, and a service that gets its
 * work from queues alone is a worker. Neither is sure.
 */
export function byTheirLinks(diagram: Diagram, guesses: Guesses): Guesses {
  if (diagram.own) return guesses
  const links = diagram.links.filter((link) => link.stroke !== 'invisible').map(directed)
  for (const link of links) if (isCopying(link, guesses)) demote(link.target, 'replica', guesses)
  const callers = new Map<string, Set<string>>()
  for (const link of links) {
    const fetches =
      guesses.get(link.target)?.kind === 'queue' && link.text !== '' && SUBSCRIBES.isIn(link.text)
    const [from, to] = fetches ? [link.target, link.source] : [link.source, link.target]
    const known = callers.get(to)
    if (known) known.add(from)
    else callers.set(to, new Set([from]))
  }
  for (const [id, from] of callers) {
    const onlyQueues = [...from].every((caller) => guesses.get(caller)?.kind === 'queue')
    if (onlyQueues && guesses.get(id)?.kind === 'web') demote(id, 'worker', guesses)
  }
  return guesses
}

/** From its tail to its head; without a head or with two it goes as it is drawn. */
const directed = (link: DiagramLink): DiagramLink =>
  link.head === 'none' && link.tail !== 'none' ? { ...link, source: link.target, target: link.source } : link

/** From one database to another, unless the other one is the main one: data is copied there, whatever the link says. */
function isCopying(link: DiagramLink, guesses: Guesses): boolean {
  const [from, to] = [guesses.get(link.source), guesses.get(link.target)]
  if (link.source === link.target || to?.kind !== 'database' || isMain(to.label)) return false
  const twoWays = link.head !== 'none' && link.tail !== 'none'
  if (from?.kind === 'database') return !twoWays && !(link.head === 'none' && link.tail === 'none')
  return from?.kind === 'shard' && COPIES.isIn(link.text)
}

function demote(id: string, kind: 'replica' | 'worker', guesses: Guesses): void {
  guesses.set(id, { ...guesses.get(id)!, kind, sure: false })
}

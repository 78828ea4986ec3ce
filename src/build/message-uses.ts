/** `'app.fileWrong'` in a source text. */
const QUOTED = /'([\w.]+)'/g
/** `` `fault.${type}.help` `` in a source text: a composed key begins with a word and a dot. */
const COMPOSED = /`(\w+\.[\w.]*(?:\$\{[^`{}]*\}[\w.]*)+)`/g
const PLACE = /\$\{[^{}]*\}/

/** Those of the keys that a source text names, or that a template in it can become. */
export function keysIn(source: string, keys: readonly string[]): string[] {
  const quoted = new Set([...source.matchAll(QUOTED)].map((match) => match[1]))
  const composed = [...source.matchAll(COMPOSED)].map((match) => patternOf(match[1]!))
  return keys.filter((key) => quoted.has(key) || composed.some((pattern) => pattern.test(key)))
}

/** A place of a template stands for one word: `fault.${type}` can be `fault.kill` and not `fault.kill.help`. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').split(PLACE).join('\\w+')}$`)

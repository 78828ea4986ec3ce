import { readFileSync } from 'node:fs'
import type { MutantResult } from '@stryker-mutator/api/core'
import { fromRoot } from './mutants.ts'

/** How many of a part's mutants its tests noticed. A run that does not end any more is noticed as well. */
interface Score {
  readonly name: string
  readonly killed: number
  readonly timeout: number
  readonly survived: number
  readonly noCoverage: number
}

/** The score of each part, and every mutant that nobody noticed with its place and what it does. */
export class MutationReport {
  readonly #scores: Score[] = []
  readonly #survivors: string[] = []

  add(name: string, results: readonly MutantResult[]): void {
    const count = (wanted: MutantResult['status']): number =>
      results.filter(({ status }) => status === wanted).length
    this.#scores.push({
      ...{ name, killed: count('Killed'), timeout: count('Timeout') },
      ...{ survived: count('Survived'), noCoverage: count('NoCoverage') },
    })
    for (const result of results)
      if (result.status === 'Survived' || result.status === 'NoCoverage')
        this.#survivors.push(survivorLine(result))
  }

  text(): string {
    const total = this.#scores.reduce((sum, score) => ({
      name: 'all',
      killed: sum.killed + score.killed,
      timeout: sum.timeout + score.timeout,
      survived: sum.survived + score.survived,
      noCoverage: sum.noCoverage + score.noCoverage,
    }))
    return [...this.#survivors.sort(), '', ...[...this.#scores, total].map(scoreLine), ''].join('\n')
  }
}

function scoreLine({ name, killed, timeout, survived, noCoverage }: Score): string {
  const n = killed + timeout + survived + noCoverage
  const share = n === 0 ? 0 : ((killed + timeout) / n) * 100
  return (
    `${name.padEnd(25)} ${share.toFixed(1).padStart(5)} % of ${String(n).padStart(3)}: ${killed} killed, ` +
    `${timeout} without an end, ${survived} survived, ${noCoverage} in no test's way`
  )
}

function survivorLine({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const line = location.start.line
  const text = readFileSync(fileName, 'utf8').split('\n')
  const until = location.end.line === line ? location.end.column : undefined
  const from = text[line - 1]!.slice(location.start.column - 1, until === undefined ? undefined : until - 1)
  const to = (replacement ?? '').replaceAll(/\s+/g, ' ')
  return `${fromRoot(fileName)}:${line} ${mutatorName}${status === 'NoCoverage' ? ' (in no test)' : ''}: ${from.trim()} => ${to}`
}

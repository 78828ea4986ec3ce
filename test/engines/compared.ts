import type { Played } from './played.ts'

export interface EngineRow extends Played {
  readonly engine: string
}

/** The engines that gave one hash for a design. */
export interface Verdict {
  readonly design: string
  /** Engines by hash. One entry means that all agree. */
  readonly hashes: Readonly<Record<string, readonly string[]>>
}

/** Which engines agree on which design. */
export function verdicts(rows: readonly EngineRow[]): readonly Verdict[] {
  const designs = [...new Set(rows.flatMap((row) => Object.keys(row.designs)))]
  return designs.map((design) => {
    const hashes: Record<string, string[]> = {}
    for (const row of rows) {
      const hash = row.designs[design]?.hash ?? 'nothing'
      hashes[hash] = [...(hashes[hash] ?? []), named(row)]
    }
    return { design, hashes }
  })
}

export const agrees = ({ hashes }: Verdict): boolean => Object.keys(hashes).length === 1

/** The times of every engine, then the hash of every design, or its hashes and whose they are. */
export function tableOf(rows: readonly EngineRow[]): string {
  const judged = verdicts(rows)
  const heads = ['CPU s', 'wall s', ...judged.map(({ design }) => design)]
  const lines = rows.map((row) => [
    named(row),
    row.cpuSec?.toFixed(1) ?? '–',
    row.wallSec.toFixed(1),
    ...judged.map(({ design }) => `${row.designs[design]?.wallMs ?? '–'} ms`),
  ])
  const widths = ['', ...heads].map(
    (head, i) => 2 + Math.max(...[head, ...lines.map((line) => line[i]!)].map(({ length }) => length)),
  )
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join('')
  return [line(['', ...heads]), ...lines.map(line), '', ...judged.flatMap(said), ''].join('\n')
}

const named = ({ engine, version }: EngineRow): string => `${engine} ${version}`.trim()

function said(verdict: Verdict): readonly string[] {
  const { design, hashes } = verdict
  const all = Object.entries(hashes)
  const [hash, engines] = all[0]!
  if (engines.length === 1 && all.length === 1) return [`${hash}  ${design}: in ${engines[0]} alone`]
  if (agrees(verdict)) return [`${hash}  ${design}: the same in ${engines.length} engines`]
  return [`DIFFERENT  ${design}:`, ...all.map(([one, whose]) => `  ${one}  ${whose.join(', ')}`)]
}

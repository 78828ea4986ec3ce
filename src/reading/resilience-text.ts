import type { ResilienceReport } from '../analysis/resilience/plan.ts'
import { type Row, SCORE_PARTS, verdictOf } from '../analysis/resilience/report.ts'
import { remediesOf } from '../analysis/spof/remedies.ts'
import { type ClassVerdict, VERDICTS } from '../analysis/verdict.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { Design } from '../model/design.ts'
import { printable, printableJson } from '../model/printable.ts'
import type { RequestClass } from '../model/request-class.ts'
import {
  differenceSentence,
  headSentence,
  measuredWord,
  type Names,
  rowSentence,
} from './resilience-sentence.ts'
import { remedySentence } from './spof-sentence.ts'

/** What the texts of a report are made of. */
export interface Told {
  readonly design: Design
  readonly report: ResilienceReport
  readonly engine: string
  readonly name: Names
  readonly t: Translator
}

/** Names as a terminal, a spreadsheet or a page of Markdown may show them. */
const plain = (told: Told): Told => ({ ...told, name: (id) => printable(told.name(id)) })

const classesOf = (row: Row): RequestClass[] =>
  Object.keys(row.measure?.byClass ?? row.said) as RequestClass[]

/** The worst that the structure says of a part. */
export const saidVerdict = (row: Row): ClassVerdict | undefined =>
  Object.values(row.said).sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))[0]

/** What helps against what was measured, by the structure's own advice; null where nothing is known to. */
export function remedyOf(design: Design, row: Row) {
  const verdict = saidVerdict(row)
  return verdict === undefined || verdict.verdict === 'none' ? null : (remediesOf(design, verdict)[0] ?? null)
}

/** The report as one JSON object: the same bytes for the same design, seed and engine version. */
export function resilienceJson(asTold: Told): string {
  const told = plain(asTold)
  const { report, engine, name, t } = told
  const { baseline, score, rows } = report
  return `${printableJson(
    {
      engine,
      seed: report.seed,
      seeds: report.seeds,
      ...(report.weight > 1 ? { approximate: { oneOf: report.weight } } : {}),
      offeredPerSec: report.offeredPerSec,
      simulatedSec: report.simulatedSec,
      objective: report.objective,
      head: headSentence(report, name, t),
      score,
      baseline,
      rows: rows.map((row) => rowJson(told, row)),
    },
    2,
  )}\n`
}

function rowJson({ design, name, t }: Told, row: Row): object {
  const { trial, measure, said } = row
  const remedy = remedyOf(design, row)
  const byClass = <T>(of: (requestClass: RequestClass) => T): Partial<Record<RequestClass, T>> =>
    Object.fromEntries(classesOf(row).map((requestClass) => [requestClass, of(requestClass)]))
  return {
    target: trial.target,
    kind: trial.kind,
    judged: row.unjudged === null,
    static: byClass((requestClass) => said[requestClass]?.verdict ?? null),
    measured: byClass((requestClass) => measure?.byClass[requestClass]?.verdict ?? null),
    agrees: measure === null ? null : row.differs.every(({ onlyTime }) => onlyTime),
    differs: row.differs.map((one) => ({ class: one.requestClass, why: differenceSentence(one, name, t) })),
    success: byClass((requestClass) => measure?.byClass[requestClass]?.success ?? null),
    failed: byClass((requestClass) => measure?.byClass[requestClass]?.failed ?? null),
    detectSec: measure?.detectSec ?? null,
    ejectSec: measure?.ejectSec ?? null,
    promoteSec: measure?.promoteSec ?? null,
    rtoSec: row.rtoSec,
    lostWrites: measure?.lostWrites ?? null,
    staleReads: measure?.staleReads ?? null,
    overloaded: measure?.overloaded ?? [],
    p95Ms: measure?.p95Ms ?? null,
    retries: measure?.retries ?? null,
    minutesAYear: row.minutesAYear,
    windows: trial.windows,
    ...(row.intervals === null ? {} : { intervals: row.intervals }),
    sentence: rowSentence(row, name, t),
    remedy: remedy ? remedySentence(remedy.said, name, t) : null,
  }
}

/** The columns of a row for tables, one line a class. */
const COLUMNS = [
  'part',
  'kind',
  'class',
  'said',
  'measured',
  'before',
  'failingOver',
  'settled',
  'restored',
  'detect',
  'eject',
  'promote',
  'rto',
  'rpo',
  'p95',
  'overloaded',
  'retries',
  'minutes',
  'agrees',
  'sentence',
  'remedy',
] as const

/** Cells of the table, a line for each part and class; the first line names the columns. */
export function resilienceCells(asTold: Told): string[][] {
  const told = plain(asTold)
  const { t, report } = told
  return [
    COLUMNS.map((column) => t(`resilience.column.${column}`)),
    ...report.rows.flatMap((row) => rowCells(told, row)),
  ]
}

function rowCells({ design, name, t }: Told, row: Row): string[][] {
  const { measure, trial } = row
  const remedy = remedyOf(design, row)
  const text = {
    sentence: rowSentence(row, name, t),
    remedy: remedy ? remedySentence(remedy.said, name, t) : '',
  }
  return classesOf(row).map((requestClass) => {
    const one = measure?.byClass[requestClass]
    const verdict = row.said[requestClass]?.verdict
    const differs = row.differs.find((candidate) => candidate.requestClass === requestClass)
    return [
      name(trial.target),
      trial.kind,
      requestClass,
      verdict ? measuredWord(verdict, t) : '',
      one ? measuredWord(one.verdict, t) : t('resilience.verdict.unjudged'),
      percent(one?.success.before),
      percent(one?.success.failingOver),
      percent(one?.success.settled),
      percent(one?.success.restored),
      seconds(measure?.detectSec),
      seconds(measure?.ejectSec),
      seconds(measure?.promoteSec),
      one ? (one.rtoSec === null ? t('resilience.notWhileDown') : seconds(one.rtoSec)) : '',
      measure ? `${measure.lostWrites}, ${measure.staleReads}` : '',
      measure
        ? [measure.p95Ms.before, measure.p95Ms.failingOver, measure.p95Ms.settled].map(ms).join(' / ')
        : '',
      measure?.overloaded.map(({ target }) => name(target)).join(', ') ?? '',
      measure ? `${rate(measure.retries.perSec)}, ${rate(measure.retries.amplification)}` : '',
      row.minutesAYear === null ? '' : rate(row.minutesAYear),
      differs ? differenceSentence(differs, name, t) : '',
      text.sentence,
      text.remedy,
    ]
  })
}

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '' : `${(share * 100).toFixed(2)} %`
const seconds = (sec: number | null | undefined): string =>
  sec === null || sec === undefined ? '' : `${rate(sec)} s`
const ms = (value: number | null): string => (value === null ? '–' : rate(value))
const rate = (value: number): string => (value >= 100 ? value.toFixed(0) : String(Number(value.toFixed(2))))

/** A spreadsheet takes a cell that begins like a formula for one. */
const FORMULA = /^[=+\-@\t\r]/

export function resilienceCsv(told: Told): string {
  const cell = (text: string): string => {
    const safe = FORMULA.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `${resilienceCells(told)
    .map((cells) => cells.map(cell).join(','))
    .join('\r\n')}\r\n`
}

export function resilienceMarkdown(asTold: Told): string {
  const told = plain(asTold)
  const { design, report, t, name } = told
  const [head, ...rows] = resilienceCells(told)
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`
  return `${[
    `# ${t('resilience.title')}: ${printable(design.title)}`,
    '',
    headSentence(report, name, t),
    '',
    ...factLines(told).map((fact) => `- ${fact}`),
    '',
    line(head!),
    line(head!.map(() => '---')),
    ...rows.map(line),
  ].join('\n')}\n`
}

/** Score with its parts, seed, load, length, engine. */
function factLines({ report, engine, t }: Told): string[] {
  const { score } = report
  const parts = (Object.keys(SCORE_PARTS) as (keyof typeof SCORE_PARTS)[]).map(
    (part) => `${t(`resilience.score.${part}`)} ${score[part] ?? '–'} / ${SCORE_PARTS[part]}`,
  )
  return [
    `${t('resilience.score', { total: score.total })}: ${parts.join(', ')}`,
    ...reportFacts(report, engine, t),
  ]
}

/** Seed, load, length and engine of a report, and whether it is exact. */
export const reportFacts = (report: ResilienceReport, engine: string, t: Translator): string[] => [
  t('resilience.facts', {
    seed: report.seeds > 1 ? `${report.seed}–${report.seed + report.seeds - 1}` : String(report.seed),
    rate: rate(report.offeredPerSec),
    sec: String(report.simulatedSec),
    engine,
  }),
  ...(report.weight > 1 ? [t('resilience.approximate', { weight: report.weight })] : []),
]

/** What is shown of one row: a column for each class, and what all of them share. */
export function rowFigures(row: Row, name: Names, t: Translator) {
  const { measure } = row
  const columns = classesOf(row).map((requestClass) => {
    const one = measure?.byClass[requestClass]
    const interval = row.intervals?.[requestClass]?.settled
    const settled = percent(one?.success.settled)
    const cells = [
      { label: 'resilience.column.before', value: percent(one?.success.before) },
      { label: 'resilience.column.failingOver', value: percent(one?.success.failingOver) },
      {
        label: 'resilience.column.settled',
        value: interval ? `${settled} (${percent(interval[0])}–${percent(interval[1])})` : settled,
      },
      { label: 'resilience.column.restored', value: percent(one?.success.restored) },
      {
        label: 'resilience.column.rto',
        value: one?.rtoSec == null ? t('resilience.notWhileDown') : seconds(one.rtoSec),
      },
    ] as const
    return { requestClass, cells }
  })
  const shared = [
    { label: t('resilience.column.detect'), value: seconds(measure?.detectSec) },
    { label: t('resilience.column.eject'), value: seconds(measure?.ejectSec) },
    { label: t('resilience.column.promote'), value: seconds(measure?.promoteSec) },
    {
      label: t('resilience.column.rpo'),
      value: measure ? `${measure.lostWrites}, ${measure.staleReads}` : '',
    },
    {
      label: t('resilience.column.p95'),
      value: measure
        ? `${[measure.p95Ms.before, measure.p95Ms.failingOver, measure.p95Ms.settled].map(ms).join(' / ')} ms`
        : '',
    },
    {
      label: t('resilience.column.overloaded'),
      value: measure?.overloaded.map(({ target }) => name(target)).join(', ') ?? '',
    },
    {
      label: t('resilience.column.retries'),
      value: measure ? `${rate(measure.retries.perSec)}, ${rate(measure.retries.amplification)}` : '',
    },
    { label: t('resilience.column.minutes'), value: row.minutesAYear === null ? '' : rate(row.minutesAYear) },
  ].filter(({ value }) => value !== '')
  return { columns, shared }
}

/** For people in a shell: a line a part, and under it what happens and what helps. */
export function resilienceLines(asTold: Told): string {
  const told = plain(asTold)
  const { report, name, t, design } = told
  const names = report.rows.map(({ trial }) => name(trial.target))
  const width = Math.max(0, ...names.map((text) => text.length))
  const lines = report.rows.flatMap((row, i) => {
    const remedy = remedyOf(design, row)
    const word = row.measure === null ? t('resilience.verdict.unjudged') : measuredWord(verdictOf(row), t)
    return [
      `${names[i]!.padEnd(width)}  ${word}`,
      `    ${rowSentence(row, name, t)}`,
      ...row.differs.map((one) => `    ${differenceSentence(one, name, t)}`),
      ...(remedy ? [`    -> ${remedySentence(remedy.said, name, t)}`] : []),
    ]
  })
  return `${[headSentence(report, name, t), ...factLines(told), '', ...lines].join('\n')}\n`
}

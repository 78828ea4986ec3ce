import { chooseSeries, type Fit, fitSeries, readSeries } from '../analysis/fit/fit.ts'
import { type FitProblem, type Series, seriesName } from '../analysis/fit/measured.ts'
import { fittedParams, serviceFields } from '../analysis/fit/service.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode } from '../model/design.ts'
import type { NumberField, Params } from '../model/field.ts'
import { parseDesign } from '../model/parse.ts'
import { printable, printableJson } from '../model/printable.ts'
import { err, ok, type Result } from '../model/result.ts'
import { writeDesign } from '../model/write.ts'
import { type FittedNode, fitProblemSentence } from '../reading/fit-sentence.ts'
import { type CommandIo, EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { english } from './english.ts'
import { type FitArguments, fitUsage, type Place, parseFit } from './fit-arguments.ts'
import { fitText } from './fit-text.ts'
import { parseErrorText } from './messages.ts'

export const fitCommand: Subcommand = {
  name: 'fit',
  usage: fitUsage,
  run: (words, io) => {
    const asked = parseFit(words)
    if (!asked.ok) return misused(fitCommand, asked.error, io)
    const found = fitOf(asked.value, io)
    if (!found.ok) {
      io.complain(found.error)
      return EXIT_BAD_INPUT
    }
    report(found.value, asked.value, io)
    return EXIT_OK
  },
}

interface Found {
  readonly series: Series
  readonly fit: Fit
  readonly target: Target | null
}

/** The design with the fit in it, and the node that it is in. */
interface Target extends FittedNode {
  readonly design: Design
}

function fitOf(asked: FitArguments, io: CommandIo): Result<Found, string> {
  const text = io.read(asked.file)
  if (!text.ok) return text
  const said = <T>(result: Result<T, FitProblem>): Result<T, string> =>
    result.ok ? result : err(problemText(result.error))
  const all = said(readSeries(text.value))
  if (!all.ok) return all
  const series = said(chooseSeries(all.value, asked))
  if (!series.ok) return series
  const fit = said(fitSeries(series.value, asked))
  if (!fit.ok) return fit
  const target = asked.place === null ? ok(null) : targetOf(asked.place, fit.value, io)
  return target.ok ? ok({ series: series.value, fit: fit.value, target: target.value }) : target
}

/** What a text quotes is made printable, and an option is named where one helps. */
function problemText(problem: FitProblem): string {
  const sentence = printable(fitProblemSentence(problem, english))
  const option = OPTIONS[problem.code]
  return option === undefined ? sentence : `${sentence} (${option})`
}

const OPTIONS: Readonly<Partial<Record<FitProblem['code'], string>>> = {
  metricUnknown: '--metric NAME',
  labelsUnknown: '--label name=value',
  severalSeries: '--metric NAME, --label name=value',
  noUnit: '--unit ms or --unit s',
}

function targetOf(place: Place, fit: Fit, io: CommandIo): Result<Target, string> {
  const text = io.read(place.design)
  if (!text.ok) return text
  const read = parseDesign(text.value, kindModel)
  if (!read.ok) return err(parseErrorText(read.error))
  const design = read.value
  const node = design.nodes.find(({ id }) => id === place.node)
  const model = node && kindModel(node.kind)
  if (!node || !model)
    return err(`the design has no node "${printable(place.node)}"; there are: ${listed(design.nodes)}`)
  const fields = serviceFields(model.fields)
  const mean = meanField(fields.means, place, model.id)
  if (!mean.ok) return mean
  const params = fittedParams(fit, mean.value, fields)
  if (!params.ok) return err(problemText(params.error))
  return ok({ design: withParams(design, node, params.value), model, params: node.params, fields })
}

function meanField(means: readonly NumberField[], place: Place, kind: string): Result<NumberField, string> {
  if (means.length === 0)
    return err(`node "${printable(place.node)}" is a ${kind}, which has no service time`)
  const mean = place.field === null ? means[0] : means.find(({ key }) => key === place.field)
  return mean
    ? ok(mean)
    : err(`"${printable(place.field ?? '')}" is no service time of a ${kind}; there are: ${keys(means)}`)
}

const LISTED_MAX = 20
const keys = (means: readonly NumberField[]): string => means.map(({ key }) => key).join(', ')
const listed = (nodes: readonly DesignNode[]): string =>
  nodes
    .slice(0, LISTED_MAX)
    .map(({ id }) => printable(id))
    .join(', ') + (nodes.length > LISTED_MAX ? ', …' : '')

const withParams = (design: Design, node: DesignNode, params: Params): Design => ({
  ...design,
  nodes: design.nodes.map((one) => (one === node ? { ...one, params: { ...one.params, ...params } } : one)),
})

function report({ series, fit, target }: Found, { rttMs, json }: FitArguments, io: CommandIo): void {
  const { source, metric, labels } = series
  const design = target && writeDesign(target.design)
  const lines = fitText(printable(seriesName(series)), source, fit, rttMs, target)
  if (json) {
    const whole = design === null ? {} : { design: JSON.parse(design) as unknown }
    const found = { source, metric, labels: Object.fromEntries(labels), rttMs, ...fit, ...whole }
    io.print(`${printableJson(found)}\n`)
  } else if (design === null) io.print(lines)
  else {
    io.print(design)
    io.complain(lines)
  }
}

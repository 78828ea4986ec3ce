import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import { withEngineBundle } from './engine.ts'
import { WORKLOADS } from './workloads.ts'

/** What of V8's CPU profile says where the time went. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    /** Lines are counted from 0 here, from 1 below. */
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly hitCount: number
    readonly children?: readonly number[]
    /** Hits by line, which may be one of an inlined function. */
    readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[]
  }[]
}

/** Where a line of the bundle comes from. */
export interface Place {
  readonly name: string
  /** From the root; empty for what the virtual machine does itself. */
  readonly file: string
  /** The line as it was written. */
  readonly text: string
}

export interface FunctionTime {
  readonly name: string
  readonly file: string
  readonly share: number
}

export interface GroupTime {
  readonly group: string
  readonly share: number
  readonly functions: readonly FunctionTime[]
}

/** The place of a line of the bundle, counted from 1. */
type PlaceOf = (line: number) => Place

/** The function of `engine-runs.ts` whose time is looked at, so that start and compilation stay outside. */
const MEASURED = 'measured'
/** Functions with a smaller share of the time are counted, but not named. */
const NAMED_SHARE = 0.005

/** Books are kept in the middle of other work, so lines tell them apart and not functions. */
const STATISTICS =
  /\b[NE]_(ARRIVED|DONE|FAILED|DROPPED|SENT|OPEN|RETRIED|HITS|LOOKUPS|STALE|READS|\w+_(SUM|COUNT|INTEGRAL|PEAK))\b|Counts\[|Bucket\(/

/** The first rule that fits gives a line's group. Names come first where a file serves several purposes. */
const RULES: readonly {
  readonly group: string
  readonly file?: RegExp
  readonly name?: RegExp
  readonly text?: RegExp
}[] = [
  { group: 'statistics', file: /src\//, text: STATISTICS },
  { group: 'statistics', name: /^(accumulate|mark|noteNoRoom)$/, file: /sim\// },
  { group: 'statistics', file: /sim\/(stats\/|core\/(histogram|tally|node-measures))/ },
  { group: 'random numbers', name: /^#?draw/ },
  { group: 'random numbers', file: /sim\/(core\/(random|arithmetic)|kit\/zipf)/ },
  { group: 'events', file: /sim\/core\/(event-|delay-ring|schedule)/ },
  {
    group: 'events',
    name: /^(run|[#_]handle|[#_]travel|[#_]fire|limit|after|newTimer|cancelServing)$/,
    file: /sim\/core\/(engine|calls)/,
  },
  {
    group: 'balancer, choice',
    file: /sim\/(core\/(choice|hash-ring)|kit\/health)|kinds\/(load-balancer|dns)\//,
  },
  { group: 'caches, keys', file: /sim\/kit\/key-|kinds\/(cache|cdn|key-value)\// },
  { group: 'plans', file: /sim\/kit\/plan/ },
  {
    group: 'stations',
    name: /^(enter|enqueue|dequeue|release|start|serve|hold|fillSlots|headOf|takeToken|emptyStation)$/,
    file: /sim\//,
  },
  {
    group: 'stations',
    file: /sim\/(core\/station|kit\/(station|data-station|data-member|consumers|primary|cluster))/,
  },
  { group: 'call records', file: /sim\/core\/(call-pool|calls|engine)/ },
]

/** Whatever no rule fits: the handlers of the other kinds, garbage collection, the virtual machine. */
const OTHER = 'other'

export function groupOf({ name, file, text }: Place): string {
  const fits = (pattern: RegExp | undefined, value: string): boolean => pattern?.test(value) ?? true
  const rule = RULES.find((one) => fits(one.name, name) && fits(one.file, file) && fits(one.text, text))
  return rule?.group ?? OTHER
}

/** Self time under the function `root` by group and function, as shares of all of it, largest first. */
export function groupedSelfTimes({ nodes }: CpuProfile, placeOf: PlaceOf, root: string): GroupTime[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const inside = new Set<number>()
  const visit = (id: number): void => {
    inside.add(id)
    byId.get(id)?.children?.forEach(visit)
  }
  for (const node of nodes) if (node.callFrame.functionName === root) visit(node.id)
  const groups = new Map<string, Map<string, { readonly place: Place; hits: number }>>()
  let all = 0
  const count = (place: Place, hits: number): void => {
    if (hits === 0) return
    all += hits
    const group = groupOf(place)
    const functions = groups.get(group) ?? new Map<string, { readonly place: Place; hits: number }>()
    groups.set(group, functions)
    const key = `${place.file} ${place.name}`
    const known = functions.get(key)
    if (known) known.hits += hits
    else functions.set(key, { place, hits })
  }
  for (const { id, callFrame, hitCount, positionTicks = [] } of nodes) {
    if (!inside.has(id)) continue
    if (callFrame.url === '') {
      count({ name: callFrame.functionName, file: '', text: '' }, hitCount)
      continue
    }
    for (const { line, ticks } of positionTicks) count(placeOf(line), ticks)
    const placed = positionTicks.reduce((sum, { ticks }) => sum + ticks, 0)
    count({ ...placeOf(callFrame.lineNumber + 1), text: '' }, hitCount - placed)
  }
  if (all === 0) throw new Error(`The profile has no time under ${root}.`)
  return [...groups]
    .map(([group, functions]) => {
      const times = [...functions.values()].map(({ place, hits }) => ({
        name: place.name,
        file: place.file,
        share: hits / all,
      }))
      return {
        group,
        share: times.reduce((sum, one) => sum + one.share, 0),
        functions: times.sort((a, b) => b.share - a.share),
      }
    })
    .sort((a, b) => b.share - a.share)
}

/** Runs one workload under the profiler and prints its self times. */
export async function printProfile(workload: string): Promise<void> {
  if (!WORKLOADS[workload])
    throw new Error(`--profile needs one of these workloads: ${Object.keys(WORKLOADS).join(', ')}`)
  const groups = await withEngineBundle((script, dir) => {
    const profiler = ['--cpu-prof', `--cpu-prof-dir=${dir}`, '--cpu-prof-interval=500']
    const result = spawnSync(process.execPath, [...profiler, script, 'profile', workload], {
      encoding: 'utf8',
    })
    if (result.status !== 0) throw new Error(`The workload failed: ${result.stderr}`)
    const written = readdirSync(dir).find((file) => file.endsWith('.cpuprofile'))
    if (written === undefined) throw new Error('The profiler wrote nothing.')
    const profile = JSON.parse(readFileSync(join(dir, written), 'utf8')) as CpuProfile
    return groupedSelfTimes(profile, placesOf(script), MEASURED)
  })
  console.log(`${workload}: self time of the measured run, %`)
  for (const { group, share, functions } of groups) {
    console.log(`\n${group.padEnd(58)}${percent(share)}`)
    for (const one of functions)
      if (one.share >= NAMED_SHARE)
        console.log(`  ${one.name.padEnd(24)}${one.file.padEnd(32)}${percent(one.share)}`)
  }
}

/** Reads a bundle and its source map. Inlined functions are found by the lines that they stand on. */
function placesOf(script: string): PlaceOf {
  const bundle = readFileSync(script, 'utf8')
  const payload = JSON.parse(readFileSync(`${script}.map`, 'utf8')) as SourceMapPayload
  const map = new SourceMap(payload)
  const written = new Map(
    payload.sources.map((source, i) => [source, payload.sourcesContent[i]?.split('\n')]),
  )
  const names = functionNames(bundle)
  const places = bundle.split('\n').map((line, i): Place => {
    const entry = map.findEntry(i, line.search(/\S|$/))
    if (!('originalSource' in entry)) return { name: names[i]!, file: '', text: '' }
    return {
      name: names[i]!,
      file: entry.originalSource.replace(/^.*?(?=(src|test)\/)/, ''),
      text: written.get(entry.originalSource)?.[entry.originalLine] ?? '',
    }
  })
  return (line) => places[line - 1] ?? { name: '(unknown)', file: '', text: '' }
}

/** For each line of a script the innermost function with a name that it stands in. */
export function functionNames(script: string): string[] {
  const source = ts.createSourceFile('bundle.js', script, ts.ScriptTarget.ES2022, true)
  const names = script.split('\n').map(() => '(top level)')
  const visit = (node: ts.Node): void => {
    const name = ts.isFunctionLike(node) ? nameOf(node) : undefined
    if (name !== undefined) {
      const first = source.getLineAndCharacterOfPosition(node.getStart()).line
      const last = source.getLineAndCharacterOfPosition(node.end).line
      // The bundler numbers functions of equal names.
      names.fill(name.replace(/\$\d+$/, ''), first, last + 1)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  if (node.name) return node.name.getText()
  const { parent } = node
  const isNamed =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
  return isNamed ? parent.name.getText() : undefined
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(7)

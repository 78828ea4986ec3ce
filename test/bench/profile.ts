import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { withEngineBundle } from './engine.ts'
import { WORKLOADS } from './workloads.ts'

/** What of V8's CPU profile says where the time went. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
      readonly columnNumber: number
    }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface FunctionTime {
  readonly name: string
  /** Source file, from the root; empty for what the virtual machine does itself. */
  readonly file: string
  readonly share: number
}

export interface GroupTime {
  readonly group: string
  readonly share: number
  readonly functions: readonly FunctionTime[]
}

type FileOf = (line: number, column: number) => string

/** The function of `engine-runs.ts` whose time is looked at, so that start and compilation stay outside. */
const MEASURED = 'measured'
/** Functions with a smaller share of the time are counted, but not named. */
const NAMED_SHARE = 0.005

/** The first rule that fits a function gives its group. Names come first where a file serves several purposes. */
const RULES: readonly { readonly group: string; readonly file?: RegExp; readonly name?: RegExp }[] = [
  { group: 'statistics', name: /^(accumulate|spanBucket|bucketOf|mark|noteLimit)$/ },
  { group: 'statistics', file: /sim\/(histogram|tally|sampler|fading|report|tracer)/ },
  { group: 'random numbers', name: /^#?draw/ },
  { group: 'random numbers', file: /sim\/(random|zipf|arithmetic)/ },
  { group: 'events', file: /sim\/(event-|delay-ring|schedule|wheel)/ },
  {
    group: 'events',
    name: /^#?(run|handle|travel|fire|limit|after|newTimer|cancelServing)$/,
    file: /sim\/engine/,
  },
  { group: 'balancer, choice', file: /sim\/(choice|health)|kinds\/(load-balancer|dns)\// },
  { group: 'caches, keys', file: /sim\/key-|kinds\/(cache|cdn|key-value)\// },
  { group: 'plans', file: /sim\/plan/ },
  {
    group: 'stations',
    name: /^(enter|enqueue|dequeue|release|start|serve|hold|fillSlots|headOf|takeToken|emptyStation)$/,
    file: /sim\//,
  },
  { group: 'stations', file: /sim\/(station|data-station|consumers|primary|replication)/ },
  { group: 'call records', file: /sim\/(call-pool|engine)/ },
]

/** Whatever no rule fits: the handlers of the other kinds, garbage collection, the virtual machine. */
const OTHER = 'other'

export function groupOf(name: string, file: string): string {
  const rule = RULES.find((one) => (one.name?.test(name) ?? true) && (one.file?.test(file) ?? true))
  return rule?.group ?? OTHER
}

/** Self time under the function `root` by group and function, as shares of all of it, largest first. */
export function groupedSelfTimes(profile: CpuProfile, fileOf: FileOf, root: string): GroupTime[] {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]))
  const inside = new Set<number>()
  const visit = (id: number): void => {
    inside.add(id)
    byId.get(id)?.children?.forEach(visit)
  }
  for (const node of profile.nodes) if (node.callFrame.functionName === root) visit(node.id)
  const times = new Map<string, { name: string; file: string; time: number }>()
  let all = 0
  profile.samples.forEach((id, i) => {
    const frame = byId.get(id)?.callFrame
    if (!frame || !inside.has(id)) return
    const file = frame.url === '' ? '' : fileOf(frame.lineNumber, frame.columnNumber)
    const name = frame.functionName === '' ? '(anonymous)' : frame.functionName
    const key = `${file} ${name}`
    const known = times.get(key) ?? { name, file, time: 0 }
    // A delta lies before its sample, so the time that a sample stands for is the next one's.
    const time = profile.timeDeltas[i + 1] ?? 0
    times.set(key, { ...known, time: known.time + time })
    all += time
  })
  if (all === 0) throw new Error(`The profile has no time under ${root}.`)
  const groups = new Map<string, FunctionTime[]>()
  for (const { name, file, time } of times.values()) {
    const group = groupOf(name, file)
    groups.set(group, [...(groups.get(group) ?? []), { name, file, share: time / all }])
  }
  return [...groups]
    .map(([group, functions]) => ({
      group,
      share: functions.reduce((sum, one) => sum + one.share, 0),
      functions: functions.sort((a, b) => b.share - a.share),
    }))
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
    return groupedSelfTimes(profile, filesOf(`${script}.map`), MEASURED)
  })
  console.log(`${workload}: self time of the measured run, %`)
  for (const { group, share, functions } of groups) {
    console.log(`\n${group.padEnd(58)}${percent(share)}`)
    for (const one of functions)
      if (one.share >= NAMED_SHARE)
        console.log(`  ${one.name.padEnd(24)}${one.file.padEnd(32)}${percent(one.share)}`)
  }
}

/** Source files of places in the bundle, without what leads to the root. */
function filesOf(mapPath: string): FileOf {
  const map = new SourceMap(JSON.parse(readFileSync(mapPath, 'utf8')))
  return (line, column) => {
    const entry = map.findEntry(line, column)
    const source = 'originalSource' in entry ? entry.originalSource : ''
    return source.replace(/^.*?(?=(src|test)\/)/, '')
  }
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(7)

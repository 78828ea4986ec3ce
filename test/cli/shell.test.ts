import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decoded, INPUT_BYTES_MAX } from '../../src/cli/shell-files.ts'
import { printable, printableLines } from '../../src/model/printable.ts'
import { writeDesign } from '../../src/model/write.ts'
import { ROOT } from '../support/paths.ts'
import { draw, sends } from '../support/simulate.ts'

const PROGRAM = join(ROOT, 'src/cli/faultline.mjs')
const text = writeDesign(draw({ client: sends(50), web: ['web'] }, ['client > web']))
const RUN = ['run', '-', '--duration', '2']
let dir: string

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'faultline-shell-'))
  // What is measured below is the program, not its first build.
  faultline(['--help'])
}, 120_000)

afterAll(() => rmSync(dir, { recursive: true }))

const faultline = (words: readonly string[], input: string | Buffer = '') =>
  spawnSync(process.execPath, [PROGRAM, ...words], { input, encoding: 'utf8' })

function file(name: string, content: string | Buffer): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

describe('what the shell reads', () => {
  it('may begin with a byte order mark', () => {
    const { status, stderr } = faultline(['run', file('bom.json', `\ufeff${text}`), '--duration', '2'])
    expect([status, stderr]).toEqual([0, ''])
  })

  it.each([
    ['with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['without a mark', Buffer.from(text, 'utf16le')],
    ['the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is refused by name when it is UTF-16 %s', (_, content) => {
    const { status, stdout, stderr } = faultline(['run', file('wide.json', content)])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^faultline: .*wide\.json is UTF-16 text: save it as UTF-8\n$/)
  })

  it('is refused when it is no text, or without end', () => {
    expect(decoded(Uint8Array.of(0x7b, 0xff, 0x7d))).toEqual({ ok: false, error: 'is not UTF-8 text' })
    expect(decoded(Uint8Array.of())).toEqual({ ok: true, value: '' })
    const { status, stderr } = faultline(RUN, Buffer.alloc(INPUT_BYTES_MAX + 1, ' '))
    expect(status).toBe(2)
    expect(stderr).toBe(`faultline: standard input is larger than ${INPUT_BYTES_MAX} bytes\n`)
    expect(faultline(['run', '/dev/zero']).stderr).toContain('is larger than')
    expect(faultline(['run', dir]).stderr).toMatch(/^faultline: cannot read .*: EISDIR/)
  })

  it('may come in pieces from a pipe that does not block', async () => {
    const pipe = join(dir, 'pipe')
    spawnSync('mkfifo', [pipe])
    const end = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
    const start = openSync(pipe, constants.O_WRONLY)
    const child = spawn(process.execPath, [PROGRAM, ...RUN], { stdio: [end, 'pipe', 'pipe'] })
    closeSync(end)
    const ended = endOf(child)
    const half = text.length >> 1
    // The pauses leave the pipe empty while the program reads; that it reads then is likely, and no condition.
    for (const part of [text.slice(0, half), text.slice(half)]) {
      await pause(700)
      writeSync(start, part)
    }
    await pause(300)
    closeSync(start)
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
  })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function endOf(child: ReturnType<typeof spawn>): Promise<Ended> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

describe('what the shell prints', () => {
  it('goes nowhere, and without a word, when nobody reads it', async () => {
    const child = spawn(process.execPath, [PROGRAM, ...RUN, '--json'], { stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const ended = endOf(child)
    child.stdin.end(text)
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
  })

  it.runIf(process.platform === 'linux')('ends with a sentence when the disk is full', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [PROGRAM, ...RUN, '--json'], { stdio: ['pipe', full, 'pipe'] })
    closeSync(full)
    const ended = endOf(child)
    child.stdin?.end(text)
    const { code, stderr } = await ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/^faultline: cannot write the output: ENOSPC: no space left on device[^\n]*\n$/)
  })

  it('is its usage, on standard error, when it is asked for nothing', () => {
    const { status, stdout, stderr } = faultline([])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^faultline: no command\n\nUsage: faultline run /)
    expect(faultline(['--help'])).toMatchObject({ status: 0, stderr: '' })
  })
})

/** Sets the title of a window, colours, clears a line, reorders, and begins a line that looks like one of ours. */
const EVIL = '\u001b]0;pwned\u0007\u001b[31mred\u009b2K\u202etxt\u2066\nfaultline: all is well\r'

describe('words of a document that a terminal would obey', () => {
  const evil = draw(
    {
      client: sends(50, 'read', { timeoutMs: 5 }),
      [EVIL]: ['web'],
      cache: ['cache'],
      [`${EVIL}x`]: ['replica'],
    },
    [],
  )
  const edges = [
    { id: EVIL, source: 'client', target: EVIL, params: {} },
    { id: `${EVIL}w`, source: 'cache', target: EVIL, params: {} },
  ]
  const input = writeDesign({ ...evil, edges })

  it('are shown as numbers in tables, traces and warnings', () => {
    const { status, stdout, stderr } = faultline([...RUN, '--trace', '2'], input)
    expect(status).toBe(0)
    for (const shown of [stdout, stderr]) {
      expect(printableLines(shown)).toBe(shown)
      expect(shown).toContain(
        '\\u001b]0;pwned\\u0007\\u001b[31mred\\u009b2K\\u202etxt\\u2066\\u000afaultline: all',
      )
      expect(shown).not.toMatch(/^faultline: all is well/m)
    }
  })

  it('are shown as numbers in errors', () => {
    const { nodes, ...rest } = JSON.parse(input)
    for (const wrong of [
      JSON.stringify({ ...rest, nodes: [...nodes, nodes[1]] }),
      JSON.stringify({ ...rest, nodes: [nodes[0], { ...nodes[1], parent: 'client' }] }),
      JSON.stringify({ ...rest, nodes: [nodes[0], { ...nodes[1], params: { workers: EVIL } }] }),
      `{"${EVIL.replace(/[\n\r]/g, '')}`,
    ]) {
      const { status, stdout, stderr } = faultline(RUN, wrong)
      expect([status, stdout]).toEqual([2, ''])
      expect(printableLines(stderr)).toBe(stderr)
      expect(stderr).not.toMatch(/^faultline: all is well/m)
    }
  })

  it('stay what they are in JSON', () => {
    const { stdout } = faultline([...RUN, '--json'], input)
    expect(Object.keys(JSON.parse(stdout).nodes)).toContain(EVIL)
  })

  it('are those alone: letters of all scripts, signs and emoji stay', () => {
    const plain = '웹 서버 – naïve שלום 👩‍💻 ✓'
    expect(printable(plain)).toBe(plain)
    expect(printable('a\tb\u0085\u2028\ud800')).toBe('a\\u0009b\\u0085\\u2028\\ud800')
  })
})

it('runs that begin at the same time without a build all give the same, and leave nothing behind', async () => {
  const root = join(dir, 'fresh')
  for (const part of ['src', 'package.json', 'package-lock.json', 'vite.cli.config.ts', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(root, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const design = file('design.json', text)
  const runs = Array.from({ length: 3 }, () =>
    endOf(spawn(process.execPath, [join(root, 'src/cli/faultline.mjs'), 'run', design, '--json'])),
  )
  const ended = await Promise.all(runs)
  const { stdout } = faultline(['run', design, '--json'])
  expect(ended).toEqual(ended.map(() => ({ code: 0, stdout, stderr: '' })))
  expect(readdirSync(join(root, 'dist'))).toEqual(['cli'])
}, 180_000)

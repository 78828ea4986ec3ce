#!/usr/bin/env node
// Runs the built command line and builds it first where the sources are newer. Nothing but the CLI writes to stdout.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist/cli/faultline.js')

// The folders that the import rules let the CLI reach, and the files that decide how it is built.
const SOURCES = [
  'cli',
  'model',
  'sim',
  'compile',
  'analysis',
  'runtime',
  'ui',
  'reading',
  'i18n',
  'scene',
  'document',
  'kinds',
].map((folder) => `src/${folder}`)
const RECIPE = ['package-lock.json', 'vite.cli.config.ts']

if (isStale() && !build()) {
  process.stderr.write('faultline: the command line could not be built; run `npm ci` first.\n')
  process.exit(1)
}
await import(new URL('../../dist/cli/faultline.js', import.meta.url).href)

function isStale() {
  const builtMs = modifiedMs(built)
  if (builtMs === 0) return true
  return [...RECIPE, ...SOURCES.flatMap(pathsBelow)].some((path) => modifiedMs(join(root, path)) > builtMs)
}

/** Folders are listed too: a deleted file shows only in the time of the folder it was in. */
function pathsBelow(folder) {
  try {
    return [folder, ...readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path))]
  } catch {
    return []
  }
}

function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/**
 * Builds into a folder of its own and moves the result into its place in one step, so that runs which begin at the same
 * time may each build, and none of them reads half a file.
 */
function build() {
  const begun = new Date()
  mkdirSync(join(root, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(root, 'dist/.cli-'))
  try {
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const result = spawnSync(
      process.execPath,
      [vite, 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'error', '--outDir', folder],
      { cwd: root, stdio: ['ignore', 2, 2] },
    )
    if (result.status !== 0) return false
    const made = join(folder, 'faultline.js')
    // As old as the sources that it was made of: what is changed while it builds is newer.
    utimesSync(made, begun, begun)
    mkdirSync(join(root, 'dist/cli'), { recursive: true })
    renameSync(made, built)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

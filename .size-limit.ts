import { join, relative } from 'node:path'
import budgets from './test/bench/budgets.json' with { type: 'json' }
import { startFilesOf, workerFilesOf } from './test/bench/bytes.ts'
import { APP_DIST, ROOT } from './test/support/paths.ts'

// size-limit reads an empty path list as "the package's main file", so a build without a worker has no such row.
const checks = [
  { name: 'page start, JS and CSS', files: startFilesOf(APP_DIST), limitKb: budgets.appStartGzipKb },
  { name: 'simulation worker', files: workerFilesOf(APP_DIST, 'sim'), limitKb: budgets.workerGzipKb },
  {
    name: 'worker that judges losses',
    files: workerFilesOf(APP_DIST, 'spof'),
    limitKb: budgets.spofWorkerGzipKb,
  },
].filter(({ files }) => files.length > 0)

export default checks.map(({ name, files, limitKb }) => ({
  name,
  path: files.map((file) => relative(ROOT, join(APP_DIST, file))),
  limit: `${limitKb} kB`,
  gzip: true,
}))

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { listFiles } from './list-files.ts'

/**
 * Writes `sw.js` beside the built page. It precaches every emitted file, lazy chunks and fonts included, because the
 * promise is that the whole product works offline after one visit, not only the parts that were opened.
 */
export function offlineServiceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'faultline-offline-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    // Only after the bundle is closed are the files of public/ and of the workers certain to be on disk.
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const source = readFileSync(new URL('./service-worker-source.js', import.meta.url), 'utf8')
        writeFileSync(join(outDir, 'sw.js'), serviceWorkerText(outDir, source))
      },
    },
  }
}

/** Files of the build that the page itself never asks for: for tools and for readers of the repository. */
const BESIDE_THE_PAGE =
  /^(\.vite\/|schema\/|sw\.js$|screenshot\.png$|_headers$|LICENSE$|THIRD-PARTY-LICENSES\.txt$)/

/** The worker's text for the files under `dir`: its version changes exactly when a name or a byte of them does. */
export function serviceWorkerText(dir: string, source: string): string {
  const files = listFiles(dir).filter((file) => !BESIDE_THE_PAGE.test(file))
  const hash = createHash('sha256').update(source)
  for (const file of files)
    hash.update(`\0${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(dir, file)))
        .digest(),
    )
  const version = hash.digest('hex').slice(0, 16)
  // A host may redirect /index.html to /, and a redirected answer cannot serve a navigation, so the page is cached as './'.
  const urls = files.flatMap((file) => (file === 'index.html' ? ['./', './?embed'] : [`./${file}`]))
  return `const VERSION = ${JSON.stringify(version)}\nconst FILES = ${JSON.stringify(urls)}\n${source}`
}

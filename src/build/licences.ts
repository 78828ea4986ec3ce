import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** A package that may end up in the bundle, with the words under which it may be passed on. */
export interface Notice {
  /** Name and version. */
  readonly package: string
  /** SPDX identifier. */
  readonly licence: string
  readonly text: string
}

interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
}

export const NOTICES_FILE = 'THIRD-PARTY-LICENSES.txt'

/** Puts the project's own licence, and the notices of all packages that it is built from, beside the page. */
export function licences(root: string): Plugin {
  return {
    name: 'faultline-licences',
    apply: 'build',
    generateBundle() {
      const notices = noticesText(productionNotices(root))
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: notices })
      this.emitFile({
        type: 'asset',
        fileName: 'LICENSE',
        source: readFileSync(join(root, 'LICENSE'), 'utf8'),
      })
    },
  }
}

/**
 * All that `package-lock.json` installs for production. Some of it is shaken out of the bundle; to name too many is no
 * harm, to forget one is.
 */
export function productionNotices(root: string): Notice[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
    .map(([path, locked]) => noticeOf(join(root, path), path, locked))
}

function noticeOf(dir: string, path: string, { version = '', license = '' }: LockedPackage): Notice {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const files = readdirSync(dir).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(dir, file), 'utf8').trim())
  const text = texts.length > 0 ? texts.join('\n\n') : standardText(dir, name, license)
  return { package: `${name} ${version}`, licence: license, text: text.replace(/\r\n/g, '\n') }
}

/** For a package that says MIT and carries no text: the text of the identifier, with whom the package names as its author. */
function standardText(dir: string, name: string, licence: string): string {
  if (licence !== 'MIT') throw new Error(`${name} carries no licence text, and "${licence}" has none here.`)
  const { author } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as {
    readonly author?: string | { readonly name?: string }
  }
  const who = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`)
  return `MIT License\n\nCopyright (c) ${who}\n\n${MIT}`
}

/** One section for each text, under the packages that it belongs to. */
export function noticesText(notices: readonly Notice[]): string {
  const byText = new Map<string, Notice[]>()
  for (const notice of notices) {
    const same = byText.get(notice.text)
    if (same) same.push(notice)
    else byText.set(notice.text, [notice])
  }
  const sections = [...byText].map(([text, those]) => {
    const names = those.map((notice) => `${notice.package} (${notice.licence})`)
    return `${RULE}\n${names.join('\n')}\n${RULE}\n\n${text}\n`
  })
  return `${HEAD}\n${sections.join('\n')}`
}

const RULE = '-'.repeat(78)
const HEAD = `Faultline is built from the packages below, each under the licence that follows its
name. The licence of Faultline itself is in LICENSE, that of its fonts in fonts/OFL.txt.
`

/** SPDX text of MIT without its first two lines: https://spdx.org/licenses/MIT.html */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { normalizePath, type Plugin, runnerImport } from 'vite'
import type { Catalog, Words } from '../i18n/catalogs.ts'
import { assert } from '../model/result.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { textsIn } from './kind-texts.ts'
import { listFiles } from './list-files.ts'
import { keysIn } from './message-uses.ts'
import { sourcesFrom } from './start-sources.ts'

const SRC = normalizePath(fileURLToPath(new URL('../', import.meta.url)))
const CATALOGS = `${SRC}i18n/catalogs.ts`
const PARTS = ['start', 'rest'] as const
const MODULE = /^faultline-words\/(\w+)-(\w+)$/

/** Where texts in both languages stand beside what they describe. */
const TEXT_FILES = listFiles(SRC)
  .filter((file) => /^(kinds\/[^/]+\/model|model\/[\w-]+)\.ts$/.test(file))
  .map((file) => SRC + file)

/**
 * Takes all words out of the page's code and puts them into four chunks: for each language what the first picture needs,
 * and the rest. A message belongs to the start when a module that loads with the page names its key, so nobody keeps a
 * list; of the texts of the kinds, their summaries do. The page carries neither the compiler of messages nor a
 * language that nobody reads.
 */
export function words(): Plugin {
  let table: TextTable
  let chunks: Record<Language, Record<keyof Catalog, Words>>
  let preload = ''
  return {
    name: 'faultline-words',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      table = textTable()
      const { module, dependencies } = await runnerImport<{ catalogs: Record<Language, Catalog> }>(CATALOGS)
      for (const file of [...dependencies, ...TEXT_FILES]) this.addWatchFile(file)
      const start = [...sourcesFrom(`${SRC}app/main.tsx`, [CATALOGS]).values()].join('\n')
      chunks = {
        en: split('en', await module.catalogs.en.start(), start, table),
        ko: split('ko', await module.catalogs.ko.start(), start, table),
      }
    },
    resolveId: (id) => (MODULE.test(id) ? `\0${id}` : null),
    load(id) {
      if (id === CATALOGS) return catalogsModule()
      const [, part, language] = MODULE.exec(id.slice(1)) ?? []
      if (!language) return null
      return `export const words = ${JSON.stringify(chunks[language as Language][part as keyof Catalog])}`
    },
    // A file, because the page's policy lets no script stand in the page itself.
    generateBundle(_, bundle) {
      const source = preloadScript(Object.values(bundle))
      preload = this.getFileName(this.emitFile({ type: 'asset', name: 'first-words.js', source }))
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: `./${preload}`, async: true } }],
    },
    transform(code, id) {
      return TEXT_FILES.includes(id) ? { code: withoutTexts(code, table), map: null } : null
    },
  }
}

type TextTable = ReadonlyMap<
  string,
  { readonly id: string; readonly later: boolean } & Record<Language, string>
>

const keyOf = (text: Readonly<Record<Language, string>>): string => `${text.en}\n${text.ko}`

/** Every text once, in an order that is the same on every machine. One that is both a summary and something else is a summary. */
function textTable(): TextTable {
  const texts = TEXT_FILES.flatMap((file) => textsIn(readFileSync(file, 'utf8')))
  const table = new Map<string, { id: string; later: boolean } & Record<Language, string>>()
  for (const { en, ko, later } of texts) {
    const known = table.get(keyOf({ en, ko }))
    if (known) known.later &&= later
    else table.set(keyOf({ en, ko }), { id: `text.${table.size}`, en, ko, later })
  }
  return table
}

function split(
  language: Language,
  messages: Words,
  start: string,
  table: TextTable,
): Record<keyof Catalog, Words> {
  const first = new Set(keysIn(start, Object.keys(messages)))
  const part = (isStart: boolean): Words =>
    Object.fromEntries([
      ...Object.entries(messages).filter(([id]) => first.has(id) === isStart),
      ...[...table.values()]
        .filter(({ later }) => later !== isStart)
        .map((text) => [text.id, [text[language]]]),
    ])
  return { start: part(true), rest: part(false) }
}

function catalogsModule(): string {
  const entries = LANGUAGES.map((language) => {
    const parts = PARTS.map((part) => {
      const module = `faultline-words/${part}-${language}`
      return `${part}: () => import('${module}').then(({ words }) => words)`
    })
    return `${language}: { ${parts.join(', ')} }`
  })
  return `export const catalogs = { ${entries.join(', ')} }`
}

/** Fetches the first words along with the page's files; that the page chooses otherwise costs only the wrong file. */
function preloadScript(
  files: readonly { readonly name?: string | undefined; readonly fileName: string }[],
): string {
  const urls = LANGUAGES.map((language) => {
    const file = files.find(({ name }) => name === `start-${language}`)
    assert(file, `the build has no first words for ${language}`)
    return [language, `./${file.fileName}`]
  })
  return `try {
  const [, kept] = /"language":"(\\w+)"/.exec(localStorage.getItem('faultline-preferences')) ?? []
  const language = kept ?? (navigator.language.startsWith('ko') ? 'ko' : 'en')
  const href = ${JSON.stringify(Object.fromEntries(urls))}[language]
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
} catch {}`
}

/** Leaves the id of each text in its place, for `textOf` to look up. */
function withoutTexts(code: string, table: TextTable): string {
  let rest = code
  for (const text of textsIn(code).reverse())
    rest = `${rest.slice(0, text.start)}'${table.get(keyOf(text))!.id}'${rest.slice(text.end)}`
  return rest
}

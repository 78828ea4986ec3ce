import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'
import { closeDialog, openDialog } from '../page/page-store.ts'
import { whenFetched } from '../page/with-words.ts'
import { refuseFiles } from './incoming.ts'

interface ImportState {
  /** A diagram that is looked at before it is opened; an empty text asks for one. */
  readonly text: string
  readonly fileName: string
  /** Tells one import from the next. */
  readonly number: number
}

export const importStore = createStore<ImportState>()(() => ({ text: '', fileName: '', number: 0 }))

export function showImport(text = '', fileName = ''): void {
  importStore.setState(({ number }) => ({ text, fileName, number: number + 1 }))
  openDialog('mermaid')
}

export const closeImport = (): void => closeDialog()

type Parser = typeof import('../document/mermaid/parse.ts')

export const loadMermaidParser = (): Promise<Parser> => import('../document/mermaid/parse.ts')

const NAMES = /\.(mmd|mermaid)$/i

/** Whether a text is a diagram by the name of its file or by its first word. */
export const isDiagram = (parser: Parser, text: string, fileName: string): boolean =>
  NAMES.test(fileName) || parser.looksLikeMermaid(text)

/** Diagrams that are pasted anywhere but into a field, and files that are dropped on the page. */
export function useDroppedTexts(readFile: (file: File) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isField(event.target) || !/^\s*(```|---|%%|[a-z])/i.test(text.slice(0, 200))) return
      whenFetched('part', loadMermaidParser, (parser) => {
        if (parser.looksLikeMermaid(text)) showImport(text)
      })
    }
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') && !isField(event.target)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const { files } = event.dataTransfer ?? {}
      const file = files?.[0]
      if (event.defaultPrevented || !files || !file || isField(event.target)) return
      event.preventDefault()
      if (files.length > 1) refuseFiles(files.length)
      else readFile(file)
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('drop', onDrop)
    }
  }, [readFile])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null

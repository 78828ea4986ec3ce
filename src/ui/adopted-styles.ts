import { useEffect } from 'react'

/**
 * Stands in the build for the package `react-style-singleton`, by which dialogs and menus keep the page behind them from
 * scrolling. The package writes a `<style>` element, which the page's policy forbids; an adopted sheet is set by code.
 */
export function styleSingleton(): (props: SheetProps) => null {
  const useStyles = styleHookSingleton()
  return function Sheet({ styles, dynamic }) {
    useStyles(styles, dynamic)
    return null
  }
}

interface SheetProps {
  readonly styles: string
  readonly dynamic?: boolean
}

/** A sheet for as long as anybody uses it; the first to come says what it holds. */
export function styleHookSingleton(): (styles: string, dynamic?: boolean) => void {
  const { add, remove } = stylesheetSingleton()
  return (styles, dynamic = false) => {
    const key = dynamic ? styles : ''
    // biome-ignore lint/correctness/useExhaustiveDependencies: only dynamic styles are exchanged, as the package does.
    useEffect(() => {
      add(styles)
      return remove
    }, [key])
  }
}

export function stylesheetSingleton(): { add(styles: string): void; remove(): void } {
  let users = 0
  let sheet: CSSStyleSheet | null = null
  return {
    add(styles) {
      users++
      if (sheet !== null) return
      sheet = new CSSStyleSheet()
      sheet.replaceSync(styles)
      document.adoptedStyleSheets.push(sheet)
    },
    remove() {
      users--
      if (users > 0) return
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet)
      sheet = null
    },
  }
}

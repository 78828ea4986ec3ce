/** One sort of input over time, as both protocols of WebDriver take it. */
export interface InputSource {
  readonly type: 'pointer' | 'key'
  readonly id: string
  readonly parameters?: { readonly pointerType: 'mouse' }
  readonly actions: readonly object[]
}

/** A browser that Playwright cannot drive, with one page. */
export interface SmokeBrowser {
  readonly name: string
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** The value of an expression in the page, or what its promise gives. */
  evaluate<T>(expression: string): Promise<T>
  perform(input: readonly InputSource[]): Promise<void>
  /** The page as a PNG. */
  picture(): Promise<Buffer>
  /** Errors that the page has logged and nobody expected. */
  errors(): Promise<readonly string[]>
  close(): Promise<void>
}

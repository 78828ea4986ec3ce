import type { Origin } from '../document/document.ts'
import type { Design } from '../model/design.ts'

/** What the application does with documents. Each opens as a document of its own, and what was open stays in the library. */
export interface AppActions {
  newDesign(): void
  /** An example by its id; `opening` is the one that a first visitor sees. */
  openExample(id: string): void
  openDesign(design: Design, origin: Origin): void
  /** Lets the person choose a file. */
  openFile(): void
  /** Opens a file that was chosen or dropped. */
  readFile(file: File): void
  saveFile(): void
  /** Opens a document of the library. */
  openKept(id: string): void
  /** Shows what a diagram of mermaid would become, or asks for its text where none is given. */
  importMermaid(text?: string, fileName?: string): void
  /** Saves the design as a text of mermaid. */
  exportMermaid(): void
}

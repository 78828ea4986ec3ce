import type { Feature, LoadPart } from '../../page/feature.ts'

/** Diagrams of mermaid: what one would become, and the design as one. */
export const mermaidImport = (load: LoadPart): Feature => ({
  dialog: { id: 'mermaid', load },
  commands: [
    {
      id: 'file.importMermaid',
      title: 'command.importMermaid',
      icon: 'upload',
      words: 'mermaid, import mermaid, flowchart, 머메이드, 머메이드 가져오기',
      menu: 'open',
      run: (_, actions) => actions.importMermaid(),
    },
    {
      id: 'file.exportMermaid',
      title: 'command.exportMermaid',
      icon: 'download',
      words: 'mermaid, export mermaid, text, 머메이드, 머메이드 내보내기',
      menu: 'handOn',
      run: (_, actions) => actions.exportMermaid(),
    },
  ],
})

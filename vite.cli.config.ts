import { defineConfig } from 'vite'

/** The command-line build: one self-contained file, so that the CLI starts without reading node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    sourcemap: false,
    reportCompressedSize: false,
    // Declared by const, as in the browser's worker, the engine's constants are constants to the optimiser too.
    rolldownOptions: {
      output: { entryFileNames: 'faultline.js', codeSplitting: false, topLevelVar: false },
    },
  },
  ssr: { target: 'node', noExternal: true },
})

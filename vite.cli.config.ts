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
    rolldownOptions: { output: { entryFileNames: 'faultline.js', codeSplitting: false } },
  },
  ssr: { target: 'node', noExternal: true },
})

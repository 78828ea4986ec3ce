import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licences } from './src/build/licences.ts'
import { manifestBeside } from './src/build/manifest-beside.ts'
import { securityPolicy } from './src/build/security-headers.ts'
import { offlineServiceWorker } from './src/build/service-worker.ts'
import { words } from './src/build/words.ts'

export default defineConfig({
  // Relative addresses let one build be served from any path of any static host.
  base: './',
  plugins: [
    react(),
    words(),
    licences(import.meta.dirname),
    manifestBeside(),
    securityPolicy(),
    offlineServiceWorker(),
  ],
  resolve: {
    // The package writes <style> elements, which the page's own policy forbids.
    alias: { 'react-style-singleton': fileURLToPath(new URL('./src/ui/adopted-styles.ts', import.meta.url)) },
  },
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    sourcemap: false,
    // The byte budgets read the start chunks from this manifest instead of guessing them from file names.
    manifest: true,
    // Vite's own warning knows nothing of the budgets in test/bench/budgets.json, which fail the tests.
    chunkSizeWarningLimit: 2_000,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the page starts with is always fetched together, so it is one file: it packs better than thirty, and asks once.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
  worker: {
    format: 'es',
    // A folder of their own tells the workers' bytes from the page's: the manifest does not list workers.
    rolldownOptions: {
      output: {
        entryFileNames: 'worker/[name]-[hash].js',
        chunkFileNames: 'worker/[name]-[hash].js',
      },
    },
  },
})

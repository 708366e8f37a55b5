import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { pageManifestName } from './src/main/shell/page-manifest.ts'

/**
 * Lists the files of the built page in a file beside them, so that the app:// protocol serves these and nothing else
 * (SECURITY.md point 4). The list is not on itself.
 */
function pageManifest(): Plugin {
  return {
    name: 'keyhold-page-manifest',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const names = Object.keys(bundle).sort()
        this.emitFile({
          type: 'asset',
          fileName: pageManifestName,
          source: JSON.stringify(names, undefined, 2),
        })
      },
    },
  }
}

/** D-Bus and what it brings, which opens sockets: for the main process alone, never for the keystore's. */
const ofDbus =
  /node_modules[\\/](?:@jellybrick|@nodable|anynum|fast-xml-\w+|is-unsafe|path-expression-matcher|strnum|xml-naming)[\\/]/

/** Code of packages goes into files of its own, so that a scan can tell our code from theirs. */
const packagesApart = {
  groups: [
    { name: 'vendor-dbus', test: ofDbus },
    { name: 'vendor-aws', test: /node_modules[\\/](?:@aws-sdk|@aws-crypto|@smithy|bowser|tslib)[\\/]/ },
    { name: 'vendor', test: /node_modules[\\/]/ },
  ],
}

export default defineConfig({
  main: {
    build: {
      // Bundled, so that the package holds what is used and nothing else; keytar is native and stays outside.
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        external: ['keytar'],
        input: {
          index: 'src/main/index.ts',
          keystore: 'src/keystore/index.ts',
          'engine-worker': 'src/main/jobs/engine/worker.ts',
          'catalog-worker': 'src/main/catalog/catalog-worker.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: packagesApart,
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react(), pageManifest()],
    build: {
      target: 'chrome140',
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})

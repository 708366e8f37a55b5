import type { Configuration } from 'electron-builder'
import { flipPackedFuses } from './scripts/packaging/flip-fuses.ts'

/**
 * What `npm run package` makes: AppImage and deb, dmg, nsis. The package holds the built app and keytar with the
 * prebuilt binaries of its platform, listed file by file: everything else is left out (SECURITY.md points 25, 26, 29).
 */
export const packaging: Configuration = {
  appId: 'org.keyhold.desktop',
  productName: 'Keyhold',
  copyright: 'Copyright the Keyhold founders, Apache-2.0',
  directories: { output: 'dist', buildResources: 'resources' },
  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    '!**/*.map',
    '!node_modules/**',
    'node_modules/keytar/package.json',
    'node_modules/keytar/lib/keytar.js',
    'node_modules/keytar/prebuilds/${platform}-${arch}/**',
  ],
  asar: true,
  asarUnpack: ['node_modules/keytar/prebuilds/**'],
  // keytar brings prebuilt binaries: nothing is compiled.
  npmRebuild: false,
  // Not published from here.
  publish: null,
  afterPack: flipPackedFuses,
  linux: { target: ['AppImage', 'deb'], executableName: 'keyhold', category: 'Utility' },
  deb: {
    depends: ['libsecret-1-0', 'libgtk-3-0', 'libnss3', 'libnotify4', 'libxss1', 'libxtst6', 'xdg-utils'],
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.utilities',
    hardenedRuntime: true,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: true, perMachine: true },
}

import { defineConfig } from '@playwright/test'
import { electronBinary } from './scripts/electron-binary.ts'
import { inProject } from './scripts/programs/project.ts'

// Playwright starts whatever this folder calls `electron`; the specs do not know the difference.
if (electronBinary() === null) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = inProject('test/host/dist')

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/e2e/gallery/build-once.ts',
  workers: '100%',
  projects: [
    // One app at a time: each brings a Chromium, a keystore process and a keyring of its own.
    { name: 'e2e', testIgnore: '**/e2e/gallery/**', workers: 1, outputDir: 'out/e2e/results' },
    // Pages alone, as many at a time as there are cores.
    { name: 'gallery', testDir: 'test/e2e/gallery', fullyParallel: true, outputDir: 'out/gallery/results' },
  ],
  retries: 0,
  // Generous: two cores may do other work as well, and a test that is right never waits that long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
})

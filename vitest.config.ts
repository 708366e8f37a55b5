import { defineConfig } from 'vitest/config'

// One project a suite, so that `npm run check` runs the quick one and `npm test` counts each.
const suite = (name: string, extra: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`], ...extra },
})

export default defineConfig({
  test: {
    projects: [
      // Long enough for a machine that does other work: a test that hangs still ends.
      // One thread a core for all files: a start of its own for each of them would take longer than the tests.
      suite('unit', {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        pool: 'threads',
        isolate: false,
        maxWorkers: '100%',
      }),
      suite('vectors', { testTimeout: 600_000, maxWorkers: '100%' }),
      suite('integration', { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false }),
      suite('security', { testTimeout: 60_000 }),
      suite('host', { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
})

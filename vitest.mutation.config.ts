import { defineConfig } from 'vitest/config'

// The tests that `npm run mutate` holds the message format and the keyrings to: their own, and nobody else's.
export default defineConfig({
  test: {
    include: ['test/unit/main/{message,keyrings,secret}/**/*.test.ts'],
  },
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { themeCss } from '../../../scripts/gen-css.ts'

const written = readFileSync(new URL('../../../src/renderer/src/styles/theme.css', import.meta.url), 'utf8')

test('theme.css is what scripts/gen-css.ts makes of the theme and the tokens', () => {
  expect(written).toBe(themeCss())
})

test('both schemes name their scheme, so that the page needs no style element', () => {
  expect(written).toContain('--mantine-color-scheme: light')
  expect(written).toContain('--mantine-color-scheme: dark')
})

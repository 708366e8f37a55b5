import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import { theme } from '../src/renderer/src/theme/theme.ts'
import { variables } from '../src/renderer/src/theme/variables.ts'

/**
 * Writes the CSS that MantineProvider would otherwise put into a <style> element at run time: a file is what
 * `style-src 'self'` allows. With `--check` it only compares and exits 1 where the file is out of date.
 */
const target = new URL('../src/renderer/src/styles/theme.css', import.meta.url)

/** The whole text of theme.css, made from the theme and the tokens. */
export function themeCss(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const base = defaultCssVariablesResolver(merged)
  const own = variables(merged)
  const css = convertCssVariables(
    {
      variables: { ...base.variables, ...own.variables },
      light: { ...base.light, ...own.light, '--mantine-color-scheme': 'light' },
      dark: { ...base.dark, ...own.dark, '--mantine-color-scheme': 'dark' },
    },
    ':root',
  )
  const lines = css.replaceAll(';', ';\n').replaceAll('{', '{\n').replaceAll('}', '}\n')
  return `/* made by scripts/gen-css.ts */\n${lines}`
}

if (import.meta.main) {
  const wanted = themeCss()
  const isSame = existsSync(target) && readFileSync(target, 'utf8') === wanted
  if (!isSame && process.argv.includes('--check')) {
    console.error('src/renderer/src/styles/theme.css is out of date: run node scripts/gen-css.ts')
    process.exitCode = 1
  } else if (!isSame) {
    // Not where nothing changed: by its time the build would be stale.
    writeFileSync(target, wanted)
  }
}

import type { NativeTheme } from 'electron'
import type { Settings } from '../../shared/model/settings.ts'

/** The page's background, so that the window is not white before the page has drawn (../shared/screens/theme.json). */
const backgrounds = { light: '#ffffff', dark: '#131818' } as const

/** Makes the system's look, dialogs included, follow the person's choice. */
export function applyColorScheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  scheme: Settings['colorScheme'],
): void {
  nativeTheme.themeSource = scheme
}

/** The colour a new window has before the page has drawn. */
export function windowBackground(nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light
}

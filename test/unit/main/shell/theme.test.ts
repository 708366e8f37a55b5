import { describe, expect, it } from 'vitest'
import { applyColorScheme, windowBackground } from '../../../../src/main/shell/theme.ts'

describe('the theme', () => {
  it('follows the person’s choice', () => {
    const theme: { themeSource: 'system' | 'light' | 'dark' } = { themeSource: 'system' }
    applyColorScheme(theme, 'dark')
    expect(theme.themeSource).toBe('dark')
  })

  it('gives a new window the page’s own background', () => {
    expect(windowBackground({ shouldUseDarkColors: true })).toBe('#131818')
    expect(windowBackground({ shouldUseDarkColors: false })).toBe('#ffffff')
  })
})

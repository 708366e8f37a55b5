import { createTheme } from '@mantine/core'
import { darkScale, greyScale, tealScale } from './tokens.ts'

const sans = "'Inter Variable', system-ui, sans-serif"

/** Mantine's theme: our fonts, scales, sizes and the defaults of each component in use. */
export const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: { fontFamily: sans, fontWeight: '600' },
  colors: { teal: [...tealScale], gray: [...greyScale], dark: [...darkScale] },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 8px 24px rgba(10, 20, 20, 0.12)',
    lg: '0 12px 32px rgba(10, 20, 20, 0.16)',
    xl: '0 16px 48px rgba(10, 20, 20, 0.2)',
  },
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: {
      defaultProps: { size: 'sm', allowDeselect: false, withCheckIcon: true, checkIconPosition: 'right' },
    },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    // Scroll locking writes a <style> element, which style-src 'self' refuses. The shell never scrolls anyway.
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 160 } } },
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } },
  },
})

import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useSettings } from '../data/queries.ts'
import { theme } from '../theme/theme.ts'

/**
 * Light or dark, by the setting or the system. Mantine's own style elements are off: theme.css holds what they would,
 * and `style-src 'self'` would refuse them.
 */
export function Scheme({ children }: { readonly children: ReactNode }) {
  const chosen = useSettings().data?.colorScheme ?? 'system'
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, {
    getInitialValueInEffect: false,
  })
  const system = systemIsDark ? 'dark' : 'light'
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={chosen === 'system' ? system : chosen}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}

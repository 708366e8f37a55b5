import type { CSSVariablesResolver } from '@mantine/core'
import { dark, light } from './tokens.ts'

type Palette = Readonly<Record<keyof typeof light, string>>

const dashed = (name: string) => name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)

const ours = (palette: Palette) =>
  Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--kh-${dashed(name)}`, value]))

const forMantine = (palette: Palette) => ({
  '--mantine-color-body': palette.bg,
  '--mantine-color-text': palette.text,
  '--mantine-color-dimmed': palette.text3,
  '--mantine-color-placeholder': palette.text3,
  '--mantine-color-default': palette.raised,
  '--mantine-color-default-hover': palette.hover,
  '--mantine-color-default-border': palette.borderStrong,
  '--mantine-color-default-color': palette.text,
  '--mantine-color-anchor': palette.accentText,
  '--mantine-color-error': palette.red,
  '--mantine-primary-color-filled': palette.accent,
  '--mantine-primary-color-filled-hover': palette.accentHover,
  '--mantine-color-teal-filled': palette.accent,
  '--mantine-color-teal-filled-hover': palette.accentHover,
  '--mantine-primary-color-contrast': palette.onAccent,
})

/** Our CSS variables beside Mantine's own. Read by scripts/gen-css.ts only: the page gets them as a file. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...ours(light), ...forMantine(light) },
  dark: { ...ours(dark), ...forMantine(dark) },
})

import type { ReactNode } from 'react'
import type { Icon } from './icon.ts'

/** The tones of a chip. `quiet` has no fill: it is for the usual state. */
export type Tone = 'quiet' | 'neutral' | 'accent' | 'green' | 'amber' | 'red'

interface ChipProps {
  readonly tone?: Tone
  readonly icon?: Icon
  readonly title?: string
  readonly children: ReactNode
}

/** A small label that always has a word; colour and icon only repeat it. */
export function Chip({ tone = 'neutral', icon: Glyph, title, children }: ChipProps) {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {Glyph !== undefined && <Glyph size={14} stroke={2} aria-hidden />}
      <span>{children}</span>
    </span>
  )
}

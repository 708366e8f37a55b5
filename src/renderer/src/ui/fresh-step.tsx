import type { ReactNode } from 'react'
import { takeFocus } from './take-focus.ts'

interface FreshStepProps {
  /** What the step is about, read out when it comes. */
  readonly label: string
  readonly children: ReactNode
}

/** A step that comes in the place of the one before: it takes the focus, and its first control is the next one. */
export function FreshStep({ label, children }: FreshStepProps) {
  return (
    <fieldset className="plain fresh-step" aria-label={label} tabIndex={-1} data-autofocus ref={takeFocus}>
      {children}
    </fieldset>
  )
}

import type { ReactNode, Ref } from 'react'

/** A scrolled box takes the keyboard's focus, so that it can be scrolled without a mouse. */
const focusable = { tabIndex: 0 } as const

interface ScrollBoxProps {
  /** What is in it, for a screen reader. */
  readonly label: string
  readonly className?: string
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** A region that scrolls by itself. */
export function ScrollBox({ label, className = '', ref, children }: ScrollBoxProps) {
  return (
    <section {...focusable} ref={ref} className={`scroll ${className}`} aria-label={label}>
      {children}
    </section>
  )
}

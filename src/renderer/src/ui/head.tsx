import type { ReactNode } from 'react'

interface HeadProps {
  readonly title: string
  /** A short fact beside the title. */
  readonly sub?: ReactNode
  readonly lead?: ReactNode
  /** The page's actions, at the right. */
  readonly children?: ReactNode
  readonly line?: boolean
}

/** The one-line head of every page. */
export function Head({ title, sub, lead, children, line = false }: HeadProps) {
  return (
    <header className={line ? 'head line' : 'head'}>
      <h1>{title}</h1>
      {sub !== undefined && <span className="head-sub">{sub}</span>}
      {lead}
      <div className="head-end">{children}</div>
    </header>
  )
}

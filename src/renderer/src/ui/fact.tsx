import type { ReactNode } from 'react'

interface FactProps {
  readonly label: string
  readonly children: ReactNode
  /** The service's own term for it, under the plain words. */
  readonly sub?: ReactNode | undefined
}

/** One line of a list of facts. */
export function Fact({ label, children, sub }: FactProps) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <div className="fact-v">{children}</div>
        {sub !== undefined && <div className="fact-sub">{sub}</div>}
      </dd>
    </div>
  )
}

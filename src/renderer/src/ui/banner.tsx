import type { ReactNode } from 'react'
import type { Icon } from './icon.ts'

interface BannerProps {
  readonly tone?: 'neutral' | 'green' | 'amber' | 'red'
  readonly icon: Icon
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out when it appears; for what the person must hear now. */
  readonly alert?: boolean
  /** Actions below, where there are many or the text is long. */
  readonly stacked?: boolean
}

/** A panel that stays until its cause is gone: title, reason, actions beside or below. */
export function Banner({
  tone = 'neutral',
  icon: Glyph,
  title,
  children,
  actions,
  alert = false,
  stacked = false,
}: BannerProps) {
  return (
    <div className={`banner banner-${tone}${stacked ? ' stacked' : ''}`} role={alert ? 'alert' : undefined}>
      <Glyph className="banner-icon" size={20} stroke={1.75} aria-hidden />
      <div className="banner-body">
        <div className="banner-title">{title}</div>
        {children !== undefined && <div className="banner-text">{children}</div>}
      </div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  )
}

import { Button, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconFiles,
  IconKey,
  IconListCheck,
  IconLock,
  IconLockOpen2,
  IconRotateClockwise2,
  IconSettings,
} from '@tabler/icons-react'
import { useJobs } from '../data/jobs-store.ts'
import { isOver } from '../data/jobs-state.ts'
import { useOverdueCount } from '../keys/use-overdue-count.ts'
import { onlineState } from '../connections/connection-standing.ts'
import { useConnections, useSettings, useVault } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { lockNow } from '../lock/lock-acts.ts'
import type { Icon } from '../ui/icon.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import { appText, pageNames } from '../words/app-text.ts'
import { onlineText } from '../words/connections-text.ts'
import { firstRunText } from '../words/first-run-text.ts'
import { lockText } from '../words/lock-text.ts'
import { vaultSummary } from '../words/vault-words.ts'
import { goTo, goToSettings, type Page, place } from './place.ts'

const pages: readonly { readonly page: Page; readonly icon: Icon }[] = [
  { page: 'files', icon: IconFiles },
  { page: 'keys', icon: IconKey },
  { page: 'rotation', icon: IconRotateClockwise2 },
  { page: 'activity', icon: IconListCheck },
  { page: 'settings', icon: IconSettings },
]

/** The rail at the left: the pages, and the vault's state at its foot. */
export function Rail() {
  const at = place.use().page
  const running = [...useJobs().rows.values()].filter((row) => !isOver(row)).length
  const overdue = useOverdueCount()
  return (
    <nav className="rail" aria-label={appText.main}>
      <div className="brand">
        <Wordmark />
      </div>
      <ul>
        {pages.map(({ page, icon: Glyph }) => (
          <li key={page}>
            <UnstyledButton
              className="nav"
              aria-current={page === at ? 'page' : undefined}
              onClick={() => goTo(page)}
            >
              <Glyph size={18} stroke={1.75} aria-hidden />
              <span>{pageNames[page]}</span>
              {page === 'files' && <Badge amount={running} what={appText.runningBadge} />}
              {page === 'rotation' && <Badge amount={overdue} what={appText.overdueBadge} due />}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <BackToFirstRun />
      <VaultFoot />
    </nav>
  )
}

interface BadgeProps {
  readonly amount: number
  /** What is counted, for a screen reader. */
  readonly what: string
  readonly due?: boolean
}

function Badge({ amount, what, due = false }: BadgeProps) {
  if (amount === 0) return null
  return (
    <span className={due ? 'nav-badge amber' : 'nav-badge'}>
      {count(amount)}
      <span className="vh"> {what}</span>
    </span>
  )
}

const vaultIcons: Readonly<Record<'ok' | 'quiet' | 'bad', Icon>> = {
  ok: IconLockOpen2,
  quiet: IconLock,
  bad: IconAlertTriangle,
}

function VaultFoot() {
  const status = useVault().data ?? { state: 'starting' as const }
  const { word, line, tone } = vaultSummary(status)
  const online = onlineState(useConnections().data ?? [])
  const Glyph = vaultIcons[tone]
  return (
    <div className="vault">
      <UnstyledButton className="vault-button" title={appText.vault} onClick={() => goToSettings('computer')}>
        <span className={`vault-icon ${tone}`}>
          <Glyph size={16} stroke={1.75} aria-hidden />
        </span>
        <div className="vault-text">
          <div className="ell">{word}</div>
          <div className="vault-sub ell">{tone === 'bad' || online === null ? line : onlineText[online]}</div>
        </div>
      </UnstyledButton>
      {status.state === 'open' && (
        <Button
          size="compact-sm"
          leftSection={<IconLock size={14} stroke={1.75} aria-hidden />}
          onClick={() => void lockNow()}
        >
          {lockText.lock}
        </Button>
      )}
    </div>
  )
}

/** A first run that was left for now is gone on with from here; at the next start it comes by itself. */
function BackToFirstRun() {
  const done = useSettings().data?.firstRunDone ?? true
  const { firstRunSkipped } = place.use()
  if (done || !firstRunSkipped) return null
  return (
    <Button
      variant="subtle"
      className="link first-steps"
      onClick={() => place.set({ ...place.get(), firstRunSkipped: false })}
    >
      {firstRunText.goOn}
    </Button>
  )
}

import { Button } from '@mantine/core'
import type { Settings } from '../../../shared/model/settings.ts'
import { useJobs } from '../data/jobs-store.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { Mark } from '../ui/mark.tsx'
import { filesWait, lockedSince, lockText as words } from '../words/lock-text.ts'
import type { LockedStatus } from './covered-by.ts'
import { UnlockForm } from './unlock-form.tsx'
import { waitingFiles } from './waiting-files.ts'

interface LockScreenProps {
  readonly status: LockedStatus
  readonly settings: Settings
}

/** Covers the whole window while the keys are locked: nothing of any page is drawn behind it. */
export function LockScreen({ status, settings }: LockScreenProps) {
  const waiting = waitingFiles(useJobs())
  return (
    <main className="lockpage">
      <div className="lock-bg" aria-hidden>
        <svg viewBox="0 0 400 400">
          <circle cx="200" cy="200" r="199" />
          <circle cx="200" cy="200" r="124" />
        </svg>
      </div>
      <div className="lock-in">
        <Mark size={48} />
        <h1>{words.title}</h1>
        <p className="soft">{lockedSince(status.cause, status.at, settings.lock.idleMinutes)}</p>
        <UnlockForm status={status} />
        {waiting > 0 && <p className="small dim">{filesWait(waiting)}</p>}
      </div>
      <div className="lock-foot">
        <Button variant="subtle" size="compact-sm" onClick={() => kitFlow.set('choose')}>
          {words.withKit}
        </Button>
        <span className="dim" aria-hidden>
          ·
        </span>
        <Button variant="subtle" size="compact-sm" onClick={() => window.close()}>
          {words.quit}
        </Button>
      </div>
    </main>
  )
}

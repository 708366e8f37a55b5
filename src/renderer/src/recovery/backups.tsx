import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import { vaultErrorCodes } from '../../../shared/vault-error.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { attempt } from '../data/trouble.ts'
import { ago, exactTime } from '../format/dates.ts'
import { Fact } from '../ui/fact.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { recoveryText as words } from '../words/recovery-text.ts'
import { troubleText } from '../words/trouble-text.ts'
import { takeRecovery } from './use-recovery.ts'

interface BackupsProps {
  readonly status: RecoveryStatus
  /** The keys are open. */
  readonly canMake: boolean
}

/** Backups of the keys: by hand, and after each change to a folder. */
export function Backups({ status: { kit, backup }, canMake }: BackupsProps) {
  const [busy, setBusy] = useState(false)
  const now = useNow()
  const run = async (what: string, act: () => Promise<RecoveryStatus | null>, done?: string) => {
    setBusy(true)
    await attempt(what, async () => {
      const answer = await act()
      if (answer === null) return
      takeRecovery(answer)
      if (done !== undefined) say(done)
    })
    setBusy(false)
  }
  const can = kit !== null && canMake && !busy
  const makeNow = () =>
    void run(troubleText.backup, async () => await call('backup.makeNow', {}), words.backupMade)
  const choose = () => void run(troubleText.backupFolder, async () => await call('backup.chooseFolder', {}))
  const forget = () => void run(troubleText.backupFolder, async () => await call('backup.forgetFolder', {}))
  const code = vaultErrorCodes.find((each) => each === backup.problem) ?? 'INTERNAL'
  return (
    <section className="set-part" aria-label={words.backups}>
      <div className="row">
        <h3 className="grow">{words.backups}</h3>
        <Button disabled={!can} onClick={makeNow}>
          {words.makeNow}
        </Button>
      </div>
      <p className="mid soft">{kit === null ? words.needKit : words.backupsText}</p>
      {backup.problem !== null && (
        <ProblemPanel
          tone="amber"
          what={words.backupProblem}
          next={words.backupNext}
          problem={{ code, message: backup.problem, facts: {} }}
        />
      )}
      <dl className="facts">
        <Fact label={words.last} sub={backup.lastName ?? undefined}>
          {backup.lastAt === null
            ? words.noBackup
            : `${exactTime(backup.lastAt)}, ${ago(backup.lastAt, now)}`}
        </Fact>
        <Fact label={words.folder}>
          <div className="row backup-folder">
            <span className="grow wrap">{backup.folder ?? words.noFolder}</span>
            <Button size="compact-sm" disabled={!can} onClick={choose}>
              {words.chooseFolder}
            </Button>
            {backup.folder !== null && (
              <Button size="compact-sm" variant="subtle" disabled={busy} onClick={forget}>
                {words.forgetFolder}
              </Button>
            )}
          </div>
        </Fact>
      </dl>
    </section>
  )
}

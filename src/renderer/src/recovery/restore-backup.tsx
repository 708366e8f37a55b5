import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { FoundBackup } from '../../../shared/model/recovery.ts'
import { call, problemOf } from '../data/call.ts'
import { FreshStep } from '../ui/fresh-step.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { entryText, kitUseText as words } from '../words/recovery-text.ts'
import { RestoreForm } from './restore-form.tsx'

interface RestoreBackupProps {
  readonly onBack: () => void
  readonly onDone: () => void
}

/** Brings the keys back: first the backup, then its kit and what is to open the keys from then on. */
export function RestoreBackup({ onBack, onDone }: RestoreBackupProps) {
  const [found, setFound] = useState<FoundBackup | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const find = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await call('backup.find', {})
      if (answer !== null) setFound(answer)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = (
    <Button disabled={busy} variant={found === null ? 'filled' : 'default'} onClick={() => void find()}>
      {found === null ? words.chooseBackup : words.otherBackup}
    </Button>
  )
  return (
    <FreshStep key={found?.backupId ?? ''} label={found?.name ?? words.restore}>
      <div className="form">
        {found === null && <p className="mid soft">{words.restoreText}</p>}
        {problem !== null && <ProblemPanel problem={problem} what={words.notFound} />}
        {found === null ? (
          <div className="form-foot">
            <Button variant="subtle" onClick={onBack}>
              {entryText.back}
            </Button>
            {choose}
          </div>
        ) : (
          <RestoreForm found={found} choose={choose} onBack={onBack} onDone={onDone} />
        )}
      </div>
    </FreshStep>
  )
}

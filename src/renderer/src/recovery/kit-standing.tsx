import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { call, problemOf } from '../data/call.ts'
import { date } from '../format/dates.ts'
import { Banner } from '../ui/banner.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Fact } from '../ui/fact.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { kitFormWords, recoveryText as words } from '../words/recovery-text.ts'
import { FilesOfKit } from './files-of-kit.tsx'
import { TryKit } from './try-kit.tsx'
import { takeRecovery } from './use-recovery.ts'

interface KitStandingProps {
  readonly kit: RecoveryKit
  readonly canReplace: boolean
  readonly onReplace: () => void
}

/** The kit whose door new files get: what it is, whether it was tried, and what can be done with it. */
export function KitStanding({ kit, canReplace, onReplace }: KitStandingProps) {
  const [trying, setTrying] = useState(false)
  const [revoking, setRevoking] = useState(false)
  return (
    <>
      {kit.rehearsedAt === null && (
        <Banner
          tone="amber"
          icon={IconAlertTriangle}
          title={words.notTried}
          actions={
            <Button size="compact-sm" variant="filled" onClick={() => setTrying(true)}>
              {words.tryDo}
            </Button>
          }
        >
          {words.notTriedText}
        </Banner>
      )}
      <dl className="facts set-facts">
        <Fact label={words.kit}>
          <span className="mono sel">{kit.kitId}</span>
        </Fact>
        <Fact label={words.form}>{kitFormWords(kit)}</Fact>
        <Fact label={words.made} sub={`${words.madeFor} ${kit.madeFor}`}>
          {date(kit.madeAt)}
        </Fact>
        {kit.rehearsedAt !== null && <Fact label={words.rehearsed}>{date(kit.rehearsedAt)}</Fact>}
      </dl>
      <div className="row">
        {kit.rehearsedAt !== null && <Button onClick={() => setTrying(true)}>{words.tryAgain}</Button>}
        <Button disabled={!canReplace} onClick={onReplace}>
          {words.replace}
        </Button>
        <Button className="danger" disabled={!canReplace} onClick={() => setRevoking(true)}>
          {words.revoke}
        </Button>
      </div>
      <TryKit kit={kit} opened={trying} onClose={() => setTrying(false)} onTried={() => undefined} />
      <RevokeDialog kit={kit} opened={revoking} onClose={() => setRevoking(false)} />
    </>
  )
}

interface RevokeDialogProps {
  readonly kit: RecoveryKit
  readonly opened: boolean
  readonly onClose: () => void
}

function RevokeDialog({ kit, opened, onClose }: RevokeDialogProps) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    setProblem(null)
    try {
      takeRecovery(await call('recovery.revoke', { kitId: kit.kitId }))
      onClose()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={words.revokeTitle(kit.kitId)}
      keep={words.keep}
      act={words.revokeDo}
      busy={busy}
      onClose={onClose}
      onAct={() => void act()}
    >
      <p className="mid soft">{words.revokeText}</p>
      <p className="mid tnum row">
        <FilesOfKit kit={kit} onLeave={onClose} />
      </p>
      {problem !== null && <ProblemPanel problem={problem} what={words.notRevoked} />}
    </ConfirmDialog>
  )
}

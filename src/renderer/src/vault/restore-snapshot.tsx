import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { StoreSnapshot } from '../../../shared/model/vault.ts'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { queryClient } from '../data/query-client.ts'
import { moment } from '../format/dates.ts'
import { takeVault } from '../lock/lock-acts.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { healthText as words } from '../words/health-text.ts'

/** Puts a copy in the place of the store, after a person read what is not in it. The store is set aside. */
export function RestoreSnapshot({ snapshot }: { readonly snapshot: StoreSnapshot }) {
  const [opened, setOpened] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const when = moment(snapshot.at, useNow())
  const act = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await takeVault(await call('vault.restoreSnapshot', { name: snapshot.name }))
      say(words.restored)
      setOpened(false)
      await queryClient.invalidateQueries({ queryKey: ['vault.health'] })
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="compact-sm" aria-label={words.restoreNamed(when)} onClick={() => setOpened(true)}>
        {words.restore}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={words.restoreTitle}
        keep={words.keep}
        act={words.restoreDo}
        busy={busy}
        onClose={() => setOpened(false)}
        onAct={() => void act()}
      >
        <p className="mid soft">{words.restoreText(when)}</p>
        {problem !== null && <ProblemPanel problem={problem} what={words.notRestored} />}
      </ConfirmDialog>
    </>
  )
}

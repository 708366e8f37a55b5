import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { call, problemOf } from '../data/call.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { VaultHealth } from '../../../shared/model/vault.ts'
import { say } from '../data/notice.ts'
import { Banner } from '../ui/banner.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { healthText as words } from '../words/health-text.ts'
import { Findings } from './findings.tsx'
import { HealthFacts } from './health-facts.tsx'
import { Snapshots } from './snapshots.tsx'
import { takeHealth, useHealth } from './use-health.ts'

/** How the store of keys stands: where its secret is, what was checked, and the copies of it here. */
export function Health() {
  const health = useHealth()
  const [problem, setProblem] = useState<{ what: string; problem: Problem } | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (name: 'vault.check' | 'vault.takeSnapshot') => {
    setBusy(true)
    setProblem(null)
    try {
      const now = await call(name, {})
      takeHealth(now)
      if (name === 'vault.takeSnapshot') say(words.taken)
      else if (now.macHolds === true) say(words.checkedNow)
    } catch (error) {
      const what = name === 'vault.check' ? words.notChecked : words.notTaken
      setProblem({ what, problem: problemOf(error) })
    } finally {
      setBusy(false)
    }
  }
  if (health.error !== null)
    return <ProblemPanel problem={problemOf(health.error)} what={words.notRead} tone="amber" />
  if (health.data === undefined) return null
  return (
    <>
      <HealthFacts health={health.data} />
      <div className="row">
        <Button disabled={busy} onClick={() => void ask('vault.check')}>
          {busy ? words.checking : words.checkNow}
        </Button>
      </div>
      {problem !== null && <ProblemPanel problem={problem.problem} what={problem.what} />}
      <Found health={health.data} />
      <Snapshots health={health.data} busy={busy} onTake={() => void ask('vault.takeSnapshot')} />
    </>
  )
}

function Found({ health }: { readonly health: VaultHealth }) {
  if (health.findings.length === 0) return null
  return (
    <Banner tone="red" alert icon={IconAlertTriangle} title={words.broken}>
      <Findings findings={health.findings} />
    </Banner>
  )
}

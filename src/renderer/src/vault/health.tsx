import { Button } from '@mantine/core'
import { useState } from 'react'
import { call, problemOf } from '../data/call.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { say } from '../data/notice.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { healthText as words } from '../words/health-text.ts'
import { HealthFacts } from './health-facts.tsx'
import { Snapshots } from './snapshots.tsx'
import { takeHealth, useHealth } from './use-health.ts'

/**
 * How the store of keys stands: where its secret is, what was checked, and the copies of it here. What a damaged store's
 * MAC found is in the vault's panel above.
 */
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
      <Snapshots health={health.data} busy={busy} onTake={() => void ask('vault.takeSnapshot')} />
    </>
  )
}

import { Button } from '@mantine/core'
import type { Problem } from '../../../shared/model/problem.ts'
import { call } from '../data/call.ts'
import { attempt } from '../data/trouble.ts'
import { connectionCardText as words } from '../words/connections-text.ts'

interface SecretPlaceProps {
  readonly problem: Problem
  /** Does again what found no place for its secret. */
  readonly onReady: () => void
}

/** Where a secret could not be kept for want of a key store: makes one, and goes on. Nothing for any other problem. */
export function SecretPlace({ problem, onReady }: SecretPlaceProps) {
  if (problem.code !== 'SECRET_NOT_KEPT' || problem.facts['because'] !== 'KEYSTORE_NOT_SET_UP') return null
  const setUp = async () => {
    if (await attempt(words.notSetUp, () => call('vault.setUp', { mode: 'keychain', passphrase: null })))
      onReady()
  }
  return (
    <Button size="compact-sm" onClick={() => void setUp()}>
      {words.setUp}
    </Button>
  )
}

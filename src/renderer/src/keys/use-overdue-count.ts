import { useMemo } from 'react'
import { useKeys, useSettings } from '../data/queries.ts'
import { useNow } from '../ui/use-now.ts'
import { keyStanding } from './key-standing.ts'

/** How many keys are overdue for rotation, for the rail. */
export function useOverdueCount(): number {
  const rows = useKeys().data
  const policyDays = useSettings().data?.rotationPolicyDays ?? 365
  const now = useNow()
  return useMemo(
    () => (rows ?? []).filter((row) => keyStanding(row, policyDays, now).kind === 'overdue').length,
    [rows, policyDays, now],
  )
}

import { useMemo } from 'react'
import { useKeys } from '../data/queries.ts'
import { usePolicyDays } from '../data/use-policy-days.ts'
import { useNow } from '../ui/use-now.ts'
import { keyStanding } from './key-standing.ts'

/** How many keys are overdue for rotation, for the rail. */
export function useOverdueCount(): number {
  const rows = useKeys().data
  const policyDays = usePolicyDays()
  const now = useNow()
  return useMemo(
    () => (rows ?? []).filter((row) => keyStanding(row, policyDays, now).kind === 'overdue').length,
    [rows, policyDays, now],
  )
}

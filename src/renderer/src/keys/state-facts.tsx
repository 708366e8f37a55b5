import type { KeyRow } from '../../../shared/model/key.ts'
import { exactTime, until } from '../format/dates.ts'
import { Fact } from '../ui/fact.tsx'
import { useNow } from '../ui/use-now.ts'
import { stateWords } from '../words/key-row-words.ts'
import { keyFactsText as words } from '../words/keys-text.ts'

interface StateFactsProps {
  readonly row: KeyRow
  /** Days that a deletion waits, as it was asked for. */
  readonly windowDays: number | null
}

/** A key's state with KMS's word for it, and the day it is deleted. */
export function StateFacts({ row, windowDays }: StateFactsProps) {
  const now = useNow()
  return (
    <>
      <Fact
        label={words.state}
        sub={row.state === null || row.ref.service === 'local' ? undefined : `KeyState ${row.state}`}
      >
        {stateWords(row, now).words}
      </Fact>
      {row.deletionDate !== null && (
        <Fact
          label={row.ref.service === 'local' ? words.deletable : words.deleted}
          sub={waitOf(row, windowDays)}
        >
          {exactTime(row.deletionDate)}
          {row.deletable !== true && `, ${until(row.deletionDate, now)}`}
        </Fact>
      )}
    </>
  )
}

function waitOf({ ref }: KeyRow, windowDays: number | null): string | undefined {
  if (windowDays === null) return undefined
  return ref.service === 'local' ? words.deletedLocal(windowDays) : words.deletedSub(windowDays)
}

import type { Connection } from '../../../shared/model/connection.ts'
import { count } from '../format/bytes.ts'
import { ago } from '../format/dates.ts'
import { useNow } from '../ui/use-now.ts'
import { keysText } from '../words/keys-text.ts'

interface ReadAtProps {
  readonly amount: number
  readonly shown: number
  readonly connections: readonly Connection[]
}

/** How many keys there are, how many of them are shown, and how old that is: `57, read 2 min ago`. */
export function ReadAt({ amount, shown, connections }: ReadAtProps) {
  const now = useNow()
  const words = shown === amount ? count(amount) : keysText.of(count(shown), count(amount))
  if (connections.some(({ status }) => status.state === 'reading')) return keysText.reading(words)
  const times = connections.flatMap(({ status }) =>
    status.state === 'read' || status.state === 'failed' ? (status.readAt ?? []) : [],
  )
  const oldest = times.toSorted()[0]
  if (oldest === undefined) return words
  const isOld = connections.some(({ status }) => status.state === 'failed')
  return isOld ? keysText.asOf(words, ago(oldest, now)) : keysText.read(words, ago(oldest, now))
}

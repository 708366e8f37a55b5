import { Button, Progress } from '@mantine/core'
import { useEffect } from 'react'
import { call } from '../data/call.ts'
import { useStopReading } from '../data/change.ts'
import { useConnections } from '../data/queries.ts'
import { smallStore } from '../data/small-store.ts'
import { count } from '../format/bytes.ts'
import { percent } from '../format/times.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { readingOfDates } from './reading-of-dates.ts'

/** A person stopped the reading: the page does not begin it again by itself until the app is started anew. */
const isStopped = smallStore(false)

const readDates = (): void => {
  isStopped.set(false)
  void call('keys.readRotations', {}).catch(() => undefined)
}

/** Asks for the rotation dates of every key once the page is opened; rows follow by events. */
export function useReadDates(): void {
  useEffect(() => {
    if (!isStopped.get()) readDates()
  }, [])
}

/** How far reading the rotation dates is, with a way to stop it, and to go on where it was stopped. */
export function DatesNotice() {
  const progress = readingOfDates(useConnections().data ?? [])
  const wasStopped = isStopped.use()
  const stop = useStopReading()
  if (progress !== null) {
    const { done, total } = progress
    return (
      <div className="notice">
        <span>{words.readingDates}</span>
        <Progress
          className="grow"
          value={percent(done, total)}
          aria-label={`${words.readDates}, ${percent(done, total)} %`}
        />
        <span className="dim tnum">{words.readSoFar(count(done), count(total))}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={stop.isPending}
          onClick={() => {
            isStopped.set(true)
            stop.mutate()
          }}
        >
          {words.stop}
        </Button>
      </div>
    )
  }
  if (!wasStopped) return null
  return (
    <div className="notice">
      <span className="grow">{words.datesStopped}</span>
      <Button size="compact-sm" variant="subtle" onClick={readDates}>
        {words.readDates}
      </Button>
    </div>
  )
}

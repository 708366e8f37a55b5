import { Button, Progress } from '@mantine/core'
import { IconCloudOff, IconEyeOff } from '@tabler/icons-react'
import { goToSettings } from '../app/place.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { useStopReading } from '../data/change.ts'
import { count } from '../format/bytes.ts'
import { ago } from '../format/dates.ts'
import { percent } from '../format/times.ts'
import { CopyForAdministrator, ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { deniedColumns, keysText, readingText as words } from '../words/keys-text.ts'
import { slowedWords } from '../words/slowed-words.ts'
import type { ConnectionTrouble } from './connection-troubles.ts'
import { SignedOutNotice } from './signed-out-notice.tsx'

interface TroubleNoticeProps {
  readonly of: ConnectionTrouble
  readonly connection: Connection
  readonly onReadAgain: () => void
}

/** One thing that stands between the person and the keys of a connection, in a line where a line is enough. */
export function TroubleNotice({ of: trouble, connection, onReadAgain }: TroubleNoticeProps) {
  const { name } = connection
  switch (trouble.kind) {
    case 'reading':
      return <ReadingNotice {...trouble} name={name} />
    case 'signedOut':
      return <SignedOutNotice connection={connection} readAt={trouble.readAt} />
    case 'denied':
      return <DeniedNotice name={name} action={trouble.action} />
    case 'offline':
      return <OfflineNotice {...trouble} name={name} onReadAgain={onReadAgain} />
    case 'failed':
      return (
        <ProblemPanel
          tone="amber"
          problem={trouble.problem}
          what={trouble.region === null ? words.failed(name) : words.failedIn(name, trouble.region)}
        >
          <Button size="compact-sm" onClick={onReadAgain}>
            {keysText.readAgain}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => goToSettings('connections')}>
            {keysText.edit}
          </Button>
        </ProblemPanel>
      )
  }
}

interface ReadingNoticeProps {
  readonly name: string
  readonly done: number
  readonly total: number | null
  readonly slowedTo?: number | undefined
}

function ReadingNotice({ name, done, total, slowedTo }: ReadingNoticeProps) {
  const stop = useStopReading()
  const progress = total === null ? words.listing : words.progress(count(done), count(total))
  const share = total === null ? 0 : percent(done, total)
  return (
    <div className="notice">
      <span>{words.reading(name)}</span>
      <Progress
        className="grow"
        value={share}
        aria-label={`${words.reading(name)}, ${total === null ? progress : `${share} %`}`}
      />
      <span className="dim tnum">{progress}</span>
      {slowedTo === undefined ? null : <span className="dim tnum">{slowedWords(slowedTo)}</span>}
      <Button size="compact-sm" variant="subtle" disabled={stop.isPending} onClick={() => stop.mutate()}>
        {words.stop}
      </Button>
    </div>
  )
}

interface OfflineNoticeProps {
  readonly name: string
  readonly region: string | null
  readonly readAt: string | null
  readonly onReadAgain: () => void
}

function OfflineNotice({ name, region, readAt, onReadAgain }: OfflineNoticeProps) {
  const now = useNow()
  return (
    <div className="notice">
      <IconCloudOff size={16} stroke={1.75} aria-hidden />
      <span className="grow">
        <span className="strong">
          {region === null ? words.offline(name) : words.offlineIn(name, region)}.
        </span>{' '}
        {readAt === null ? words.nothingKnown : words.shownAsOf(ago(readAt, now))}
      </span>
      <Button size="compact-sm" variant="subtle" onClick={onReadAgain}>
        {keysText.readAgain}
      </Button>
    </div>
  )
}

/** Names the column that stays empty and the exact action that would fill it. */
function DeniedNotice({ name, action }: { readonly name: string; readonly action: string }) {
  const message = `aws kms refused ${action} while the keys of the connection ${name} were read`
  return (
    <div className="notice">
      <IconEyeOff size={16} stroke={1.75} aria-hidden />
      <span className="grow">
        {words.denied(deniedColumns[action] ?? `${action}:`, name)} <span className="mono dim">{action}</span>
      </span>
      <CopyForAdministrator problem={{ code: 'KMS_ACCESS_DENIED', message, facts: { action } }} quiet />
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import type { Connection } from '../../../shared/model/connection.ts'
import { signInTo } from '../connections/sign-in-acts.ts'
import { useProfiles } from '../data/queries.ts'
import { ago } from '../format/dates.ts'
import { Banner } from '../ui/banner.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { useNow } from '../ui/use-now.ts'
import { readingText as words } from '../words/keys-text.ts'
import { signInText, signsInAgain, wayBack } from '../words/sign-in-words.ts'

interface SignedOutNoticeProps {
  readonly connection: Connection
  /** How old what is shown of its keys is; null = nothing is known of them. */
  readonly readAt: string | null
}

/** A connection whose session ended: what is shown of its keys is as old as it says, and this is how to sign in again. */
export function SignedOutNotice({ connection, readAt }: SignedOutNoticeProps) {
  const now = useNow()
  const way = wayBack(connection, useProfiles().data?.profiles ?? [])
  return (
    <Banner
      tone="amber"
      icon={IconLogin2}
      title={words.signedOut(connection.name)}
      actions={
        <Button size="compact-sm" variant="filled" onClick={() => void signInTo(connection.id, 'browser')}>
          {signsInAgain(connection) ? signInText.again : signInText.tryAgain}
        </Button>
      }
    >
      {readAt === null ? '' : `${words.shownAsOf(ago(readAt, now))} `}
      {way.say}
      {way.command !== null && (
        <>
          {' '}
          <code className="sel">{way.command}</code>
          <CopyButton text={way.command} what={signInText.command} />
        </>
      )}
    </Banner>
  )
}

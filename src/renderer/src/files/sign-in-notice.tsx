import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import type { Batch, WaitingFor } from '../../../shared/model/job.ts'
import { goToSettings } from '../app/place.ts'
import { call } from '../data/call.ts'
import { useConnections, useProfiles } from '../data/queries.ts'
import { attempt } from '../data/trouble.ts'
import { Banner } from '../ui/banner.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { signInFiles, signInText, signInTitle, wayBack } from '../words/sign-in-words.ts'
import { troubleText } from '../words/trouble-text.ts'
import { tryAgain } from './job-actions.ts'

interface SignInNoticeProps {
  readonly batch: Batch
  readonly waitingFor: WaitingFor
}

/** Files wait for a person to sign in: to what, how many, and how that is done from here. */
export function SignInNotice({ batch, waitingFor }: SignInNoticeProps) {
  const connection = useConnections().data?.find(({ id }) => id === waitingFor.connectionId)
  const way = wayBack(connection, useProfiles().data?.profiles ?? [])
  return (
    <Banner
      alert
      tone="amber"
      icon={IconLogin2}
      title={signInTitle(waitingFor)}
      actions={
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => void tryAgain(batch.id)}>
            {signInText.tryAgain}
          </Button>
          {way.here ? (
            <Button size="compact-sm" variant="filled" onClick={() => void signIn(waitingFor.connectionId)}>
              {signInText.again}
            </Button>
          ) : (
            connection?.credentials.from === 'accessKey' && (
              <Button size="compact-sm" onClick={() => goToSettings('connections')}>
                {signInText.access}
              </Button>
            )
          )}
        </>
      }
    >
      {signInFiles(waitingFor)} {way.say}
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

const signIn = async (id: string): Promise<boolean> =>
  await attempt(troubleText.signIn, async () => await call('connections.signIn', { id, by: 'browser' }))

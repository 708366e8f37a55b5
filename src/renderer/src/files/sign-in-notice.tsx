import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import type { Batch, WaitingFor } from '../../../shared/model/job.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { goToSettings } from '../app/place.ts'
import { signInTo } from '../connections/sign-in-acts.ts'
import { useConnections, useProfiles } from '../data/queries.ts'
import { Banner } from '../ui/banner.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { signInFiles, signInText, signInTitle, signsInAgain, wayBack } from '../words/sign-in-words.ts'
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
          <Button
            size="compact-sm"
            variant={way.here || !signsInAgain(connection) ? 'subtle' : 'filled'}
            onClick={() => void again(batch.id, connection)}
          >
            {way.here || !signsInAgain(connection) ? signInText.tryAgain : signInText.again}
          </Button>
          {way.here ? (
            <Button
              size="compact-sm"
              variant="filled"
              onClick={() => void signInTo(waitingFor.connectionId, 'browser')}
            >
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

/** Credentials that come from elsewhere are read anew first: nobody else may have noticed that there are new ones. */
async function again(batchId: string, connection: Connection | undefined): Promise<void> {
  if (connection !== undefined && connection.credentials.from !== 'sso')
    await signInTo(connection.id, 'browser')
  await tryAgain(batchId)
}

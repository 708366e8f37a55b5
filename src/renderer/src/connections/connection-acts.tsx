import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import type { Connection } from '../../../shared/model/connection.ts'
import { useJobs } from '../data/jobs-store.ts'
import { useRefreshKeys } from '../data/change.ts'
import { useProfiles } from '../data/queries.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { connectionCardText as words } from '../words/connections-text.ts'
import { signInText, signsInAgain, wayBack } from '../words/sign-in-words.ts'
import { ChooseRole } from './choose-role.tsx'
import { standingOf } from './connection-standing.ts'
import { SecretPlace } from './secret-place.tsx'
import { signInTo } from './sign-in-acts.ts'

interface ConnectionActsProps {
  readonly connection: Connection
  readonly onEdit: () => void
}

/** What a connection asks of the person now: to sign in, to choose a role, or to try again. Nothing where all is well. */
export function ConnectionActs({ connection, onEdit }: ConnectionActsProps) {
  const refresh = useRefreshKeys()
  const { credentials, signIn, status } = connection
  const standing = standingOf(connection)
  if (standing === 'ended' || standing === 'notSignedIn') {
    return (
      <div className="conn-acts">
        {signIn.state === 'failed' && (
          <ProblemPanel problem={signIn.problem} tone="amber">
            <SecretPlace problem={signIn.problem} onReady={() => void signInTo(connection.id, 'browser')} />
          </ProblemPanel>
        )}
        {credentials.from === 'sso' ? (
          <SignIn connection={connection} isNew={standing === 'notSignedIn'} />
        ) : (
          <SignInElsewhere connection={connection} onEdit={onEdit} />
        )}
      </div>
    )
  }
  if (signIn.state === 'signedIn' && credentials.from === 'sso' && credentials.role === null) {
    return (
      <div className="conn-acts">
        <ChooseRole connection={connection} />
      </div>
    )
  }
  if (standing === 'offline') {
    return (
      <div className="conn-acts row">
        <Button onClick={() => refresh.mutate()}>{words.tryAgain}</Button>
        <span className="mid soft">{words.offlineText}</span>
      </div>
    )
  }
  if (status.state !== 'failed' || standing === 'signingIn') return null
  return (
    <div className="conn-acts">
      <ProblemPanel problem={status.problem} tone="amber">
        <Button size="compact-sm" onClick={() => refresh.mutate()}>
          {words.tryAgain}
        </Button>
      </ProblemPanel>
    </div>
  )
}

function SignIn({ connection: { id }, isNew }: { readonly connection: Connection; readonly isNew: boolean }) {
  return (
    <div className="row">
      <Button
        variant="filled"
        leftSection={<IconLogin2 size={16} stroke={1.75} aria-hidden />}
        onClick={() => void signInTo(id, 'browser')}
      >
        {isNew ? words.signIn : words.signInAgain}
      </Button>
      <Button variant="subtle" onClick={() => void signInTo(id, 'device')}>
        {words.signInByCode}
      </Button>
      <WaitingFiles id={id} />
    </div>
  )
}

/** Credentials that come from elsewhere are renewed there; Keyhold notices, or is told to look again. */
function SignInElsewhere({ connection, onEdit }: ConnectionActsProps) {
  const way = wayBack(connection, useProfiles().data?.profiles ?? [])
  return (
    <>
      <p className="mid soft">
        {way.say}
        {way.command !== null && (
          <>
            {' '}
            <code className="sel">{way.command}</code>
            <CopyButton text={way.command} what={signInText.command} />
          </>
        )}
      </p>
      <div className="row">
        {connection.credentials.from === 'accessKey' ? (
          <Button onClick={onEdit}>{words.change}</Button>
        ) : (
          <Button variant="filled" onClick={() => void signInTo(connection.id, 'browser')}>
            {signsInAgain(connection) ? signInText.again : words.tryAgain}
          </Button>
        )}
        <WaitingFiles id={connection.id} />
      </div>
    </>
  )
}

/** How many files of running batches wait for this sign-in. */
function WaitingFiles({ id }: { readonly id: string }) {
  const batches = [...useJobs().batches.values()]
  const files = batches.reduce(
    (sum, { waitingFor }) => sum + (waitingFor?.connectionId === id ? waitingFor.files : 0),
    0,
  )
  return files === 0 ? null : <span className="mid soft">{words.wait(files)}</span>
}

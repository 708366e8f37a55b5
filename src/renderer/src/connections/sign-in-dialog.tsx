import { Button, Loader, Modal } from '@mantine/core'
import type { Connection } from '../../../shared/model/connection.ts'
import { useConnections } from '../data/queries.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { signInDialogText as words } from '../words/connections-text.ts'
import { cancelSignIn, signInTo } from './sign-in-acts.ts'

/** A sign-in that is under way, whichever page began it: what the person is to do, and the way out. */
export function SignInDialog() {
  const waiting = useConnections().data?.find(({ signIn }) => signIn.state === 'waiting')
  return (
    <Modal
      opened={waiting !== undefined}
      onClose={() => waiting !== undefined && void cancelSignIn(waiting.id)}
      title={waiting === undefined ? '' : title(waiting)}
      size={480}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {waiting !== undefined && <Waiting connection={waiting} />}
    </Modal>
  )
}

const title = ({ name, signIn }: Connection): string =>
  signIn.state === 'waiting' && signIn.by === 'device' ? words.codeTitle(name) : words.browserTitle(name)

function Waiting({ connection: { id, signIn } }: { readonly connection: Connection }) {
  if (signIn.state !== 'waiting') return null
  const { by, url, userCode } = signIn
  return (
    <div className="form">
      <p className="mid">{by === 'browser' ? words.browserText : words.codeText}</p>
      {by === 'device' && (
        <dl className="sign-in-code">
          <dt>{words.address}</dt>
          <dd>
            <code className="sel">{url}</code>
            <CopyButton text={url} what={words.address} />
          </dd>
          {userCode !== null && (
            <>
              <dt>{words.code}</dt>
              <dd>
                <code className="sel user-code">{userCode}</code>
                <CopyButton text={userCode} what={words.code} />
              </dd>
            </>
          )}
        </dl>
      )}
      <output className="row">
        <Loader size={16} type="oval" />
        <span className="soft">{words.waiting}</span>
      </output>
      <div className="form-foot">
        {by === 'browser' && (
          <Button variant="subtle" onClick={() => void signInTo(id, 'device')}>
            {words.codeInstead}
          </Button>
        )}
        <Button onClick={() => void cancelSignIn(id)}>{words.cancel}</Button>
      </div>
    </div>
  )
}

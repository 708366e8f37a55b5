import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { goTo } from '../app/place.ts'
import type { KeyAction } from '../../../shared/kms/why-not.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { awsRefOf } from '../data/key-queries.ts'
import { say } from '../data/notice.ts'
import { trouble } from '../data/trouble.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { ImportDialog } from '../key-depth/import-dialog.tsx'
import { keyPageText as words } from '../words/key-page-text.ts'
import { cannotEncrypt, keyName } from '../words/key-row-words.ts'

/** The one thing to do next with a key: what it needs most in its state, else to encrypt files to it. */
export function NextAct({ row }: { readonly row: KeyRow }) {
  const ref = awsRefOf(row)
  if (ref !== null && row.manager !== 'AWS') {
    if (row.state === 'PendingDeletion' || row.state === 'PendingReplicaDeletion') {
      return <ChangeButton row={row} of={ref} act="cancelDeletion" />
    }
    if (row.state === 'Disabled') return <ChangeButton row={row} of={ref} act="enable" />
    if (row.state === 'PendingImport') return <ImportButton row={row} />
  }
  return <EncryptButton row={row} />
}

function EncryptButton({ row }: { readonly row: KeyRow }) {
  const reason = cannotEncrypt(row)
  const use = async () => {
    await chooseDoors([row.ref])
    goTo('files')
  }
  if (reason !== null) return <span className="mid dim">{reason}</span>
  return (
    <Button
      variant="filled"
      leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
      onClick={() => void use()}
    >
      {words.encrypt}
    </Button>
  )
}

const changes = {
  enable: { call: 'manage.enable', label: words.enable, done: words.enabled, failed: words.notEnabled },
  cancelDeletion: {
    call: 'manage.cancelDeletion',
    label: words.keep,
    done: words.kept,
    failed: words.notKept,
  },
} as const satisfies Partial<Record<KeyAction, unknown>>

interface ChangeButtonProps {
  readonly row: KeyRow
  readonly of: AwsKeyRef
  readonly act: keyof typeof changes
}

/** Enables a key, or keeps one that is to be deleted; after that it is disabled, and the button enables it. */
function ChangeButton({ row, of, act }: ChangeButtonProps) {
  const { call, label, done, failed } = changes[act]
  const change = useKeyChange(call)
  const obstacle = useObstacle(row)(act)
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
      <Button
        variant="filled"
        disabled={obstacle !== null || change.isPending}
        onClick={() =>
          change.mutate(
            { ref: of },
            {
              onSuccess: () => say(done(keyName(row))),
              onError: (error) => trouble.set({ what: failed, problem: problemOf(error) }),
            },
          )
        }
      >
        {label}
      </Button>
    </>
  )
}

function ImportButton({ row }: { readonly row: KeyRow }) {
  const [opened, setOpened] = useState(false)
  const obstacle = useObstacle(row)('importMaterial')
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
      <Button variant="filled" disabled={obstacle !== null} onClick={() => setOpened(true)}>
        {words.importMaterial}
      </Button>
      <ImportDialog row={row} opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}

import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { goTo } from '../app/place.ts'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { trouble } from '../data/trouble.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { keyPageText as words } from '../words/key-page-text.ts'
import { cannotEncrypt, keyName } from '../words/key-row-words.ts'

/** The one thing to do next with a key: what it needs most in its state, else to encrypt files to it. */
export function NextAct({ row }: { readonly row: KeyRow }) {
  const { ref } = row
  if (row.deletable === true) return <DeleteForGood row={row} />
  if (row.manager !== 'AWS') {
    if (row.state === 'PendingDeletion' || row.state === 'PendingReplicaDeletion') {
      return <KeepButton row={row} />
    }
    if (row.state === 'Disabled') return <EnableButton row={row} of={ref} />
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

/** After a deletion was cancelled the key is disabled: the dialog says so, and the next thing is to enable it. */
function KeepButton({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)('cancelDeletion')
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
      <Button
        variant="filled"
        disabled={obstacle !== null}
        onClick={() => keyDialog.set({ kind: 'keep', row })}
      >
        {words.keep}
      </Button>
    </>
  )
}

/** The wait is over: nothing is deleted before a person says so, and until then the key can be kept. */
function DeleteForGood({ row }: { readonly row: KeyRow }) {
  return (
    <>
      <Button onClick={() => keyDialog.set({ kind: 'keep', row })}>{words.keep}</Button>
      <Button className="danger" onClick={() => keyDialog.set({ kind: 'deleteForGood', row })}>
        {words.deleteForGood}
      </Button>
    </>
  )
}

function EnableButton({ row, of }: { readonly row: KeyRow; readonly of: KeyRef }) {
  const enable = useKeyChange('manage.enable')
  const obstacle = useObstacle(row)('enable')
  const act = () =>
    enable.mutate(
      { ref: of },
      {
        onSuccess: () => say(words.enabled(keyName(row))),
        onError: (error) => trouble.set({ what: words.notEnabled, problem: problemOf(error) }),
      },
    )
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
      <Button variant="filled" disabled={obstacle !== null || enable.isPending} onClick={act}>
        {words.enable}
      </Button>
    </>
  )
}

function ImportButton({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)('importMaterial')
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
      <Button
        variant="filled"
        disabled={obstacle !== null}
        onClick={() => keyDialog.set({ kind: 'import', row })}
      >
        {words.importMaterial}
      </Button>
    </>
  )
}

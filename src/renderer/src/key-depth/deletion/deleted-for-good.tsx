import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { goTo } from '../../app/place.ts'
import type { CallOutput } from '../../../../shared/contract.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { useRecovery } from '../../recovery/use-recovery.ts'
import { Banner } from '../../ui/banner.tsx'
import { deleteForGoodText as words } from '../../words/deletion-text.ts'
import { keyName } from '../../words/key-row-words.ts'

interface DeletedForGoodProps {
  readonly row: KeyRow
  readonly result: CallOutput<'manage.deleteKey'>
  readonly onClose: () => void
}

/** What was erased, and by name what the keystore could not reach. */
export function DeletedForGood({ row, result: { purgedCopies, kept }, onClose }: DeletedForGoodProps) {
  const folder = useRecovery().data?.backup.folder ?? null
  const leave = () => {
    onClose()
    goTo('keys')
  }
  return (
    <div className="form">
      <Banner icon={IconCircleCheck} title={words.doneTitle(keyName(row))} alert>
        {words.doneText(purgedCopies)}
      </Banner>
      <Banner tone="amber" icon={IconAlertTriangle} title={words.keptTitle}>
        {words.keptAfter}
        {folder !== null && <p>{words.keptFolder(folder)}</p>}
        {kept.length > 0 && (
          <>
            <p>{words.keptHere(kept.length)}</p>
            <ul className="plain-list">
              {kept.map((name) => (
                <li key={name} className="mono">
                  {name}
                </li>
              ))}
            </ul>
          </>
        )}
      </Banner>
      <div className="form-foot">
        <Button variant="filled" data-autofocus onClick={leave}>
          {words.close}
        </Button>
      </div>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { goTo, goToKey } from '../../app/place.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { refId } from '../../data/key-ref.ts'
import { chooseDoors } from '../../files/plan-actions.ts'
import { Banner } from '../../ui/banner.tsx'
import { keyName } from '../../words/key-row-words.ts'
import { madeText as words } from '../../words/wizard-text.ts'
import { ImportForm } from '../import/import-form.tsx'

interface MadeStepProps {
  readonly row: KeyRow
  readonly onDone: () => void
}

/** After a key was made: what can be done with it next. */
export function MadeStep({ row, onDone }: MadeStepProps) {
  const [importing, setImporting] = useState(false)
  const empty = row.origin === 'EXTERNAL'
  const encrypt = async () => {
    onDone()
    await chooseDoors([row.ref])
    goTo('files')
  }
  const open = () => {
    onDone()
    goToKey(refId(row.ref))
  }
  if (importing) return <ImportForm row={row} onClose={onDone} />
  return (
    <div className="form">
      <Banner icon={IconCircleCheck} title={words.title(keyName(row))} alert>
        {empty ? words.empty : words.ready}
      </Banner>
      <div className="form-foot">
        <Button variant="subtle" onClick={onDone}>
          {words.close}
        </Button>
        <Button onClick={open}>{words.open}</Button>
        {empty && (
          <Button variant="filled" data-autofocus onClick={() => setImporting(true)}>
            {words.import}
          </Button>
        )}
        {row.canEncrypt && (
          <Button variant="filled" data-autofocus onClick={() => void encrypt()}>
            {words.encrypt}
          </Button>
        )}
      </div>
    </div>
  )
}

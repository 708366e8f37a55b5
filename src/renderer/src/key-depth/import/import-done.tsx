import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { goToKey } from '../../app/place.ts'
import type { ImportResult } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { refId } from '../../data/key-ref.ts'
import { date } from '../../format/dates.ts'
import { WaitingReplicas } from '../../rotation/waiting-replicas.tsx'
import { Banner } from '../../ui/banner.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Mono } from '../../ui/mono.tsx'
import { importText as words } from '../../words/import-text.ts'
import { replicasText } from '../../words/replicas-text.ts'
import { importDraftOf, type ImportFields } from './import-fields.ts'

interface ImportDoneProps {
  readonly row: KeyRow
  readonly fields: ImportFields
  readonly result: ImportResult
  readonly onClose: () => void
}

/** What was imported, where its copy is, and what comes next. */
export function ImportDone({ row, fields, result: { keyMaterialId, savedAs }, onClose }: ImportDoneProps) {
  const waits = fields.type === 'NEW_KEY_MATERIAL'
  const forReplicas = waits && row.multiRegionRole === 'PRIMARY' ? keyMaterialId : null
  const { validTo } = importDraftOf(row, fields)
  const rotate = () => {
    onClose()
    goToKey(refId(row.ref), 'rotation')
  }
  return (
    <div className="form">
      <Banner icon={IconCircleCheck} title={words.doneTitle} alert>
        {forReplicas !== null ? replicasText.doneNext : waits ? words.doneRotate : words.doneUse}
      </Banner>
      {forReplicas !== null && <WaitingReplicas row={row} keyMaterialId={forReplicas} onLeave={onClose} />}
      <dl className="facts">
        {savedAs !== null && (
          <Fact label={words.savedAs} sub={words.savedNote}>
            {savedAs}
          </Fact>
        )}
        {keyMaterialId !== null && (
          <Fact label={words.material}>
            <Mono head={12} tail={10} dim={false}>
              {keyMaterialId}
            </Mono>
            <CopyButton text={keyMaterialId} what="material id" />
          </Fact>
        )}
        <Fact label={words.expires}>{validTo === null ? words.never : date(validTo)}</Fact>
      </dl>
      <div className="form-foot">
        <Button variant={waits ? 'subtle' : 'filled'} onClick={onClose} data-autofocus={!waits}>
          {words.done}
        </Button>
        {waits && (
          <Button variant="filled" data-autofocus onClick={rotate}>
            {words.toRotation}
          </Button>
        )}
      </div>
    </div>
  )
}

import { Button, Checkbox, Select } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { useKeyPart } from '../data/key-queries.ts'
import { say } from '../data/notice.ts'
import { useCoverage } from '../data/queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { shortened } from '../format/lists.ts'
import { Banner } from '../ui/banner.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { WhyNot } from '../ui/why-not.tsx'
import { deleteMaterialText as words } from '../words/import-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { partText } from '../words/part-text.ts'
import { FileNames } from './deletion/file-names.tsx'
import { KeyDialog } from './key-dialog.tsx'
import type { KeyDialogProps } from './key-dialog-props.ts'

interface DeleteMaterialDialogProps extends KeyDialogProps {
  /** Null or left out = the current one. */
  readonly keyMaterialId?: string | null
}

/** Deletes imported key material, after saying that the whole key stops by it. */
export function DeleteMaterialDialog({
  row,
  opened,
  onClose,
  keyMaterialId = null,
}: DeleteMaterialDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={words.title(keyName(row))} size={520}>
      <DeleteMaterial row={row} onClose={onClose} keyMaterialId={keyMaterialId} />
    </KeyDialog>
  )
}

function DeleteMaterial({
  row,
  onClose,
  keyMaterialId,
}: Omit<Required<DeleteMaterialDialogProps>, 'opened'>) {
  const [copied, setCopied] = useState(false)
  const [chosen, setChosen] = useState(keyMaterialId)
  const remove = useKeyChange('manage.deleteMaterial')
  const files = useCoverage().data?.keys.find(({ keyId }) => keyId === (row.arn ?? row.keyId))
  const { ref } = row
  const obstacle = useObstacle(row)('deleteMaterial') ?? (copied ? null : words.copyFirst)
  const act = () => {
    if (obstacle !== null || remove.isPending) return
    remove.mutate(
      { ref, keyMaterialId: chosen },
      {
        onSuccess: () => {
          say(words.done)
          onClose()
        },
      },
    )
  }
  return (
    <div className="form">
      <Banner tone="red" icon={IconAlertTriangle} title={words.whatTitle}>
        {words.what}
      </Banner>
      <Which row={row} chosen={chosen} onChange={setChosen} />
      <p className="mid soft">
        {files === undefined || files.files === 0 ? words.noFiles : words.files(files.files, files.onlyDoor)}
      </p>
      <FileNames row={row} onLeave={onClose} />
      {ref.service === 'local' && <p className="mid soft">{words.localCopies}</p>}
      <Checkbox
        label={words.copy}
        checked={copied}
        data-autofocus
        onChange={(event) => setCopied(event.currentTarget.checked)}
      />
      {remove.error !== null && <ProblemPanel problem={problemOf(remove.error)} what={words.failed} />}
      <div className="form-foot">
        <WhyNot row={row} action="deleteMaterial" reason={obstacle} />
        <Button variant="subtle" onClick={onClose}>
          {partText.cancel}
        </Button>
        <Button className="danger" disabled={obstacle !== null || remove.isPending} onClick={act}>
          {words.act}
        </Button>
      </div>
    </div>
  )
}

interface WhichProps {
  readonly row: KeyRow
  /** Null = the current one. */
  readonly chosen: string | null
  readonly onChange: (chosen: string | null) => void
}

/** Which of several imported materials; a key with one has nothing to choose. */
function Which({ row, chosen, onChange }: WhichProps) {
  const materials = useKeyPart('key.rotation', row.ref).data?.materials ?? []
  const there = materials.filter(({ importState }) => importState === 'IMPORTED')
  if (there.length < 2) return null
  const current = there.find(({ state }) => state === 'CURRENT')?.id ?? null
  return (
    <Select
      label={words.which}
      data={there.toReversed().map(({ id, state, description }) => {
        const name = description ?? shortened(id, 12, 10)
        return { value: id, label: state === 'CURRENT' ? words.currentOne(name) : name }
      })}
      value={chosen ?? current}
      onChange={onChange}
    />
  )
}

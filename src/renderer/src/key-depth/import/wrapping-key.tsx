import { Button } from '@mantine/core'
import type { LocalKeyRef } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { exactTime } from '../../format/dates.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { importText as words } from '../../words/import-text.ts'
import type { ImportFields } from './import-fields.ts'

interface WrappingKeyProps {
  readonly of: LocalKeyRef
  readonly fields: ImportFields
}

/** Saves the public key that material is wrapped with elsewhere, by the way of wrapping that is chosen under "More". */
export function WrappingKey({ of, fields: { wrapping, wrappingSpec } }: WrappingKeyProps) {
  const save = useKeyChange('manage.importParameters')
  const saved = save.data ?? null
  return (
    <div className="form tight">
      <div className="row">
        <Button disabled={save.isPending} onClick={() => save.mutate({ ref: of, wrapping, wrappingSpec })}>
          {words.saveKey}
        </Button>
        {saved !== null && (
          <output className="mid soft">{words.keySaved(saved.savedAs, exactTime(saved.validTo))}</output>
        )}
      </div>
      {save.error !== null && <ProblemPanel problem={problemOf(save.error)} what={words.keyNotSaved} />}
    </div>
  )
}

import type { KeyRow } from '../../../shared/model/key.ts'
import type { Succession } from '../../../shared/model/settings.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { AliasStep } from './by-hand/alias-step.tsx'
import { FilesStep } from './by-hand/files-step.tsx'
import { FinishStep } from './by-hand/finish-step.tsx'
import { NewFilesStep } from './by-hand/new-files-step.tsx'
import { SuccessorStep } from './by-hand/successor-step.tsx'

interface ByHandFlowProps {
  readonly row: KeyRow
  /** How far it has come; undefined before anything was done. */
  readonly succession: Succession | undefined
  readonly onFinish: () => void
}

/** The steps of rotating by hand. Each shows what is so now, so that leaving and coming back loses nothing. */
export function ByHandFlow({ row, succession, onFinish }: ByHandFlowProps) {
  const ref = succession?.successor ?? null
  const keys = useKeys()
  const successor = ref === null ? undefined : keys.byId.get(refId(ref))
  const steps = { row, successor, succession }
  const encrypts = row.usage === 'ENCRYPT_DECRYPT'
  return (
    <ol className="steps-l card">
      <SuccessorStep {...steps} />
      <AliasStep {...steps} />
      {encrypts && <NewFilesStep {...steps} />}
      {encrypts && <FilesStep {...steps} />}
      <FinishStep row={row} number={encrypts ? 5 : 3} begun={succession !== undefined} onFinish={onFinish} />
    </ol>
  )
}

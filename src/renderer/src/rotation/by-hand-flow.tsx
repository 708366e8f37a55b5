import type { KeyRow } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { byHandText as words } from '../words/by-hand-text.ts'
import { AliasStep } from './by-hand/alias-step.tsx'
import { FilesStep } from './by-hand/files-step.tsx'
import { NewFilesStep } from './by-hand/new-files-step.tsx'
import { SuccessorStep } from './by-hand/successor-step.tsx'
import { successors } from './successors.ts'

/** The steps of rotating by hand. Each shows what is so now, so that leaving and coming back loses nothing. */
export function ByHandFlow({ row }: { readonly row: KeyRow }) {
  const ref = successors.use().get(refId(row.ref))
  const keys = useKeys()
  const successor = ref === undefined ? undefined : keys.byId.get(refId(ref))
  return (
    <ol className="steps-l card">
      <SuccessorStep row={row} successor={successor} />
      <AliasStep row={row} successor={successor} />
      {row.usage === 'ENCRYPT_DECRYPT' && <NewFilesStep row={row} successor={successor} />}
      {row.usage === 'ENCRYPT_DECRYPT' && <FilesStep row={row} successor={successor} />}
      <li className="by-hand-last">
        <span aria-hidden />
        <p className="mid dim">{words.last}</p>
      </li>
    </ol>
  )
}

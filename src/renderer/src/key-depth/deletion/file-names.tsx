import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { call, problemOf } from '../../data/call.ts'
import { filesAtStake, showFilesAtStake } from '../../rotation/covered-files-state.ts'
import { useKeyCoverage } from '../../keys/use-key-coverage.ts'
import { FileName } from '../../ui/file-name.tsx'
import { deletionText as words } from '../../words/deletion-text.ts'
import { errorText } from '../../words/errors/error-words.ts'
import { keyName } from '../../words/key-row-words.ts'
import { rotationText } from '../../words/rotation-text.ts'

const shownNames = 3

interface FileNamesProps {
  readonly row: KeyRow
  /** Called when the drawer is opened in the dialog's place. */
  readonly onLeave: () => void
}

/** The first files that only this key opens, or that depend on it where each has another door, and the way to all. */
export function FileNames({ row, onLeave }: FileNamesProps) {
  const coverage = useKeyCoverage(row)
  const selection = filesAtStake(coverage)
  const first = useQuery({
    queryKey: ['coverage.files', selection, shownNames],
    queryFn: async () => await call('coverage.files', { selection, before: null, limit: shownNames }),
    enabled: coverage.files > 0,
  })
  if (coverage.files === 0) return null
  const show = () => {
    onLeave()
    showFilesAtStake(keyName(row), coverage)
  }
  return (
    <div className="dep-files">
      <ul>
        {first.data?.files.slice(0, shownNames).map(({ id, name }) => (
          <li key={id} className="ell">
            {name === null ? (
              <span className="dim">{rotationText.nameForgotten}</span>
            ) : (
              <FileName name={name} />
            )}
          </li>
        ))}
      </ul>
      {first.error !== null && <p className="small dim">{errorText(problemOf(first.error)).title}</p>}
      <Button size="compact-sm" onClick={show}>
        {words.showFiles}
      </Button>
    </div>
  )
}

import type { KeyRow } from '../../../../shared/model/key.ts'
import { useKeyCoverage } from '../../keys/use-key-coverage.ts'
import { Fact } from '../../ui/fact.tsx'
import { deleteForGoodText as words } from '../../words/deletion-text.ts'
import { FileNames } from './file-names.tsx'

interface ForGoodFactsProps {
  readonly row: KeyRow
  /** Called when the files are shown in the dialog's place. */
  readonly onLeave: () => void
}

/** Which known files depend on a key that is about to be erased, which the kit still opens, and what is erased. */
export function ForGoodFacts({ row, onLeave }: ForGoodFactsProps) {
  const { files, onlyDoor, recoverable } = useKeyCoverage(row)
  const lost = onlyDoor - recoverable
  return (
    <dl className="facts">
      <Fact label={words.files} sub={words.filesNote}>
        {files === 0 ? (
          words.none
        ) : (
          <div className="grow">
            {words.some(files)}.{' '}
            <span className={lost > 0 ? 't-red strong' : ''}>
              {lost > 0 ? words.lost(lost) : words.noneLost}.
            </span>
            <FileNames row={row} onLeave={onLeave} />
          </div>
        )}
      </Fact>
      {onlyDoor > 0 && (
        <Fact label={words.recovery} sub={words.recoveryNote}>
          {recoverable === 0 ? words.recoveryNone : words.recoverySome(recoverable)}
        </Fact>
      )}
      <Fact label={words.purged}>{words.purgedText}</Fact>
      <Fact label={words.kept}>{words.keptText}</Fact>
    </dl>
  )
}

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { goToKey } from '../app/place.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { refId } from '../data/key-ref.ts'
import { count } from '../format/bytes.ts'
import { ago, date, exactTime } from '../format/dates.ts'
import { showFilesAtStake } from '../rotation/covered-files-state.ts'
import { useNow } from '../ui/use-now.ts'
import { keyGeneralText as words } from '../words/key-general-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { useKeyCoverage } from './use-key-coverage.ts'

/** How many known files depend on a key, on which material, and when it was last used. */
export function KeyFiles({ row }: { readonly row: KeyRow }) {
  const { keyId, files, older, onlyDoor } = useKeyCoverage(row)
  return (
    <section>
      <h2 className="sec">{words.yourFiles}</h2>
      <div className="bigs">
        <div>
          {files === 0 ? (
            <div className="big">{count(files)}</div>
          ) : (
            <UnstyledButton
              className="big link-n"
              aria-label={words.showFiles(files)}
              onClick={() => showFilesAtStake(keyName(row), { keyId, onlyDoor: 0 })}
            >
              {count(files)}
            </UnstyledButton>
          )}
          <div className="mid dim">{words.filesUnit(files)}</div>
        </div>
        {row.ref.service === 'aws' && <LastUsed row={row} />}
      </div>
      {files === 0 && <p className="small dim">{words.noFiles}</p>}
      {older > 0 && (
        <UnstyledButton className="lead-row" onClick={() => goToKey(refId(row.ref), 'rotation')}>
          <span className="grow">{words.older(older)}</span>
          <IconChevronRight size={16} aria-hidden />
        </UnstyledButton>
      )}
      {onlyDoor > 0 && (
        <UnstyledButton
          className="lead-row under-lead"
          onClick={() => showFilesAtStake(keyName(row), { keyId, onlyDoor })}
        >
          <span className="grow">{words.onlyDoor(onlyDoor)}</span>
          <IconChevronRight size={16} aria-hidden />
        </UnstyledButton>
      )}
    </section>
  )
}

function LastUsed({ row }: { readonly row: KeyRow }) {
  const now = useNow()
  const { data, error } = useKeyPart('key.lastUsage', awsRefOf(row))
  if (error !== null || data === undefined) return null
  return (
    <div title={data.at === null ? undefined : exactTime(data.at)}>
      <div className="big">{data.at === null ? words.notUsed : ago(data.at, now)}</div>
      <div className="mid dim">
        {data.at === null && data.trackedSince !== null
          ? words.notUsedSince(date(data.trackedSince))
          : words.lastUsed}
      </div>
    </div>
  )
}

import type { JobRow } from '../../../shared/model/job.ts'
import { count, exactBytes, frameBytes } from '../format/bytes.ts'
import { exactTime } from '../format/dates.ts'
import { many } from '../format/lists.ts'
import { seconds } from '../format/times.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { suiteWords } from '../words/suite-words.ts'
import { writesMessage } from '../words/job-words.ts'
import { jobsText } from '../words/files-text.ts'

/** The facts of a finished file: protection, key material, frames, sizes, folder and times. */
export function JobFacts({ row }: { readonly row: JobRow }) {
  const writes = writesMessage(row)
  return (
    <dl className="facts">
      {row.suite !== null && (
        <Fact label={jobsText.protection} sub={jobsText.suite(row.suite)}>
          {suiteWords(row.suite)}
        </Fact>
      )}
      {row.suite === null && row.phase === 'done' && (
        <Fact label={jobsText.protection} sub={jobsText.blobSub}>
          {jobsText.blob}
        </Fact>
      )}
      {row.keyMaterialId !== null && (
        <Fact label={jobsText.material} sub={jobsText.materialSub}>
          <Mono head={10} tail={8}>
            {row.keyMaterialId}
          </Mono>
          <CopyButton text={row.keyMaterialId} what="material id" />
        </Fact>
      )}
      {row.frameLength !== null && <Fact label={jobsText.frames}>{frames(row, row.frameLength)}</Fact>}
      <Fact label={jobsText.before}>{exactBytes(row.size)}</Fact>
      {row.resultSize !== null && <Fact label={jobsText.after}>{exactBytes(row.resultSize)}</Fact>}
      {row.members !== null && <Fact label={jobsText.members}>{many(row.members, 'file')}</Fact>}
      {row.leftOut > 0 && (
        <Fact label={jobsText.leftOut} sub={jobsText.leftOutSub}>
          {count(row.leftOut)}
        </Fact>
      )}
      {row.dataKeyReused && <Fact label={jobsText.dataKey}>{jobsText.dataKeyShared}</Fact>}
      {row.original !== 'kept' && <Fact label={jobsText.original}>{jobsText.originals[row.original]}</Fact>}
      <Fact label={jobsText.folder}>{row.resultFolder ?? row.folder}</Fact>
      {row.seconds !== null && <Fact label={took[row.action]}>{seconds(row.seconds)}</Fact>}
      {writes && row.action !== 'move' && (
        <Fact label={jobsText.tookCheck} {...(row.verified ? {} : { sub: jobsText.notCheckedSub })}>
          {row.verified && row.verifySeconds !== null ? seconds(row.verifySeconds) : jobsText.notChecked}
        </Fact>
      )}
      {row.finishedAt !== null && <Fact label={jobsText.finished}>{exactTime(row.finishedAt)}</Fact>}
    </dl>
  )
}

const took: Readonly<Record<JobRow['action'], string>> = {
  encrypt: jobsText.tookEncrypt,
  pack: jobsText.tookEncrypt,
  open: jobsText.tookOpen,
  unpack: jobsText.tookOpen,
  verify: jobsText.tookVerify,
  move: jobsText.tookMove,
}

/** The bytes that were encrypted, where the row tells them: it knows of the message in other cases. */
function plainSize(row: JobRow): number | null {
  if (row.action === 'encrypt') return row.size
  return row.action === 'open' ? row.resultSize : null
}

/** A file always has a last frame, full or not, and at least one: `4 frames of 1 MiB`. */
function frames(row: JobRow, length: number): string {
  const plain = plainSize(row)
  if (plain === null) return frameBytes(length)
  return jobsText.framesOf(many(Math.max(1, Math.ceil(plain / length)), 'frame'), frameBytes(length))
}

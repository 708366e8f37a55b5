import type { JobRow } from '../../../shared/model/job.ts'
import { exactBytes, frameBytes } from '../format/bytes.ts'
import { exactTime } from '../format/dates.ts'
import { many } from '../format/lists.ts'
import { seconds } from '../format/times.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { jobsText } from '../words/files-text.ts'

/** The facts of a finished file: protection, key material, frames, sizes, folder and times. */
export function JobFacts({ row }: { readonly row: JobRow }) {
  const encrypts = row.action === 'encrypt'
  return (
    <dl className="facts">
      {row.suite !== null && (
        <Fact label={jobsText.protection} sub={jobsText.suite(row.suite)}>
          {jobsText.protectionWords}
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
      <Fact label={jobsText.folder}>{row.resultFolder ?? row.folder}</Fact>
      {row.seconds !== null && (
        <Fact label={encrypts ? jobsText.tookEncrypt : jobsText.tookOpen}>{seconds(row.seconds)}</Fact>
      )}
      {encrypts && (
        <Fact label={jobsText.tookCheck} {...(row.verified ? {} : { sub: jobsText.notCheckedSub })}>
          {row.verified && row.verifySeconds !== null ? seconds(row.verifySeconds) : jobsText.notChecked}
        </Fact>
      )}
      {row.finishedAt !== null && <Fact label={jobsText.finished}>{exactTime(row.finishedAt)}</Fact>}
    </dl>
  )
}

/** A file always has a last frame, full or not, and at least one: `4 frames of 1 MiB`. */
function frames(row: JobRow, length: number): string {
  const plain = row.action === 'encrypt' ? row.size : (row.resultSize ?? 0)
  const amount = Math.max(1, Math.ceil(plain / length))
  return jobsText.framesOf(many(amount, 'frame'), frameBytes(length))
}

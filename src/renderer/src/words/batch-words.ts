import type { Batch } from '../../../shared/model/job.ts'
import { bytes, count, rate } from '../format/bytes.ts'
import { many } from '../format/lists.ts'
import { timeLeft } from '../format/times.ts'
import { slowedWords } from './slowed-words.ts'

type Verb = 'encrypt' | 'open' | 'verify' | 'move'

const amounts = (batch: Batch): readonly (readonly [Verb, number])[] => [
  ['encrypt', batch.encryptFiles],
  ['open', batch.openFiles],
  ['verify', batch.verifyFiles],
  ['move', batch.moveFiles],
]

const doing: Readonly<Record<Verb, string>> = {
  encrypt: 'Encrypting',
  open: 'Opening',
  verify: 'Verifying',
  move: 'Moving',
}

/** `Encrypting 12 files, opening 2`; a batch does at least one of them. */
const doingAll = (batch: Batch): string =>
  amounts(batch)
    .filter(([, files]) => files > 0)
    .map(([verb, files], index) =>
      index === 0 ? `${doing[verb]} ${many(files, 'file')}` : `${doing[verb].toLowerCase()} ${count(files)}`,
    )
    .join(', ')

/** The head of a running batch: `Encrypting 12 files, opening 2`. */
export function batchTitle(batch: Batch): string {
  if (batch.state === 'cancelling') return 'Cancelling'
  if (batch.state === 'paused') return 'Paused'
  return batch.state === 'pausing' ? 'Pausing once the files that run are done' : doingAll(batch)
}

/** How far a batch is: `2.5 of 3.5 GB · 112 MB/s · 9 s left`. A paused one has no pace. */
export function batchProgress(batch: Batch): string {
  const [total, totalUnit] = bytes(batch.bytesTotal).split(' ')
  const [done, doneUnit] = bytes(batch.bytesDone).split(' ')
  const amount =
    doneUnit === totalUnit
      ? `${done} of ${total} ${totalUnit}`
      : `${done} ${doneUnit} of ${total} ${totalUnit}`
  const moves = batch.state !== 'paused'
  return [
    amount,
    ...(batch.rate === null || !moves ? [] : [rate(batch.rate)]),
    ...(batch.secondsLeft === null || !moves ? [] : [timeLeft(batch.secondsLeft)]),
    ...(batch.slowedTo === null || !moves ? [] : [slowedWords(batch.slowedTo)]),
  ].join(' · ')
}

/** All files of a batch. */
export const batchFiles = (batch: Batch): number =>
  amounts(batch).reduce((total, [, files]) => total + files, 0)

const notDone = (batch: Batch): readonly string[] => [
  ...(batch.failed === 0 ? [] : [`${count(batch.failed)} failed`]),
  ...(batch.cancelled === 0 ? [] : [`${count(batch.cancelled)} cancelled`]),
]

/** The count under the head "Now": `9 of 14 done, 1 failed, 1 cancelled`. */
export const batchCount = (batch: Batch): string =>
  [`${count(batch.done)} of ${count(batchFiles(batch))} done`, ...notDone(batch)].join(', ')

/** What came of a finished batch: `12 files done, 1 failed`. */
export const batchOutcome = (batch: Batch): string =>
  [`${many(batch.done, 'file')} done`, ...notDone(batch)].join(', ')

/** The button that begins what was not done anew: `Try 2 failed again`, `Try 2 failed and 1 cancelled again`. */
export const retryWords = ({ failed, cancelled }: Batch): string =>
  cancelled === 0
    ? `Try ${count(failed)} failed again`
    : `Try ${count(failed)} failed and ${count(cancelled)} cancelled again`

/** What a batch asked of its keys: `24 key calls, 3 of them to AWS KMS · 1 data key`. '' where it asked nothing. */
export function batchMeter(batch: Batch): string {
  if (batch.keyCalls === 0) return ''
  const calls = many(batch.keyCalls, 'key call')
  const toAws =
    batch.kmsCalls === 0
      ? ''
      : batch.kmsCalls === batch.keyCalls
        ? ' to AWS KMS'
        : `, ${count(batch.kmsCalls)} of them to AWS KMS`
  const dataKeys = batch.dataKeys === 0 ? '' : ` · ${many(batch.dataKeys, 'new data key')}`
  return `${calls}${toAws}${dataKeys}`
}

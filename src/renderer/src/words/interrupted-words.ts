import type { InterruptedBatch } from '../../../shared/model/job.ts'
import { count } from '../format/bytes.ts'
import { listed, many } from '../format/lists.ts'
import { visibleName } from '../format/names.ts'

/** Words of the banner for what an earlier run did not finish. */
export const interruptedText = { look: 'Look at them', lookOne: 'Look at it', forget: 'Forget' } as const

const done: Readonly<Record<InterruptedBatch['intent'], string>> = {
  auto: 'done',
  verify: 'verified',
  move: 'moved',
}

/** `Keyhold was closed before 12 files were moved` */
export const interruptedTitle = ({ files, intent }: InterruptedBatch): string =>
  `Keyhold was closed before ${many(files, 'file')} ${files === 1 ? 'was' : 'were'} ${done[intent]}`

const originals: Readonly<Record<InterruptedBatch['original'], string>> = {
  keep: 'Your originals are as they were, and nothing half-done was kept.',
  trash:
    'Nothing half-done was kept. An original goes to the trash after its result is safe, so a file that is done may still have its original beside it.',
}

/** The first names, how many more there are, and what became of originals and results. */
export function interruptedNames({ files, names, original }: InterruptedBatch): string {
  const more = files - names.length
  const shown = names.map(visibleName)
  const all = listed(more > 0 ? [...shown, `${count(more)} more`] : shown)
  return [...(all === '' ? [] : [`${all}.`]), originals[original]].join(' ')
}

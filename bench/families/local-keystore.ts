import type { Command } from '../keyhold/commands.ts'
import { KeyholdProcess } from '../keyhold/keyhold-process.ts'
import { race } from '../race.ts'
import { rowOf } from '../row-of.ts'
import type { RowDetails, RowId } from '../row.ts'
import type { Workplace } from '../workplace.ts'

const mostRounds = 5

/** The rows about the local keystore in its own process. No peer does either, so they have no ratios. */
export async function localKeystore(
  place: Workplace,
  wanted: ReadonlySet<RowId>,
  count: number,
): Promise<readonly RowDetails[]> {
  const rows: readonly { readonly id: RowId; readonly command: Command; readonly files: number }[] = [
    { id: 'local-wraps', command: { act: 'wrapLocal', count }, files: count },
    { id: 'local-list', command: { act: 'listLocal', count }, files: count },
    { id: 'local-unlock', command: { act: 'unlockLocal' }, files: 1 },
  ]
  const keyhold = await KeyholdProcess.start(place.folder, 'keys')
  try {
    const details: RowDetails[] = []
    for (const { id, command, files } of rows) {
      if (!wanted.has(id)) continue
      keyhold.memory.restart()
      // One run before the first round: processes and stores are made in it.
      await keyhold.run(command)
      const rounds = Math.min(place.rounds, mostRounds)
      const ours = { name: id, rounds, run: () => keyhold.run(command) }
      const raced = (await race([ours], rounds, place.tell)).get(ours) ?? {
        timings: [],
        error: 'it was not run',
      }
      details.push(rowOf({ id, bytes: 0, files }, { raced, theirs: new Map(), memory: keyhold.memory }))
    }
    return details
  } finally {
    await keyhold.stop()
  }
}

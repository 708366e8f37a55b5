import path from 'node:path'
import type { FileAct, FolderActs } from '../contenders/contender.ts'
import { peersIn } from '../contenders/peers.ts'
import { writeMany } from '../content/random-content.ts'
import { KeyholdProcess } from '../keyhold/keyhold-process.ts'
import { medianOf } from '../median.ts'
import type { Raced } from '../race.ts'
import { failedRow, rowOf } from '../row-of.ts'
import type { RowDetails, RowId } from '../row.ts'
import { checkRoom } from '../workplace.ts'
import type { Workplace } from '../workplace.ts'
import { FolderFamily } from './folder-family.ts'
import type { FolderEntrant } from './folder-family.ts'

/** Bytes of each file. */
export const smallFileBytes = 4096
const mostRounds = 3
const reuseRow = 'encrypt-10k-files-reuse'
const rows = { encrypt: 'encrypt-10k-files', decrypt: 'decrypt-10k-files' } as const

/** The rows over many files of 4 KiB in ten folders: from the start of a batch until the last file is durable. */
export async function manyFiles(
  place: Workplace,
  wanted: ReadonlySet<RowId>,
  files: number,
): Promise<readonly RowDetails[]> {
  const source = path.join(place.folder, 'source')
  await checkRoom(place.folder, 40 * files * smallFileBytes)
  await writeMany(source, files, smallFileBytes)
  const family = new FolderFamily({ ...place, rounds: Math.min(place.rounds, mostRounds) }, source)
  const setup = { place, family, wanted, what: { bytes: files * smallFileBytes, files } }
  const details: RowDetails[] = []
  if (wanted.has(rows.encrypt) || wanted.has(rows.decrypt)) details.push(...(await raceThereAndBack(setup)))
  if (wanted.has(reuseRow)) details.push(await measureReuse(setup))
  return details
}

interface Setup {
  readonly place: Workplace
  readonly family: FolderFamily
  readonly wanted: ReadonlySet<RowId>
  readonly what: { readonly bytes: number; readonly files: number }
}

async function raceThereAndBack({ place, family, wanted, what }: Setup): Promise<readonly RowDetails[]> {
  const keyhold = await KeyholdProcess.start(place.folder, 'local')
  const ours = { peer: null, name: 'Keyhold', acts: actsOf(keyhold, false), rounds: mostRounds }
  const verified = { ...ours, name: 'Keyhold with reading back', acts: actsOf(keyhold, true), rounds: 1 }
  const peers = (await peersIn(place.folder)).map(({ id, folder, mostRounds: most }) => {
    return { peer: id, name: id, acts: folder, rounds: most.folder }
  })
  try {
    const details: RowDetails[] = []
    for (const direction of ['encrypt', 'decrypt'] as const) {
      const id = rows[direction]
      const beside = direction === 'encrypt' ? [verified] : []
      const raced = await family.run(direction, [ours, ...peers, ...beside], wanted.has(id))
      const theirs = new Map(peers.map((peer) => [peer.peer, raced.get(peer)] as const))
      const row = rowOf({ id, ...what }, { raced: outcomeOf(raced, ours), theirs, memory: keyhold.memory })
      if (wanted.has(id)) details.push(withVerifying(row, raced.get(verified)))
      keyhold.memory.restart()
    }
    return details
  } finally {
    await keyhold.stop()
  }
}

/** One batch with reading back, for its KMS calls. */
async function measureReuse({ place, family, what }: Setup): Promise<RowDetails> {
  const keyhold = await KeyholdProcess.start(place.folder, 'reuse')
  const ours = { peer: null, name: 'Keyhold with one data key', acts: actsOf(keyhold, true), rounds: 1 }
  try {
    const raced = outcomeOf(await family.run('encrypt', [ours], true), ours)
    const row = rowOf({ id: reuseRow, ...what }, { raced, theirs: new Map(), memory: keyhold.memory })
    const { error } = outcomeOf(await family.run('decrypt', [ours], false), ours)
    return error === null ? row : failedRow({ id: reuseRow, ...what }, error)
  } finally {
    await keyhold.stop()
  }
}

function actsOf(keyhold: KeyholdProcess, verify: boolean): FolderActs {
  const run =
    (act: 'encryptAll' | 'decryptAll'): FileAct =>
    (input, output) =>
      keyhold.run({ act, input, output, verify })
  return { encrypt: run('encryptAll'), decrypt: run('decryptAll') }
}

const outcomeOf = (raced: ReadonlyMap<FolderEntrant, Raced>, entrant: FolderEntrant): Raced =>
  raced.get(entrant) ?? { timings: [], error: 'it was not run' }

/** What reading back costs is told by a batch that does it too. */
function withVerifying(details: RowDetails, verified: Raced | undefined): RowDetails {
  const seconds = medianOf(verified?.timings ?? [], 'seconds')
  if (seconds === null || details.row.seconds === null) return details
  return { ...details, verifySeconds: Math.max(0, seconds - details.row.seconds) }
}

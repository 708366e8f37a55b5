import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { FileAct, FolderActs } from '../contenders/contender.ts'
import { peersIn } from '../contenders/peers.ts'
import { makeFolders, writeMany } from '../content/random-content.ts'
import { sameFolders } from '../content/same-content.ts'
import { KeyholdProcess } from '../keyhold/keyhold-process.ts'
import { medianOf } from '../median.ts'
import { race } from '../race.ts'
import type { Raced } from '../race.ts'
import { rowOf } from '../row-of.ts'
import type { PeerId, RowDetails, RowId } from '../row.ts'
import { runProgram } from '../run-program.ts'
import { checkRoom } from '../workplace.ts'
import type { Workplace } from '../workplace.ts'

/** Bytes of each file. */
export const smallFileBytes = 4096
const mostRounds = 3
const rows = { encrypt: 'encrypt-10k-files', decrypt: 'decrypt-10k-files' } as const
type Direction = keyof typeof rows

interface Entrant {
  /** Null for Keyhold itself. */
  readonly peer: PeerId | null
  readonly name: string
  readonly acts: FolderActs
  readonly rounds: number
}

/** The rows over many files of 4 KiB in ten folders: from the start of a batch until the last file is durable. */
export async function manyFiles(
  place: Workplace,
  wanted: ReadonlySet<RowId>,
  files: number,
): Promise<readonly RowDetails[]> {
  const source = path.join(place.folder, 'source')
  await checkRoom(place.folder, 40 * files * smallFileBytes)
  await writeMany(source, files, smallFileBytes)
  const keyhold = await KeyholdProcess.start(place.folder, 'many')
  const ours = { peer: null, name: 'Keyhold', acts: actsOf(keyhold, false), rounds: mostRounds }
  const verified = { ...ours, name: 'Keyhold with reading back', acts: actsOf(keyhold, true), rounds: 1 }
  const peers = (await peersIn(place.folder)).map(({ id, folder, mostRounds: most }) => {
    return { peer: id, name: id, acts: folder, rounds: most.folder }
  })
  const family = new Family({ ...place, rounds: Math.min(place.rounds, mostRounds) }, source)
  const what = { bytes: files * smallFileBytes, files }
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

function actsOf(keyhold: KeyholdProcess, verify: boolean): FolderActs {
  const run =
    (act: 'encryptAll' | 'decryptAll'): FileAct =>
    (input, output) =>
      keyhold.run({ act, input, output, verify })
  return { encrypt: run('encryptAll'), decrypt: run('decryptAll') }
}

const outcomeOf = (raced: ReadonlyMap<Entrant, Raced>, entrant: Entrant): Raced =>
  raced.get(entrant) ?? { timings: [], error: 'it was not run' }

/** What reading back costs is told by a batch that does it too. */
function withVerifying(details: RowDetails, verified: Raced | undefined): RowDetails {
  const seconds = medianOf(verified?.timings ?? [], 'seconds')
  if (seconds === null || details.row.seconds === null) return details
  return { ...details, verifySeconds: Math.max(0, seconds - details.row.seconds) }
}

class Family {
  readonly #place: Workplace
  readonly #source: string
  readonly #checked = new Set<Entrant>()
  readonly #sealed = new Map<Entrant, string>()
  #outputs = 0

  constructor(place: Workplace, source: string) {
    this.#place = place
    this.#source = source
  }

  /** Races one direction; where it is not wanted, only what the other one needs is made. */
  async run(
    direction: Direction,
    entrants: readonly Entrant[],
    isWanted: boolean,
  ): Promise<ReadonlyMap<Entrant, Raced>> {
    const rounds = isWanted ? this.#place.rounds : 1
    const runners = entrants.map((entrant) => ({
      name: `${direction} all, ${entrant.name}`,
      rounds: entrant.rounds,
      run: () => this.#once(entrant, direction),
      entrant,
    }))
    const raced = await race(runners, rounds, this.#place.tell)
    return new Map([...raced].map(([{ entrant }, outcome]) => [entrant, outcome]))
  }

  /**
   * The last sealed folder of an entrant is the input of its decrypting. Nothing is removed before the end: ext4 passes
   * over every inode that was freed in the last seconds, one by one, whenever it makes a file.
   */
  async #once(entrant: Entrant, direction: Direction) {
    const output = path.join(this.#place.folder, `${direction} ${entrant.name} ${(this.#outputs += 1)}`)
    const sealed = this.#sealed.get(entrant) ?? ''
    if (direction === 'encrypt') this.#sealed.set(entrant, output)
    await (entrant.peer === null ? mkdir(output) : makeFolders(output))
    await runProgram('sync', [])
    const act = entrant.acts[direction]
    if (act === undefined) throw new Error(`${entrant.name} does not ${direction}`)
    const input = direction === 'encrypt' ? this.#source : this.#filled(entrant, sealed)
    const timing = await act(input, output)
    if (direction === 'decrypt' && !this.#checked.has(entrant)) {
      this.#checked.add(entrant)
      if (!(await sameFolders(this.#source, this.#filled(entrant, output))))
        throw new Error(`${entrant.name} lost the content`)
    }
    return timing
  }

  /** Keyhold's plan puts a dropped folder, by its name, into the folder for results. */
  #filled(entrant: Entrant, output: string): string {
    return entrant.peer === null ? path.join(output, path.basename(this.#source)) : output
  }
}

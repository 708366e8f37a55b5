import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { FolderActs } from '../contenders/contender.ts'
import { makeFolders } from '../content/random-content.ts'
import { sameFolders } from '../content/same-content.ts'
import { race } from '../race.ts'
import type { Raced } from '../race.ts'
import type { PeerId } from '../row.ts'
import type { Workplace } from '../workplace.ts'

export type Direction = 'encrypt' | 'decrypt'

/** A contender over a folder of many files. */
export interface FolderEntrant {
  /** Null for Keyhold itself. */
  readonly peer: PeerId | null
  readonly name: string
  readonly acts: FolderActs
  readonly rounds: number
}

/** Races entrants over one folder, there and back. */
export class FolderFamily {
  readonly #place: Workplace
  readonly #source: string
  readonly #checked = new Set<FolderEntrant>()
  readonly #sealed = new Map<FolderEntrant, string>()
  /** Directions that Keyhold had its run before the first round in. */
  readonly #warm = new Set<Direction>()
  #outputs = 0

  constructor(place: Workplace, source: string) {
    this.#place = place
    this.#source = source
  }

  /** Races one direction; where it is not wanted, only what the other one needs is made. */
  async run(
    direction: Direction,
    entrants: readonly FolderEntrant[],
    isWanted: boolean,
  ): Promise<ReadonlyMap<FolderEntrant, Raced>> {
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
  async #once(entrant: FolderEntrant, direction: Direction) {
    if (entrant.peer === null && !this.#warm.has(direction)) {
      this.#warm.add(direction)
      await this.#once(entrant, direction)
    }
    const output = path.join(this.#place.folder, `${direction} ${entrant.name} ${(this.#outputs += 1)}`)
    const sealed = this.#sealed.get(entrant) ?? ''
    if (direction === 'encrypt') this.#sealed.set(entrant, output)
    await (entrant.peer === null ? mkdir(output) : makeFolders(output))
    await this.#place.flush()
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
  #filled(entrant: FolderEntrant, output: string): string {
    return entrant.peer === null ? path.join(output, path.basename(this.#source)) : output
  }
}

import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { phases } from '../contenders/contender.ts'
import type { FileActs, Phase } from '../contenders/contender.ts'
import { warmPages } from '../content/warm-pages.ts'
import { sameContent } from '../content/same-content.ts'
import { race } from '../race.ts'
import type { Raced } from '../race.ts'
import type { Timing } from '../timing.ts'
import type { Workplace } from '../workplace.ts'

/** A contender of a family and the phases that its figures are wanted of. */
export interface Entrant {
  readonly name: string
  readonly acts: FileActs
  /** Keeps threads and compiled code from one run to the next, as the app does; a program starts anew each time. */
  readonly isOurs: boolean
  readonly wanted: ReadonlySet<Phase>
  readonly rounds: number
}

/** What became of each entrant in each phase it ran. */
export type FileFigures = ReadonlyMap<Entrant, ReadonlyMap<Phase, Raced>>

/**
 * Races entrants over one source, phase by phase. What an entrant makes of the source in its first run is kept as the
 * input of its other phases; what it gives back is compared with the source once. Before each run everything is
 * flushed, and a copy of the input that is removed at once warms the page cache of input and output.
 */
export class OneFileFamily {
  readonly #place: Workplace
  readonly #source: string
  readonly #runsBefore: boolean
  readonly #done = new Set<string>()

  /** `runsBefore`: ours have one run of each phase before the first round. */
  constructor(place: Workplace, source: string, { runsBefore }: { readonly runsBefore: boolean }) {
    this.#place = place
    this.#source = source
    this.#runsBefore = runsBefore
  }

  async run(entrants: readonly Entrant[]): Promise<FileFigures> {
    const figures = new Map(entrants.map((entrant) => [entrant, new Map<Phase, Raced>()]))
    for (const phase of phases) {
      const runners = entrants
        .filter(({ wanted, acts }) => wanted.has(phase) && acts[phase] !== undefined)
        .map((entrant) => ({
          name: `${phase}, ${entrant.name}`,
          rounds: entrant.rounds,
          run: () => this.#once(entrant, phase),
          entrant,
        }))
      const raced = await race(runners, this.#place.rounds, this.#place.tell)
      for (const [{ entrant }, outcome] of raced) figures.get(entrant)?.set(phase, outcome)
      if (phase === 'encrypt') await this.#makeAndCheckMessages(entrants)
    }
    for (const entrant of entrants) await rm(this.#sealed(entrant), { force: true })
    return figures
  }

  #sealed(entrant: Entrant): string {
    return path.join(this.#place.folder, `sealed ${entrant.name}`)
  }

  async #once(entrant: Entrant, phase: Phase): Promise<Timing> {
    const input = phase === 'encrypt' ? this.#source : this.#sealed(entrant)
    const output = path.join(this.#place.folder, 'output')
    await this.#place.flush()
    const act = entrant.acts[phase]
    await warmPages(input, output)
    if (this.#runsBefore && entrant.isOurs && this.#isFirst('warm', entrant, phase)) {
      await act?.(input, output)
      await rm(output, { force: true })
    }
    const timing = await act?.(input, output)
    if (timing === undefined) throw new Error(`${entrant.name} does not ${phase}`)
    if (phase === 'encrypt') await rename(output, this.#sealed(entrant))
    else if (phase !== 'verify') await this.#checkOnce(entrant, phase, output)
    await rm(output, { force: true })
    return timing
  }

  /** Every entrant has a message for the phases to come, and one whose decrypting is not raced is checked now. */
  async #makeAndCheckMessages(entrants: readonly Entrant[]): Promise<void> {
    for (const entrant of entrants) {
      if (!entrant.wanted.has('encrypt')) await this.#once(entrant, 'encrypt')
      if (!entrant.wanted.has('decrypt')) await this.#once(entrant, 'decrypt')
    }
  }

  async #checkOnce(entrant: Entrant, phase: Phase, output: string): Promise<void> {
    if (!this.#isFirst('check', entrant, phase)) return
    const opened = phase === 'move' ? `${output} opened` : output
    if (phase === 'move') await entrant.acts.decrypt?.(output, opened)
    const same = await sameContent(opened, this.#source)
    if (phase === 'move') await rm(opened)
    if (!same) throw new Error(`${entrant.name} lost the content`)
  }

  #isFirst(what: 'warm' | 'check', entrant: Entrant, phase: Phase): boolean {
    const key = `${what} ${phase} ${entrant.name}`
    if (this.#done.has(key)) return false
    this.#done.add(key)
    return true
  }
}

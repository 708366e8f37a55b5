import { z } from 'zod'
import { VaultError } from '../../shared/vault-error.ts'
import { storeFault } from '../store/store-fault.ts'
import type { TriesFile } from './tries-file.ts'

export interface UnlockTriesDeps {
  readonly file: TriesFile
  readonly now: () => Date
  /** Milliseconds that only go forward while the process runs. */
  readonly monotonic: () => number
}

/** Wrong passphrases since the last right one, and when the next one is looked at; null = now. */
export interface TriesStanding {
  readonly wrong: number
  readonly retryAt: Date | null
}

/** Wrong tries without a wait, wrong tries until each further one waits long, and that long time in milliseconds. */
const free = 2
export const triesBeforeRefusal = 10
const longWait = 15 * 60_000
const longestDoubled = 5 * 60_000

/** Milliseconds that follow so many wrong tries: none, 1 s doubled up to 5 min, 15 min from the tenth on. */
export function waitAfter(wrong: number): number {
  if (wrong <= free) return 0
  return wrong >= triesBeforeRefusal ? longWait : Math.min(longestDoubled, 1000 * 2 ** (wrong - free - 1))
}

const noted = z.strictObject({
  version: z.literal(1),
  wrong: z.number().int().min(0).max(1_000_000),
  retryAt: z.iso.datetime().nullable(),
})

/**
 * How often a wrong passphrase may be tried. Each try is on the disk as a wrong one before it is made, so that ending the
 * process gives none for free. While the process runs a wait is measured by a clock that nobody sets; over a restart by the
 * date, which never makes a wait longer than it was to be. Whoever can change the file, or the date, can shorten it.
 */
export class UnlockTries {
  readonly #deps: UnlockTriesDeps
  #wrong = 0
  /** On the monotonic clock. */
  #freeAt = 0

  constructor(deps: UnlockTriesDeps) {
    this.#deps = deps
  }

  standing(): TriesStanding {
    this.#read()
    const left = this.#freeAt - this.#deps.monotonic()
    return {
      wrong: this.#wrong,
      retryAt: left > 0 ? new Date(this.#deps.now().getTime() + left) : null,
    }
  }

  /** Notes a try before it is made. Throws PASSPHRASE_WAIT, and the disk's errors where it cannot be noted. */
  begin(): void {
    const { wrong, retryAt } = this.standing()
    if (retryAt !== null)
      throw new VaultError('PASSPHRASE_WAIT', 'too many wrong passphrases; wait before the next one', {
        facts: { retryAt: retryAt.toISOString() },
      })
    try {
      this.#write(wrong + 1)
    } catch (error) {
      throw storeFault(error)
    }
    this.#set(wrong + 1)
  }

  /** The try that was begun was wrong: the wait counts from now. */
  failed(): VaultError {
    this.#set(this.#wrong)
    return new VaultError('PASSPHRASE_WRONG', 'this is not the passphrase; try again', {
      facts: { left: Math.max(0, triesBeforeRefusal - this.#wrong) },
    })
  }

  /** The try that was begun said nothing about the passphrase: it is taken back. */
  undo(): void {
    const before = Math.max(0, this.#wrong - 1)
    this.#wrong = before
    this.#freeAt = 0
    try {
      this.#write(before, null)
    } catch {
      // It then counts as a wrong one.
    }
  }

  /** The passphrase was right, or there is a new one. */
  reset(): void {
    this.#wrong = 0
    this.#freeAt = 0
    try {
      this.#deps.file.remove()
    } catch {
      // The count stays on the disk until the next right one.
    }
  }

  #set(wrong: number): void {
    this.#wrong = wrong
    this.#freeAt = this.#deps.monotonic() + waitAfter(wrong)
  }

  #write(wrong: number, retryAt: Date | null = this.#retryAt(wrong)): void {
    this.#deps.file.write(JSON.stringify({ version: 1, wrong, retryAt: retryAt?.toISOString() ?? null }))
  }

  #retryAt(wrong: number): Date | null {
    const wait = waitAfter(wrong)
    return wait === 0 ? null : new Date(this.#deps.now().getTime() + wait)
  }

  /** What the disk says counts where it says more than is known here: an earlier process, or another one. */
  #read(): void {
    const { wrong, retryAt } = this.#noted()
    if (wrong <= this.#wrong) return
    const longest = waitAfter(wrong)
    const said = retryAt === null ? 0 : Date.parse(retryAt) - this.#deps.now().getTime()
    const left = Math.min(longest, Math.max(0, said))
    this.#wrong = wrong
    this.#freeAt = this.#deps.monotonic() + left
    // A date far ahead means that the clock was set back: with the new date a restart does not begin the wait anew.
    if (said > longest) this.#rewrite(wrong)
  }

  #rewrite(wrong: number): void {
    try {
      this.#write(wrong)
    } catch {
      // The wait is right for as long as this process runs.
    }
  }

  /** A file that is not ours to understand counts as the most: it is written whole or not at all. */
  #noted(): Pick<z.infer<typeof noted>, 'wrong' | 'retryAt'> {
    try {
      const text = this.#deps.file.read()
      return text === null ? { wrong: 0, retryAt: null } : noted.parse(JSON.parse(text))
    } catch {
      return { wrong: triesBeforeRefusal, retryAt: this.#retryAt(triesBeforeRefusal)?.toISOString() ?? null }
    }
  }
}

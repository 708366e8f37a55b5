import { VaultError } from '../../../shared/vault-error.ts'
import { fileChanged } from '../engine/changed.ts'
import { checkUnchanged, openSource } from '../file/open-source.ts'
import type { Source } from '../file/open-source.ts'
import { isUnchanged } from '../files/files.ts'
import type { Files } from '../files/files.ts'
import { SurveyTally, topNameOf } from './survey-folder.ts'
import type { FolderSurvey } from './survey-folder.ts'
import { paddingAfter, tarEnd, tarHeader } from './tar-header.ts'
import { walkFolder } from './walk-folder.ts'
import type { FolderMember, WalkOptions } from './walk-folder.ts'

/** A stretch of the tar: fills the front of `into` and returns the bytes, 0 once it has given all. */
type Stretch = (into: Uint8Array) => Promise<number>

/**
 * A folder, read as the tar that it would become: made while it is read, front to back, and never kept. Each file is
 * opened once, read through that one descriptor and looked at again after its last byte. Throws FILE_CHANGED, and what
 * `walkFolder` and `openSource` throw.
 */
export class TarSource {
  readonly #files: Files
  readonly #folder: string
  readonly #tally: SurveyTally
  readonly #stretches: AsyncGenerator<Stretch, void>
  #stretch: Stretch | null = null
  #position = 0
  #ended = false

  constructor(files: Files, folder: string, options: WalkOptions = {}) {
    this.#files = files
    this.#folder = folder
    this.#tally = new SurveyTally(folder)
    this.#stretches = this.#make(options)
  }

  /** As `OpenedFile.read`, for reading in order only. */
  async read(into: Uint8Array, position: number): Promise<number> {
    if (position !== this.#position) throw new VaultError('INTERNAL', 'a tar is read from front to back')
    while (!this.#ended) {
      this.#stretch ??= await this.#next()
      const count = (await this.#stretch?.(into)) ?? 0
      this.#position += count
      if (count > 0) return count
      this.#stretch = null
    }
    return 0
  }

  /** What was found while reading; call it once, after `read` gave 0. */
  finish(): FolderSurvey {
    if (!this.#ended) throw fileChanged()
    return this.#tally.finish()
  }

  /** Gives back the file that is open, if there is one. */
  async close(): Promise<void> {
    await this.#stretches.return()
  }

  async #next(): Promise<Stretch | null> {
    const next = await this.#stretches.next()
    this.#ended = next.done === true
    return next.done === true ? null : next.value
  }

  async *#make(options: WalkOptions): AsyncGenerator<Stretch, void> {
    const topName = topNameOf(this.#folder)
    for await (const find of walkFolder(this.#files, this.#folder, options)) {
      this.#tally.add(find)
      if ('leftOut' in find) continue
      yield bytesOf(await tarHeader(topName, find))
      if (find.kind === 'file') yield* this.#content(find)
    }
    yield zeros(tarEnd)
  }

  async *#content({ path, facts }: FolderMember): AsyncGenerator<Stretch, void> {
    const source = await openSource(this.#files, path)
    try {
      if (!isUnchanged(facts, source.facts)) throw fileChanged(path)
      yield contentOf(source, path)
      await checkUnchanged(source, path)
    } finally {
      await source.file.close().catch(() => {})
    }
    yield zeros(paddingAfter(facts.size))
  }
}

function bytesOf(bytes: Uint8Array): Stretch {
  let at = 0
  return async (into) => {
    const part = bytes.subarray(at, at + into.length)
    into.set(part)
    at += part.length
    return part.length
  }
}

function zeros(length: number): Stretch {
  let left = length
  return async (into) => {
    const count = Math.min(left, into.length)
    into.fill(0, 0, count)
    left -= count
    return count
  }
}

/** Exactly the bytes that the header promised: a file that has grown shows in its facts afterwards. */
function contentOf({ file, facts }: Source, path: string): Stretch {
  let at = 0
  return async (into) => {
    const wanted = into.subarray(0, Math.min(into.length, facts.size - at))
    if (wanted.length === 0) return 0
    const count = await file.read(wanted, at)
    if (count === 0) throw fileChanged(path)
    at += count
    return count
  }
}

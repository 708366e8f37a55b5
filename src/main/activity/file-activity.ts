import path from 'node:path'
import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import type { FileAction } from '../../shared/model/file-action.ts'
import type { FileRecord } from '../../shared/model/file-record.ts'

/** Words of the log for what was done to files. */
const whatOf: Readonly<Record<FileAction, string>> = {
  encrypt: 'encryptFiles',
  pack: 'encryptFiles',
  open: 'openFiles',
  unpack: 'openFiles',
  verify: 'verifyFiles',
  move: 'moveFiles',
}

const longestNames = 1024

/** Doors that are no key of this computer or of AWS. */
type Opener = 'recovery' | 'colleague'

interface Gathered {
  readonly what: string
  readonly code: FileRecord['code']
  readonly keyId: string | null
  readonly keys: number
  readonly by: Opener | null
  files: number
  bytes: number
  names: string[]
}

/**
 * Files that jobs ended with, gathered until the work rests: one entry for what was done in the same way with the same
 * key, with the number of files and their bytes, and one for each way to fail. Files that were cancelled are left out.
 */
export class FileActivity {
  readonly #note: (entry: NewActivity) => void
  readonly #gathered = new Map<string, Gathered>()

  constructor(note: (entry: NewActivity) => void) {
    this.#note = note
  }

  add({ action, code, doors, size, source }: FileRecord): void {
    if (code === 'CANCELLED') return
    const by = openerOf({ action, code, doors })
    const keyId = by === null ? keyOf({ action, code, doors }) : null
    const what = whatOf[action]
    const same = JSON.stringify([what, code, keyId, doors.length, by])
    const gathered = this.#gathered.get(same) ?? {
      what,
      code,
      keyId,
      keys: doors.length,
      by,
      files: 0,
      bytes: 0,
      names: [],
    }
    gathered.files += 1
    gathered.bytes += size
    gathered.names.push(path.basename(source))
    this.#gathered.set(same, gathered)
  }

  /** Notes what was gathered. */
  flush(): void {
    const entries = [...this.#gathered.values()].map(toEntry)
    this.#gathered.clear()
    for (const entry of entries) this.#note(entry)
  }
}

const reading: ReadonlySet<FileAction> = new Set(['open', 'unpack', 'verify'])

type Done = Pick<FileRecord, 'action' | 'code' | 'doors'>

/** Whose door opened it, where that was no key: a message that was read has the one door that opened it. */
function openerOf({ action, code, doors }: Done): Opener | null {
  const kind = reading.has(action) && code === null ? doors[0]?.label.kind : undefined
  return kind === 'recovery' || kind === 'colleague' ? kind : null
}

/** The first of its keys; none where several doors are there and none of them opened. */
function keyOf({ action, code, doors }: Done): string | null {
  if (reading.has(action) && code !== null && doors.length > 1) return null
  const keys = doors.filter(({ label: { kind } }) => kind === 'local' || kind === 'aws')
  return keys.find(({ keyId }) => keyId !== null)?.keyId ?? null
}

function toEntry({ what, code, keyId, keys, by, files, bytes, names }: Gathered): NewActivity {
  return {
    ...plainActivity,
    area: 'files',
    what,
    code,
    count: files,
    bytes,
    keyId,
    service: keyId === null ? null : keyId.startsWith('arn:') ? 'aws' : 'local',
    facts: { ...(keys > 1 ? { doors: keys } : {}), ...(by === null ? {} : { by }) },
    details: { files: names.join(', ').slice(0, longestNames) },
  }
}

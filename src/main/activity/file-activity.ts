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

interface Gathered {
  readonly what: string
  readonly code: FileRecord['code']
  readonly keyId: string | null
  readonly keys: number
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
    const keyId = doors.find((door) => door.keyId !== null)?.keyId ?? null
    const what = whatOf[action]
    const same = JSON.stringify([what, code, keyId, doors.length])
    const gathered = this.#gathered.get(same) ?? {
      what,
      code,
      keyId,
      keys: doors.length,
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

function toEntry({ what, code, keyId, keys, files, bytes, names }: Gathered): NewActivity {
  return {
    ...plainActivity,
    area: 'files',
    what,
    code,
    count: files,
    bytes,
    keyId,
    service: keyId === null ? null : keyId.startsWith('arn:') ? 'aws' : 'local',
    facts: keys > 1 ? { doors: keys } : {},
    details: { files: names.join(', ').slice(0, longestNames) },
  }
}

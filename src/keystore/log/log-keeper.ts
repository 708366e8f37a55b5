import { unavailable } from './log-unavailable.ts'
import type { LogFile } from './log-file.ts'
import { ourEntry } from './our-entry.ts'
import {
  createLogFile,
  isDamage,
  openLogFile,
  setLogAside,
  type LogPlace,
  type NotGoneOn,
} from './open-log-file.ts'

/**
 * Opens the log's file when it is needed and keeps it open; gives it up after a fault and opens it anew the next time. A
 * file that cannot be gone on with is set aside, and a new one begins and says so. Throws LOG_UNAVAILABLE.
 */
export class LogKeeper {
  readonly #place: LogPlace
  readonly #onOpened: () => void
  #file: LogFile | undefined
  /** Why the next log begins; undefined where none was there in the life of this process. */
  #cause: NotGoneOn | 'missing' | undefined

  constructor(place: LogPlace, onOpened: () => void) {
    this.#place = place
    this.#onOpened = onOpened
  }

  /** The file as long as it is open and still the one that has the name. */
  get current(): LogFile | undefined {
    return this.#file
  }

  /** Does something with the file, which is made where there is none. */
  use<T>(act: (file: LogFile) => T): T {
    const write = () => this.#guarded(() => act(this.#opened() ?? this.#begin(this.#cause)))
    try {
      return write()
    } catch {
      // The fault closed the file: what was torn is set aside now, and on a full disk its write-ahead log has made room.
      return write()
    }
  }

  /** Does something with the file where there is one. */
  look<T>(act: (file: LogFile) => T): T | undefined {
    return this.#guarded(() => {
      const file = this.#opened()
      return file === undefined ? undefined : act(file)
    })
  }

  /** Keeps the present file under another name. The next use begins a new one. */
  setAside(): void {
    this.#guarded(() => {
      this.close()
      setLogAside(this.#place)
      this.#cause = undefined
    })
  }

  close(): void {
    const file = this.#file
    this.#file = undefined
    file?.close()
  }

  #opened(): LogFile | undefined {
    const { files, paths } = this.#place
    // A file that was removed would be written to in vain, and nobody would find it again.
    if (this.#file !== undefined && files.identityOf(paths.file) !== this.#file.identity) this.close()
    if (this.#file !== undefined) return this.#file
    const opened = openLogFile(this.#place)
    if (opened === 'nothing') return undefined
    if (typeof opened === 'string') {
      setLogAside(this.#place)
      return this.#begin(opened)
    }
    return this.#take(opened)
  }

  #begin(cause: NotGoneOn | 'missing' | undefined): LogFile {
    const file = this.#take(createLogFile(this.#place))
    if (cause !== undefined)
      file.append([ourEntry('beginLog', { cause })], this.#place.now().toISOString(), undefined)
    return file
  }

  #take(file: LogFile): LogFile {
    this.#file = file
    this.#cause = 'missing'
    this.#onOpened()
    return file
  }

  #guarded<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      this.#giveUp()
      if (isDamage(error)) this.#keepDamaged()
      throw unavailable(error)
    }
  }

  /** After a fault the file may not be what this process thinks it is. */
  #giveUp(): void {
    try {
      this.close()
    } catch {
      // It is closed with the process at the latest.
    }
  }

  #keepDamaged(): void {
    try {
      setLogAside(this.#place)
      this.#cause = 'damaged'
    } catch {
      // It stays where it is and is found again the next time.
    }
  }
}
